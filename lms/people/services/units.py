"""Storing what an import does to the tree of units, and putting it back."""

from collections.abc import Sequence
from itertools import groupby

from django.db.models import F

from ..domain.unit_rows import LEVELS, UnitKind, UnitPlan, is_below
from ..models import OrgUnit, RosterBatch, UnitChange, User
from .roster_planning import limits, reach_of
from .roster_refusal import BatchRefused
from .roster_undo import with_traces


def write_units(found: UnitPlan, batch: RosterBatch) -> None:
    units = {unit.code: unit for unit in OrgUnit.objects.all()}
    # Parents need their numbers before their children do, so one portion a depth.
    for _, portion in groupby(found.changes, key=lambda change: change.path.count("/")):
        changes = list(portion)
        for change in changes:
            unit = units.setdefault(change.row.code, OrgUnit(code=change.row.code, path=change.path))
            unit.parent = units[change.row.parent] if change.row.parent else None
            unit.level, unit.name = change.row.level, change.name  # type: ignore[assignment]
        new = [units[change.row.code] for change in changes if change.kind == UnitKind.ADDED]
        OrgUnit.objects.bulk_create(new, batch_size=500)
        changed = [units[change.row.code] for change in changes if change.kind == UnitKind.CHANGED]
        OrgUnit.objects.bulk_update(changed, ["level", "name"], batch_size=100)
    UnitChange.objects.bulk_create(
        [
            UnitChange(
                batch=batch,
                unit=units[change.row.code],
                kind=change.kind.value,
                before=change.before(),
                after=change.after(),
                name_before=dict(change.held.name) if change.held else {},
            )
            for change in found.changes
        ],
        batch_size=500,
    )


def check_units_undoable(batch: RosterBatch, by: User | None) -> None:
    """Raises BatchRefused where a later import built on these units or the importer no longer manages them."""
    changes = batch.unit_changes.exclude(unit=None)
    later = UnitChange.objects.filter(
        unit_id__in=changes.values("unit_id"),
        batch__status=RosterBatch.Status.APPLIED,
        batch__applied_at__gt=batch.applied_at,
    )
    if count := later.values("unit_id").distinct().count():
        raise BatchRefused("units_touched_later", count)
    reach = reach_of(limits(by))
    if count := sum(not is_below(reach, path) for path in changes.values_list("unit__path", flat=True)):
        raise BatchRefused("units_outside", count)


def put_units_back(batch: RosterBatch) -> dict[str, int]:
    """How many were removed, kept because something names them by now, and restored."""
    changes = list(batch.unit_changes.exclude(unit=None).select_related("unit"))
    added = [change for change in changes if change.kind == UnitKind.ADDED]
    removed = _remove([change.unit for change in added if change.unit])
    for change in added:
        change.after["outcome"] = "removed" if change.unit_id in removed else "kept"
    UnitChange.objects.bulk_update(added, ["after"], batch_size=500)
    restored = [change for change in changes if change.kind == UnitKind.CHANGED and change.unit]
    for change in restored:
        unit = change.unit
        if unit:
            unit.level, unit.name = change.before["level"], change.name_before  # type: ignore[assignment]
            unit.save(update_fields=["level", "name"])
    _check_levels([change.unit_id for change in restored if change.unit_id])
    return {"units_removed": len(removed), "units_kept": len(added) - len(removed), "units_restored": len(restored)}


def _remove(units: Sequence[OrgUnit]) -> set[int]:
    """From the leaves up, so that a unit is kept only for what does not go with it."""
    removed = set[int]()
    deepest_first = sorted(units, key=lambda unit: -unit.depth)
    for _, portion in groupby(deepest_first, key=lambda unit: unit.depth):
        ids = [unit.pk for unit in portion]
        used = with_traces(OrgUnit, ids, {UnitChange})
        unused = [pk for pk in ids if pk not in used]
        OrgUnit.objects.filter(pk__in=unused).delete()
        removed.update(unused)
    return removed


def _check_levels(unit_ids: Sequence[int]) -> None:
    """Units that came later may stand where the former level leaves no room for them."""
    edges = OrgUnit.objects.exclude(parent=None).annotate(above=F("parent__level"))
    concerned = edges.filter(pk__in=unit_ids) | edges.filter(parent__in=unit_ids)
    wrong = [unit for unit in concerned if LEVELS.index(unit.level) < LEVELS.index(unit.above)]
    if wrong:
        raise BatchRefused("units_built_upon", len(wrong))
