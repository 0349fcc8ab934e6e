"""The budget calendar of an office: figures are frozen in time for its round, and whoever reports on them is told."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from lms.base.audit import record
from lms.base.outbox import announce_many
from lms.people.models import OrgUnit, User
from lms.people.selectors.posted import people_with_right

from ...domain.budget_round import next_year
from ...domain.report.workflow import Status
from ...models import BudgetCalendar, Snapshot, UnitReport
from ...report_readers import WRITERS
from ..snapshots import take_snapshot
from .drafting import LASTING

FROZEN = "analytics.round_frozen"


@transaction.atomic
def set_calendar(*, unit: OrgUnit, budget_on: date, snapshot_weeks: int, report_weeks: int, by: User) -> BudgetCalendar:
    """Another date makes another round: its figures are frozen anew."""
    calendar = BudgetCalendar.objects.select_for_update().filter(unit=unit).first() or BudgetCalendar(unit=unit)
    if calendar.budget_on != budget_on:
        calendar.snapshot = calendar.reminded_on = None
    calendar.budget_on, calendar.set_by = budget_on, by
    calendar.snapshot_weeks, calendar.report_weeks = snapshot_weeks, report_weeks
    calendar.save()
    record(by, "budget_calendar.set", unit, budget_on=budget_on.isoformat(), weeks=[snapshot_weeks, report_weeks])
    return calendar


def freeze_for_rounds(*, at: datetime) -> int:
    """One snapshot for all rounds that need one today; a lasting one since the day will do. Returns how many rounds."""
    today = timezone.localdate(at)
    _turn_the_year(today)
    waiting = BudgetCalendar.objects.filter(snapshot=None).select_related("unit").order_by("pk")
    due = [one for one in waiting if one.round.snapshot_on <= today]
    for calendar in due:
        _freeze(calendar, at)
    return len(due)


def is_reported(calendar: BudgetCalendar) -> bool:
    reports = UnitReport.objects.filter(unit=calendar.unit, snapshot=calendar.snapshot)
    return reports.filter(status=Status.PUBLISHED).exists()


def _freeze(calendar: BudgetCalendar, at: datetime) -> None:
    """The figures are taken outside the transaction that notes them: that may last minutes."""
    day = calendar.round.snapshot_on
    since = timezone.make_aware(datetime.combine(day, time.min))
    snapshot = Snapshot.objects.filter(as_of__gte=since, as_of__lte=at, occasion__in=LASTING).order_by("as_of").first()
    if snapshot is None:
        snapshot = take_snapshot(at=at, occasion=Snapshot.Occasion.REQUEST)
    with transaction.atomic():
        if BudgetCalendar.objects.filter(pk=calendar.pk, snapshot=None).update(snapshot=snapshot):
            told = people_with_right(calendar.unit, *WRITERS).values_list("pk", flat=True)
            announce_many(FROZEN, [{"calendar": calendar.pk, "person": pk} for pk in told])


def _turn_the_year(today: date) -> None:
    for calendar in BudgetCalendar.objects.filter(budget_on__lt=today):
        calendar.budget_on, calendar.snapshot, calendar.reminded_on = next_year(calendar.budget_on), None, None
        calendar.save()
