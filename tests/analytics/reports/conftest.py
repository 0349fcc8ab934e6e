"""A quarter of the small academy, HR of county X and of unit X1, and the head of X."""

from datetime import timedelta

import pytest

from analytics.domain.report.workflow import Step
from analytics.models import Snapshot
from analytics.services.reports.drafting import draft_report, judge_report
from analytics.services.reports.settling import take_step
from analytics.services.snapshots import take_snapshot
from lms.people.models import Role, User
from lms.people.services.grants import grant_role


@pytest.fixture
def max_(units):
    """Leads county X: a second person beside Hua, who drafts."""
    user = User.objects.create_user("max@example.org", "a-long-enough-password", name="Max")
    grant_role(user=user, role=Role.LINE_MANAGER, unit=units["X"], by=None)
    return user


@pytest.fixture
def iris(units):
    """Auditor of the whole administration."""
    user = User.objects.create_user("iris@example.org", "a-long-enough-password", name="Iris")
    grant_role(user=user, role=Role.AUDITOR, unit=units["P"], by=None)
    return user


@pytest.fixture
def earlier(academy, now):
    return take_snapshot(at=now - timedelta(days=120), occasion=Snapshot.Occasion.QUARTER)


@pytest.fixture
def quarter(earlier, now):
    return take_snapshot(at=now - timedelta(days=20), occasion=Snapshot.Occasion.QUARTER)


@pytest.fixture
def report(quarter, units, hua, now):
    """A draft on county X, by Hua."""
    return draft_report(unit=units["X"], snapshot=quarter, by=hua, at=now)


@pytest.fixture
def judged(report, hua, max_, now):
    """The draft with a complete judgement."""
    return judge_report(report=report, judgement=judgement_of(report, max_, now), by=hua, at=now)


@pytest.fixture
def published(judged, max_, now):
    for step in (Step.REVIEW, Step.SIGN, Step.PUBLISH):
        take_step(report=judged, step=step, by=max_, at=now)
    judged.refresh_from_db()
    return judged


def judgement_of(report, owner, now):
    gap = {
        "service": "Registration of firms",
        "option": "train",
        "owner": str(owner.public_id),
        "owner_name": owner.name,
        "due": (now.date() + timedelta(days=60)).isoformat(),
        "cost": 12000,
    }
    return {"targets": {"critical_coverage": 80}, "gaps": [gap for _ in report.figures["gaps"]], "remark": "A remark."}
