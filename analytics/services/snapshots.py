"""Taking a snapshot: everybody's facts at a moment, summed over the grid, hidden where needed, stored for good."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import pandas as pd
from django.db import transaction
from django.utils import timezone

from assessments.selectors.evidence_cube import estimates_of_all
from assessments.selectors.level_models import model_on
from lms.base.audit import record
from lms.base.fields import LocalizedText
from lms.competencies.selectors.framework import CompetencyCard, competencies, current_framework
from lms.people.models import User

from ..domain.cube import Cell, Hides, cells, estimates_table, facts, headcounts
from ..domain.grid import Group, parts_of
from ..domain.places import Place, places
from ..domain.release import released
from ..domain.rounding import counts, results
from ..models import Snapshot, SnapshotCell, SnapshotGroup
from ..selectors.evidence import pieces_of_evidence
from ..selectors.roster import PostCard, UnitCard, demands_of_posts, holdings_on, posts, units
from .releases import keep_released, last_released, still_last

BATCH = 500


def take_snapshot(*, at: datetime, occasion: Snapshot.Occasion, by: User | None = None) -> Snapshot:
    """Freeze the figures as roster, profiles and evidence stood at a moment, past moments included.

    What would tell too much beside the release before it stays as it was (`domain.release`). Read and computed before
    the transaction that stores it: that takes seconds, in which others want to write. Should another snapshot be
    stored meanwhile, this one starts anew, beside that one.
    """
    counted = places(holdings_on(timezone.localdate(at)))
    cards, here, named = competencies(), units(), posts()
    now = _facts(counted, cards, at)
    while True:
        before = last_released()
        parts = parts_of(here, _leaves(counted, before.facts, here))
        published = released(now, before.facts, parts)
        found, people = cells(published, parts), headcounts(counted, parts)
        with transaction.atomic():
            if not still_last(before):
                continue
            keep_released(published, timezone.now())
            snapshot = _snapshot(at, occasion, by, cards=cards, people=len(counted))
            groups = _store_groups(snapshot, people, here, named)
            SnapshotCell.objects.bulk_create([_cell(cell, groups[cell.group]) for cell in found], batch_size=BATCH)
            record(by, "snapshot.taken", snapshot, as_of=at.isoformat(), occasion=occasion.value, people=len(counted))
            return snapshot


def _facts(counted: Sequence[Place], cards: Mapping[str, CompetencyCard], at: datetime) -> pd.DataFrame:
    estimates = estimates_table(estimates_of_all(at), {card.pk: code for code, card in cards.items()})
    return facts(counted, demands_of_posts(timezone.localdate(at)), estimates, pieces_of_evidence(at))


def _leaves(counted: Sequence[Place], before: pd.DataFrame, here: Mapping[str, UnitCard]) -> set[tuple[str, str]]:
    """Where somebody counts now, or did in the last release."""
    held = {(path, post) for path, post in zip(before["path"], before["post"], strict=True) if path in here}
    return held | {(place.path, place.post) for place in counted}


def _snapshot(
    at: datetime,
    occasion: Snapshot.Occasion,
    by: User | None,
    *,
    cards: Mapping[str, CompetencyCard],
    people: int,
) -> Snapshot:
    framework = current_framework()
    return Snapshot.objects.create(
        as_of=at,
        occasion=occasion,
        framework_code=framework.code,
        framework_version=framework.version,
        model_version=model_on(timezone.localdate(at)).version,
        people=people,
        columns=[
            {"code": code, "name": card.name, "area": card.area_code, "area_name": card.area_name}
            for code, card in cards.items()
        ],
        created_by=by,
    )


def _store_groups(
    snapshot: Snapshot, people: Mapping[Group, int], here: Mapping[str, UnitCard], named: Mapping[str, PostCard]
) -> dict[Group, SnapshotGroup]:
    rows = {
        group: _group(snapshot, group, people=count, unit=here[group.path], named=named)
        for group, count in people.items()
    }
    SnapshotGroup.objects.bulk_create(rows.values(), batch_size=BATCH)
    return rows


def _group(
    snapshot: Snapshot, group: Group, *, people: int, unit: UnitCard, named: Mapping[str, PostCard]
) -> SnapshotGroup:
    return SnapshotGroup(
        snapshot=snapshot,
        unit_id=unit.public_id,
        path=unit.path,
        code=unit.code,
        name=unit.name,
        level=unit.level,
        depth=unit.depth,
        kind=group.kind.value,
        post_code=group.post,
        post_name=named[group.post].name if group.post else LocalizedText(),
        people=people,
    )


def _cell(cell: Cell, group: SnapshotGroup) -> SnapshotCell:
    figures: dict[str, Any] = {}
    if cell.hides is not Hides.EVERYTHING:
        figures |= asdict(counts(cell.tally))
    if cell.hides is Hides.NOTHING:
        figures |= {**asdict(results(cell.tally)), "rests_on_one": cell.is_critical and cell.tally.rests_on_one}
    return SnapshotCell(
        group=group,
        competency=cell.code,
        is_critical=cell.is_critical,
        hides=cell.hides.value,
        reason=cell.reason.value if cell.reason else "",
        **figures,
    )
