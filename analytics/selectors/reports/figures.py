"""Everything of a report that is a figure, taken once from published snapshots and stored as it is."""

from dataclasses import asdict
from typing import Any

from assessments.selectors.evidence_tasks import EvidenceTask, shortest_tasks

from ...domain.report.gaps import top_gaps
from ...domain.report.numbers import key_numbers
from ...domain.report.spots import Spot
from ...domain.report.unknowns import MOST_NAMED, Unknown, unknowns
from ...models import Snapshot
from ..snapshots import GroupCard
from .heat import heat_of
from .spots import Figures, figures_of


class UnitNotInSnapshot(LookupError):
    """The unit did not exist on that day, or under another place in the tree."""


def report_figures(path: str, snapshot: Snapshot, before: Snapshot | None) -> dict[str, Any]:
    """Of the unit at `path` with all below it; names in every language, shares in whole per cent."""
    now = figures_of(snapshot, path)
    if path not in now.groups:
        raise UnitNotInSnapshot(path)
    then = figures_of(before, path) if before else None
    own = now.own(path)
    doubts = unknowns(own)
    tasks = shortest_tasks([one.spot.code for one in doubts[:MOST_NAMED]])
    return {
        "unit": _unit(now.groups[path]),
        "as_of": snapshot.as_of.isoformat(),
        "framework": f"{snapshot.framework_code} {snapshot.framework_version}",
        "model": snapshot.model_version,
        "before": before
        and {
            "as_of": before.as_of.isoformat(),
            "framework": f"{before.framework_code} {before.framework_version}",
        },
        "numbers": _numbers(now, path),
        "numbers_before": _numbers(then, path),
        "gaps": [_gap(spot, now) for spot in top_gaps(now.spots, path)],
        "unknowns": [_unknown(one, now, tasks.get(one.spot.code)) for one in doubts[:MOST_NAMED]],
        "unknowns_left": max(0, len(doubts) - MOST_NAMED),
        "heat": heat_of(now, path),
    }


def _numbers(figures: Figures | None, path: str) -> dict[str, Any] | None:
    """None where the unit did not exist then."""
    if figures is None or path not in figures.groups:
        return None
    return asdict(key_numbers(figures.own(path), figures.spots))


def _unit(group: GroupCard) -> dict[str, Any]:
    return {"id": str(group.unit_id), "code": group.code, "name": group.name, "people": group.people}


def _gap(spot: Spot, figures: Figures) -> dict[str, Any]:
    return {
        "code": spot.code,
        "name": figures.columns[spot.code].name,
        "unit": _unit(figures.groups[spot.path]),
        "is_critical": spot.is_critical,
        "people": spot.people,
        "assessed": spot.assessed,
        "short": spot.short,
        "rests_on_one": spot.rests_on_one,
        **{name: _percent(getattr(spot, name)) for name in ("coverage", "low", "high")},
    }


def _unknown(one: Unknown, figures: Figures, task: EvidenceTask | None) -> dict[str, Any]:
    return {
        "doubt": one.doubt.value,
        "code": one.spot.code,
        "name": figures.columns[one.spot.code].name,
        "is_critical": one.spot.is_critical,
        "people": one.spot.people,
        "assessed": one.spot.assessed,
        "not_assessed": one.spot.not_assessed,
        "low": _percent(one.spot.low),
        "high": _percent(one.spot.high),
        "task": task and {"code": task.code, "title": task.title, "minutes": task.minutes},
    }


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)
