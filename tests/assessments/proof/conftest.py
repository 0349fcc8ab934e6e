"""Two examinations of one bank; a pass of the first is a certificate."""

from dataclasses import dataclass

import pytest

from assessments.models import Examination
from certificates.models import Achievement
from certificates.services.loading import load_achievement
from lms.people.models import User
from tests.assessments.services.answers import another
from tests.certificates.conftest import ENTRY, signing_key

__all__ = ["signing_key"]


@dataclass(frozen=True)
class World:
    """What an example finds and leaves as it was."""

    examinations: tuple[Examination, Examination]
    learner: User


@pytest.fixture
def achievement(examination: Examination) -> Achievement:
    """Due to whoever passes T-01."""
    rule = {"all_of": [{"kind": "examination", "code": examination.code, "within_months": 12}]}
    found = load_achievement({**ENTRY, "code": "T-pass", "rule": rule, "attests": {}}, position=1)
    assert found
    return found


@pytest.fixture
def world(examination: Examination, achievement: Achievement, ada: User) -> World:
    return World((examination, another(examination)), ada)
