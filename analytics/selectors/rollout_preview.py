"""What course dates would change if they were stated: since when units would count, and what could be compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from lms.people.access import Scope
from lms.people.models import OrgUnit

from ..domain.effects.designs import Design, compared
from ..domain.effects.panel import AFTER, BEFORE
from ..models import ServiceIndicator
from .indicators import indicators, values_as_of
from .panels import Values, levels_of, panel_of
from .trainings import Start, Training, starts


@dataclass(frozen=True, slots=True)
class PlannedStart:
    unit: OrgUnit
    now: Start | None
    month: date
    before: int  # months with figures
    after: int

    @property
    def is_enough(self) -> bool:
        return self.before >= BEFORE and self.after >= AFTER


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many units an indicator could compare, trained and others, by each design."""

    indicator: ServiceIndicator
    matched: tuple[int, int]
    staged: tuple[int, int]


@dataclass(frozen=True, slots=True)
class RolloutPreview:
    training: Training
    units: list[PlannedStart]
    outlooks: list[Outlook]

    @property
    def fingerprint(self) -> str:
        """The same for two previews that would do the same beside the same."""
        said = [f"{one.unit.code} {one.month} {one.now}" for one in self.units]
        return sha256("\n".join([self.training.key, *said]).encode()).hexdigest()


def rollout_preview(
    scope: Scope, at: datetime, *, training: Training, months: Mapping[OrgUnit, date]
) -> RolloutPreview:
    """`scope` is what the reader may compare; one statement for all figures in it."""
    now, values = starts(training, scope), values_as_of(at, scope=scope)
    since = {unit: start.month for unit, start in now.items()} | {unit.code: month for unit, month in months.items()}
    return RolloutPreview(
        training,
        [_planned(unit, month, now.get(unit.code), values) for unit, month in months.items()],
        _outlooks(values, since, levels_of(scope)),
    )


def _planned(unit: OrgUnit, month: date, now: Start | None, values: Values) -> PlannedStart:
    reported = {one for code, _, one in values if code == unit.code}
    return PlannedStart(unit, now, month, sum(one < month for one in reported), sum(one > month for one in reported))


def _outlooks(values: Values, since: Mapping[str, date], levels: Mapping[str, str]) -> list[Outlook]:
    found = []
    for indicator in indicators():
        panel = panel_of(values, indicator.meaning, since=since, levels=levels)
        if panel.units:
            by_design = [compared(panel.units, design) for design in (Design.MATCHED, Design.STAGED)]
            matched, staged = [(len(one.treated), len(one.comparison)) for one in by_design]
            found.append(Outlook(indicator, matched, staged))
    return found
