"""What was done since the last report, and what happened to the figures meanwhile."""

from typing import Any

from django.db.models import Q

from lms.people.models import OrgUnit

from ...domain.grid import GroupKind
from ...models import Snapshot, UnitAction
from ..snapshots import CellCard, cells, change, groups

MOST_TOLD = 5


def since_last(unit: OrgUnit, snapshot: Snapshot, before: Snapshot | None) -> list[dict[str, Any]]:
    """Actions of the unit and those below it that were open or closed since the last snapshot; closed ones first."""
    closed_since = Q(closed_at__gt=before.as_of) if before else Q(closed_at__isnull=False)
    rows = UnitAction.objects.filter(Q(closed_at=None) | closed_since, unit__path__startswith=unit.path)
    told = list(rows.select_related("unit", "owner", "report__snapshot").order_by("status", "due_on", "pk")[:MOST_TOLD])
    figures = _figures_of(told, snapshot, before)
    return [_told(action, snapshot, before, figures) for action in told]


Key = tuple[int, str, str]  # snapshot, path of the unit, competency


def _figures_of(told: list[UnitAction], snapshot: Snapshot, before: Snapshot | None) -> dict[Key, CellCard]:
    ids = {snapshot.pk, *([before.pk] if before else []), *(one.report.snapshot_id for one in told if one.report)}
    paths = Q(path__in={one.unit.path for one in told}, kind=GroupKind.SUBTREE)
    found = {group.pk: group for group in groups(sorted(ids), paths)}
    wanted = Q(competency__in={one.competency for one in told})
    return {
        (found[cell.group_id].snapshot_id, found[cell.group_id].path, cell.competency): cell
        for cell in cells(list(found), wanted)
    }


def _told(
    action: UnitAction, snapshot: Snapshot, before: Snapshot | None, figures: dict[Key, CellCard]
) -> dict[str, Any]:
    """Against the figures of the report that asked for it, else against the last ones."""
    start = action.report.snapshot if action.report else before
    then = figures.get((start.pk, action.unit.path, action.competency)) if start else None
    now = figures.get((snapshot.pk, action.unit.path, action.competency))
    moved = change(then, now) if now else None
    return {
        "action": str(action.public_id),
        "title": action.title,
        "unit": action.unit.name,
        "code": action.competency,
        "owner": action.owner.name,
        "status": action.status,
        "due_on": action.due_on.isoformat(),
        "outcome": action.outcome,
        "then": _percent(then),
        "now": _percent(now),
        "change": moved and {"points": moved.points, "is_real": moved.is_real},
    }


def _percent(cell: CellCard | None) -> int | None:
    return None if cell is None or cell.coverage is None else round(100 * cell.coverage)
