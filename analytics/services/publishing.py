"""Last step of a snapshot, in one transaction: from then on readers see it, and it never changes."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from django.utils import timezone

from assessments.selectors.level_models import model_on
from lms.base.audit import record
from lms.base.db.copying import copy_rows
from lms.competencies.selectors.framework import competencies, current_framework
from lms.people.models import OrgUnit

from ..domain.grid import Group
from ..domain.layout import Layout
from ..models import Snapshot, SnapshotBuild, SnapshotCell, SnapshotGroup
from ..selectors.roster import PostCard, UnitCard, posts
from .cells import GROUP, STORED
from .parts import ALL, Stage, codes_in, drop_parts, store_words, words_in
from .releasing import Beside, headcounts

GROUP_COLUMNS = (
    "snapshot", "unit_id", "path", "code", "name", "level", "depth", "kind", "post_code", "post_name", "people"
)  # fmt: skip


def is_still_last(last: Snapshot | None) -> bool:
    """Asked within the transaction that publishes the next one: until it ends, nobody else is told yes."""
    list(OrgUnit.objects.select_for_update(no_key=True).filter(parent=None).values_list("pk"))
    found = Snapshot.objects.exclude(build=None).order_by("-pk").values_list("pk", flat=True).first()
    return found == (last.pk if last else None)


def published(build: SnapshotBuild) -> Snapshot | None:
    """Should two builders work at one moment, the first publishes it."""
    found: Snapshot | None = Snapshot.objects.filter(build=build).first()
    return found


def publish(build: SnapshotBuild, layout: Layout, units: Mapping[str, UnitCard]) -> None:
    list(SnapshotBuild.objects.select_for_update().filter(pk=build.pk))
    held = headcounts(build)
    snapshot = _snapshot(build, people=sum(held.values()))
    by_leaf = np.array([float(held.get(leaf, 0)) for leaf in layout.leaves])
    people = layout.tree.totals(layout.at_nodes(by_leaf)).astype(int).tolist()
    keys = _store_groups(snapshot, dict(zip(layout.tree.nodes, people, strict=True)), units)
    used: dict[tuple[str, str], None] = {}
    for code in sorted(codes_in(build, Stage.SUMMED)):
        for found in words_in(build, Stage.SUMMED, code):
            used |= dict.fromkeys((path, post) for path, post in found["leaves"])
            copy_rows(SnapshotCell, ("group", *STORED), (_cell(row, keys) for row in found["cells"]))
    store_words(build, Stage.RELEASED, ALL, sorted(used))
    drop_parts(build, Stage.READ, Stage.SUMMED)
    record(
        build.created_by,
        "snapshot.taken",
        snapshot,
        as_of=build.as_of.isoformat(),
        occasion=build.occasion,
        people=snapshot.people,
    )


def _snapshot(build: SnapshotBuild, *, people: int) -> Snapshot:
    framework = current_framework()
    compared = Beside.of(build).compared
    return Snapshot.objects.create(
        as_of=build.as_of,
        occasion=build.occasion,
        framework_code=framework.code,
        framework_version=framework.version,
        model_version=model_on(timezone.localdate(build.as_of)).version,
        people=people,
        compared_as_of=compared.as_of if compared else None,
        columns=[
            {"code": code, "name": card.name, "area": card.area_code, "area_name": card.area_name}
            for code, card in competencies().items()
        ],
        build=build,
        created_by=build.created_by,
    )


def _store_groups(
    snapshot: Snapshot, people: Mapping[Group, int], units: Mapping[str, UnitCard]
) -> dict[tuple[str, ...], int]:
    named = posts()
    rows = [
        _group(snapshot, group, people=count, unit=units[group.path], named=named) for group, count in people.items()
    ]
    copy_rows(SnapshotGroup, GROUP_COLUMNS, rows)
    stored = SnapshotGroup.objects.filter(snapshot=snapshot).order_by()
    return {tuple(key): pk for pk, *key in stored.values_list("pk", "path", "kind", "post_code")}


def _group(
    snapshot: Snapshot, group: Group, *, people: int, unit: UnitCard, named: Mapping[str, PostCard]
) -> Sequence[Any]:
    return (
        snapshot.pk,
        _uuid(unit.public_id),
        unit.path,
        unit.code,
        json.dumps(unit.name),
        unit.level,
        unit.depth,
        group.kind.value,
        group.post,
        json.dumps(named[group.post].name if group.post else {}),
        people,
    )


def _uuid(value: UUID) -> str:
    return str(value) if connection.features.has_native_uuid_field else value.hex


def _cell(row: list[Any], keys: Mapping[tuple[str, ...], int]) -> list[Any]:
    return [keys[tuple(row[: len(GROUP)])], *row[len(GROUP) :]]
