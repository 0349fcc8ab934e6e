"""Which reports there are, and which could be drafted now."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from lms.base.fields import LocalizedText
from lms.people.access import visible
from lms.people.models import OrgUnit, User

from ...domain.report.workflow import Status
from ...models import BudgetCalendar, Snapshot, UnitReport
from ...report_readers import writing_scope

REPORTS_SHOWN = 60
UNITS_OFFERED = 200
LASTING = (Snapshot.Occasion.QUARTER, Snapshot.Occasion.REQUEST)


@dataclass(frozen=True, slots=True)
class ReportRow:
    public_id: UUID
    unit: LocalizedText
    snapshot: Snapshot
    edition: int
    status: str
    state: str
    decided: str  # letter


def reports_of(user: User) -> list[ReportRow]:
    """Latest figures first, at most so many; a corrected edition stands beside the one that it corrects."""
    rows = visible(user, UnitReport).select_related("unit", "snapshot", "decision")
    return [_row(report) for report in rows.defer("figures", "judgement", "since")[:REPORTS_SHOWN]]


def writable_units(user: User) -> list[OrgUnit]:
    return list(writing_scope(user).units()[:UNITS_OFFERED])


def lasting_snapshots() -> list[Snapshot]:
    """Figures that are kept: ends of quarters, and those asked for."""
    return list(Snapshot.objects.filter(occasion__in=LASTING).order_by("-as_of")[:12])


@dataclass(frozen=True, slots=True)
class CalendarRow:
    unit: OrgUnit
    calendar: BudgetCalendar
    snapshot_on: object
    report_due: object


def calendars_of(units: Sequence[OrgUnit]) -> list[CalendarRow]:
    rows = BudgetCalendar.objects.filter(unit__in=[unit.pk for unit in units]).select_related("unit")
    found = []
    for calendar in rows.order_by("budget_on", "unit__path"):
        dates = calendar.round
        found.append(CalendarRow(calendar.unit, calendar, dates.snapshot_on, dates.report_due))
    return found


def next_edition(report: UnitReport) -> UnitReport | None:
    """The latest one that corrects it, once that is published."""
    later = UnitReport.objects.filter(unit=report.unit_id, snapshot=report.snapshot_id, edition__gt=report.edition)
    return later.filter(Q(status=Status.PUBLISHED)).order_by("-edition").first()


def _row(report: UnitReport) -> ReportRow:
    decision = getattr(report, "decision", None)
    return ReportRow(
        public_id=report.public_id,
        unit=report.unit.name,
        snapshot=report.snapshot,
        edition=report.edition,
        status=report.status,
        state=str(report.get_status_display()),
        decided=decision.letter if decision else "",
    )
