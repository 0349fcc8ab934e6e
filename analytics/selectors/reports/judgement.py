"""What people add to the figures: targets, and for each gap a service, an owner, a date, a price and a way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ...domain.advice import ENOUGH_COVERAGE
from ...domain.coverage import ENOUGH_ASSESSED
from ...models import UnitAction, UnitReport

TARGETS = {
    "critical_coverage": round(100 * ENOUGH_COVERAGE),
    "single_points": 0,
    "assessed_share": round(100 * ENOUGH_ASSESSED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GapJudgement:
    """Empty until somebody has judged."""

    service: str = ""
    option: str = UnitAction.Option.TRAIN.value
    owner: str = ""  # public id
    owner_name: str = ""
    due: date | None = None
    cost: int = 0

    @property
    def is_complete(self) -> bool:
        return bool(self.service and self.owner and self.due)


def judgements_of(report: UnitReport) -> list[GapJudgement]:
    """One for each gap named, in their order."""
    stored: list[Mapping[str, Any]] = report.judgement.get("gaps", [])
    return [_read(stored[place] if place < len(stored) else {}) for place in range(len(report.figures["gaps"]))]


def targets_of(report: UnitReport) -> dict[str, int]:
    return {**TARGETS, **report.judgement.get("targets", {})}


def missing_in(report: UnitReport) -> list[str]:
    """Why it cannot be reviewed yet, in words; nothing when it can."""
    return [
        _("Gap %(number)s: name the service, the owner and the date.") % {"number": number}
        for number, one in enumerate(judgements_of(report), 1)
        if not one.is_complete
    ]


def stored_form(one: GapJudgement) -> dict[str, Any]:
    return {
        "service": one.service,
        "option": one.option,
        "owner": one.owner,
        "owner_name": one.owner_name,
        "due": one.due.isoformat() if one.due else "",
        "cost": one.cost,
    }


def _read(stored: Mapping[str, Any]) -> GapJudgement:
    due = stored.get("due", "")
    return GapJudgement(
        service=stored.get("service", ""),
        option=stored.get("option", UnitAction.Option.TRAIN.value),
        owner=stored.get("owner", ""),
        owner_name=stored.get("owner_name", ""),
        due=date.fromisoformat(due) if due else None,
        cost=int(stored.get("cost", 0)),
    )
