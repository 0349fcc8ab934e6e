"""One achievement on the test examination, a key of its own for every test, and somebody who passes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from assessments.models import Attempt, DrawnItem, Examination, Response
from assessments.services.delivery import start_attempt, submit_attempt
from certificates.keyring import make_key
from certificates.models import Achievement, Credential, Revocation, RevocationRequest
from certificates.services.loading import load_achievement
from certificates.services.revoking import ask_revocation, confirm_revocation
from lms.people.models import Role, User
from lms.people.services.grants import grant_role
from tests.assessments.conftest import examination as examination

ENTRY: dict[str, Any] = {
    "code": "T-basic",
    "version": 1,
    "validity_months": 12,
    "title": {"en": "Test basics", "zh-hant": "測試基礎", "zh-hans": "测试基础"},
    "description": {"en": "Knows the basics.", "zh-hant": "掌握基礎。", "zh-hans": "掌握基础。"},
    "rule": {
        "all_of": [
            {"kind": "examination", "code": "T-01", "within_months": 12},
            {"kind": "competency", "code": "S1", "level": 2, "percent": 80},
        ]
    },
    "attests": {"S1": 2},
}

Sit = Callable[..., Attempt]


@pytest.fixture(autouse=True)
def signing_key(settings, tmp_path) -> str:
    settings.STATE = tmp_path
    settings.CREDENTIAL_KEY_FILE = str(tmp_path / "keys" / "credential-ed25519.pem")
    identity = make_key()
    assert identity
    return identity


@pytest.fixture
def achievement(examination) -> Achievement:
    found = load_achievement(ENTRY, position=1)
    assert found
    return found


@pytest.fixture
def sit(examination: Examination) -> Sit:
    """Start, answer `right` of ten rightly, submit: the way of a candidate, without the browser."""

    def sit(learner: User, *, right: int = 10, weak_on: str = "", at: datetime | None = None) -> Attempt:
        """`weak_on`: of this competency's five items only the first is answered rightly."""
        at = at or timezone.now()
        attempt = start_attempt(examination=examination, learner=learner, session_key="desk", at=at)
        drawn = list(DrawnItem.objects.filter(attempt=attempt).select_related("version__competency"))
        weak = [one for one in drawn if one.version.competency.code == weak_on][1:]
        for one in drawn:
            option = "a" if one.position <= right and one not in weak else "b"
            token = next(token for token, option_id in one.tokens if option_id == option)
            Response.objects.create(attempt=attempt, position=one.position, seq=1, value=[token], saved_at=at)
        return submit_attempt(attempt=attempt, at=at)

    return sit


@pytest.fixture
def credential(achievement, sit, ada) -> Credential:
    """Ada's, earned just now."""
    sit(ada)
    return Credential.objects.get(learner=ada)


@pytest.fixture
def dora(units) -> User:
    """Administrator of county X."""
    user = User.objects.create_user("dora@example.org", "a-long-enough-password", name="Dora")
    grant_role(user=user, role=Role.ADMINISTRATOR, unit=units["X"], by=None)
    return user


@pytest.fixture
def mai(units) -> User:
    """Training manager of county X: may confirm what Dora asks."""
    user = User.objects.create_user("mai@example.org", "a-long-enough-password", name="Mai")
    grant_role(user=user, role=Role.TRAINING_MANAGER, unit=units["X"], by=None)
    return user


@pytest.fixture
def revoke(dora, mai) -> Callable[..., Revocation]:
    """Dora asks, Mai confirms."""

    def revoke(credential: Credential, *, reason: str = "misconduct", detail: str = "File 2026/17") -> Revocation:
        reason = RevocationRequest.Reason(reason)
        asked = ask_revocation(credential=credential, reason=reason, detail=detail, by=dora, at=timezone.now())
        return confirm_revocation(request=asked, by=mai, at=timezone.now())

    return revoke


@pytest.fixture
def otto(units) -> User:
    """Administrator of county Y: an outsider to X."""
    user = User.objects.create_user("otto@example.org", "a-long-enough-password", name="Otto")
    grant_role(user=user, role=Role.ADMINISTRATOR, unit=units["Y"], by=None)
    return user
