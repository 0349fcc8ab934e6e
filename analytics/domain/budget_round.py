"""When figures are frozen for a budget, and when the report on them is due."""

from dataclasses import dataclass
from datetime import date, timedelta

SNAPSHOT_WEEKS = 6  # before the round: later, figures arrive after the money is divided
REPORT_WEEKS = 4  # from the snapshot to the published report


@dataclass(frozen=True, slots=True)
class Round:
    budget_on: date
    snapshot_on: date
    report_due: date


def round_of(budget_on: date, snapshot_weeks: int = SNAPSHOT_WEEKS, report_weeks: int = REPORT_WEEKS) -> Round:
    """The report is due before the round itself, however the weeks were set."""
    snapshot_on = budget_on - timedelta(weeks=snapshot_weeks)
    return Round(budget_on, snapshot_on, min(snapshot_on + timedelta(weeks=report_weeks), budget_on))


def next_year(budget_on: date) -> date:
    """A round comes back every year; that of 29 February on the day before."""
    try:
        return budget_on.replace(year=budget_on.year + 1)
    except ValueError:
        return budget_on.replace(year=budget_on.year + 1, day=28)
