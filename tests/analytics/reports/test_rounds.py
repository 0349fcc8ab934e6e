"""The calendar of budget rounds, and who is reminded of what is overdue."""

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from analytics.domain.report.workflow import Step
from analytics.models import BudgetCalendar, Snapshot, UnitAction
from analytics.services.reports.calendar import freeze_for_rounds, set_calendar
from analytics.services.reports.drafting import draft_report, judge_report
from analytics.services.reports.reminding import remind
from analytics.services.reports.settling import take_step
from lms.base.outbox import drain
from tests.analytics.reports.conftest import judgement_of
from tests.analytics.reports.test_actions import values_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def noon():
    return timezone.make_aware(datetime.combine(timezone.localdate(), time(12)))


def test_the_office_sets_its_round_and_figures_are_frozen_six_weeks_before(as_, academy, units, hua, noon):
    budget_on = timezone.localdate(noon) + timedelta(weeks=6)
    address = reverse("analytics:budget_calendar", args=[units["X"].public_id])
    as_(hua).post(address, {"budget_on": budget_on.isoformat(), "snapshot_weeks": 6, "report_weeks": 4})
    assert freeze_for_rounds(at=noon - timedelta(days=1)) == 0
    assert freeze_for_rounds(at=noon) == 1
    assert freeze_for_rounds(at=noon) == 0
    assert BudgetCalendar.objects.get().snapshot == Snapshot.objects.get(occasion="request")
    assert "done" in as_(hua).get("/hr/report/").content.decode()


def test_a_round_that_is_over_comes_back_next_year(academy, units, hua, noon):
    passed = timezone.localdate(noon) - timedelta(days=1)
    set_calendar(unit=units["X"], budget_on=passed, snapshot_weeks=6, report_weeks=4, by=hua)
    freeze_for_rounds(at=noon)
    assert BudgetCalendar.objects.get().budget_on.year == passed.year + 1


def test_reminders_come_once_a_week_until_the_report_is_published(academy, units, hua, max_, noon):
    today = timezone.localdate(noon)
    set_calendar(unit=units["X"], budget_on=today + timedelta(days=1), snapshot_weeks=6, report_weeks=1, by=hua)
    freeze_for_rounds(at=noon)
    assert [remind(today=today), remind(today=today), remind(today=today + timedelta(days=7))] == [1, 0, 1]
    report = draft_report(unit=units["X"], snapshot=Snapshot.objects.get(), by=hua, at=noon)
    judge_report(report=report, judgement=judgement_of(report, max_, noon), by=hua, at=noon)
    for step in (Step.REVIEW, Step.SIGN, Step.PUBLISH):
        take_step(report=report, step=step, by=max_, at=noon)
    assert remind(today=today + timedelta(days=14)) == 0


def test_the_owner_of_an_overdue_action_is_reminded(units, hua, ada, now):
    from analytics.services.actions import enter_action

    today = timezone.localdate(now)
    enter_action(unit=units["X1"], values=values_for(ada, today - timedelta(days=1)), by=hua, at=now)
    enter_action(unit=units["X1"], values=values_for(ada, today), by=hua, at=now)
    assert remind(today=today) == 1
    assert UnitAction.objects.filter(reminded_on=today).count() == 1


def test_mail_leaves_through_the_outbox(units, hua, ada, framework):
    from analytics.services.actions import enter_action

    now = timezone.now()
    enter_action(unit=units["X1"], values=values_for(ada, timezone.localdate(now) - timedelta(days=1)), by=hua, at=now)
    set_calendar(
        unit=units["X"], budget_on=timezone.localdate(now) + timedelta(days=1), snapshot_weeks=6, report_weeks=1, by=hua
    )
    freeze_for_rounds(at=now)
    remind(today=timezone.localdate(now))
    drain()
    assert sorted(message.to[0] for message in mail.outbox) == ["ada@example.org", "hua@example.org", "hua@example.org"]
    assert "Train the counter" in next(one.body for one in mail.outbox if one.to == ["ada@example.org"])
