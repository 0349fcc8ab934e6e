"""The audit of equity: made once a quarter, open to equity auditors of everything and to nobody else."""

from datetime import date, timedelta

import pytest

from analytics.domain.equity import Difference
from analytics.models import EquityAudit, Snapshot
from analytics.selectors.equity import in_words
from analytics.services.equity import take_equity_audit
from analytics.services.snapshots import take_snapshot
from lms.base.models import AuditEvent
from lms.people.models import EmploymentRecord, Role, User
from lms.people.services.grants import grant_role

ADDRESS = "/hr/equity/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(units):
    user = User.objects.create_user("eva@example.org", "a-long-enough-password", name="Eva")
    grant_role(user=user, role=Role.EQUITY_AUDITOR, unit=units["P"], by=None)
    return user


@pytest.fixture
def audited(academy, now):
    for number, person in enumerate(academy):
        EmploymentRecord.objects.create(user=person, birth_date=date(1970 + number % 35, 1, 1))
    snapshot = take_snapshot(at=now, occasion=Snapshot.Occasion.QUARTER)
    return take_equity_audit(snapshot)


def test_the_auditor_reads_rounded_figures_by_band(client, auditor, audited):
    client.force_login(auditor)
    page = client.get(ADDRESS).content.decode()
    assert "35 to 49 years" in page
    assert "hidden" in page  # nobody has a date of hire: no band of service is told
    people = [row["people"] for row in audited.figures["age"]]
    assert all(count % 5 == 0 for count in people) and sum(people) >= 60
    assert AuditEvent.objects.filter(action="equity.viewed", actor_id=auditor.pk).count() == 1


def test_before_the_first_audit_the_page_says_when_one_comes(client, auditor):
    client.force_login(auditor)
    assert "No audit yet" in client.get(ADDRESS).content.decode()


def test_nobody_else_reads_it(client, audited, units, ada, hua):
    assert client.get(ADDRESS).status_code == 302
    partial = User.objects.create_user("pia@example.org", "a-long-enough-password", name="Pia")
    grant_role(user=partial, role=Role.EQUITY_AUDITOR, unit=units["X"], by=None)
    boss = User.objects.create_user("max@example.org", "a-long-enough-password", name="Max")
    for role in (Role.HR_VIEWER, Role.AUDITOR, Role.ADMINISTRATOR):
        grant_role(user=boss, role=role, unit=units["P"], by=None)
    for user in (ada, hua, partial, boss):
        client.force_login(user)
        assert client.get(ADDRESS).status_code == 404


def test_an_audit_is_made_once(audited):
    assert take_equity_audit(audited.snapshot) == audited
    assert EquityAudit.objects.count() == 1


def test_quarters_are_audited_by_schedule(academy, now):
    from analytics.services.calendar import take_due_snapshots

    take_due_snapshots(at=now)
    assert EquityAudit.objects.count() == Snapshot.objects.filter(occasion=Snapshot.Occasion.QUARTER).count() == 1
    assert now - EquityAudit.objects.get().made_at < timedelta(hours=1)


@pytest.mark.parametrize(
    ("low", "value", "high", "words"),
    [
        (0.03, 0.06, 0.09, "+6 points (+3 to +9): more than chance"),
        (-0.05, -0.03, -0.02, "−3 points (−5 to −2): more than chance, but less than five points"),
        (-0.02, 0.01, 0.04, "+1 points (−2 to +4): no clear difference"),
        (0.001, 0.02, 0.04, "+2 points (0 to +4): no clear difference"),
    ],
)
def test_the_words_agree_with_the_interval(low, value, high, words):
    found = Difference(value, low, high)
    assert in_words({"low": low, "value": value, "high": high, "is_notable": found.is_notable}) == words
