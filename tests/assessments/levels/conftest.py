"""Two administrators of the whole academy, evidence by a word, and a second version of the level model."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from django.utils import timezone

from assessments.domain.level_model import EvidenceKind
from assessments.domain.level_model_file import Described, as_data
from assessments.models import Evidence
from lms.competencies.models import Framework
from lms.people.models import OrgUnit, Role, User
from lms.people.services.grants import grant_role
from tests.assessments.domain.table import SHIPPED

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
DOUBTED = replace(
    SHIPPED,
    version="2027.1",
    kinds={**SHIPPED.kinds, EvidenceKind.EXAM: replace(SHIPPED.kinds[EvidenceKind.EXAM], validity=0.4)},
)


@pytest.fixture
def lin(units: dict[str, OrgUnit]) -> User:
    return _administrator("Lin", units["P"])


@pytest.fixture
def wei(units: dict[str, OrgUnit]) -> User:
    return _administrator("Wei", units["P"])


def _administrator(name: str, unit: OrgUnit) -> User:
    user = User.objects.create_user(f"{name.lower()}@example.org", "a-long-enough-password", name=name)
    grant_role(user=user, role=Role.ADMINISTRATOR, unit=unit, by=None)
    return user


@pytest.fixture
def doubted() -> Described:
    """Examinations are believed less, from tomorrow."""
    return Described(DOUBTED, TODAY + timedelta(days=1), "Lin", "Examinations foretold less than was thought.")


@pytest.fixture
def show(framework: Framework) -> Callable[..., Evidence]:
    """`show(user, "S1", 3.4, days_ago=3, kind="exam")`"""
    numbers = dict(framework.competencies.values_list("code", "pk"))

    def show(user: User, code: str, value: float, *, days_ago: float = 0, kind: str = "exam") -> Evidence:
        at = NOW - timedelta(days=days_ago)
        return Evidence.objects.create(
            learner=user, competency_id=numbers[code], kind=kind, value=value, observed_at=at
        )

    return show


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[[Described], Path]:
    def write(one: Described) -> Path:
        told = {"version": one.model.version, "author": one.author, "reasons": one.reasons}
        document = {**told, "effective_from": one.effective_from, **as_data(one.model)}
        file = tmp_path / f"{one.model.version}.yaml"
        file.write_text(yaml.safe_dump([document]))
        return file

    return write
