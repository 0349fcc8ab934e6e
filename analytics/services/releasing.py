"""Second step of a snapshot, competency by competency: hold back what would tell too much, and sum the rest."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from ..domain.cube import Circumstances, cells
from ..domain.facts import Leaf, Leaves
from ..domain.grid import Group
from ..domain.layout import Layout
from ..domain.release import released
from ..domain.veil import veiled
from ..domain.whereabouts import Whereabouts
from ..models import Snapshot, SnapshotBuild
from ..selectors.roster import places_on
from ..selectors.staying import staying_from
from .cells import row_of
from .parts import ALL, Stage, codes_in, drop_parts, facts_in, leaves_in, store_facts, store_words, words_in


@dataclass(frozen=True, slots=True)
class Beside:
    """What the new figures are held against (the snapshot published last) and compared with."""

    last: Snapshot | None
    compared: Snapshot | None

    @classmethod
    def of(cls, build: SnapshotBuild) -> "Beside":
        earlier = Snapshot.objects.filter(as_of__lt=build.as_of).exclude(build=None).select_related("build")
        quarter = earlier.filter(occasion=Snapshot.Occasion.QUARTER)
        last = Snapshot.objects.exclude(build=None).select_related("build").order_by("-pk").first()
        return cls(last=last, compared=quarter.first() or earlier.first())


def headcounts(build: SnapshotBuild) -> dict[Leaf, int]:
    found: dict[Leaf, int] = {}
    for part in words_in(build, Stage.READ, ALL):
        for path, post, people in part:
            found[path, post] = found.get((path, post), 0) + people
    return found


def release_facts(build: SnapshotBuild, beside: Beside, paths: Mapping[str, object]) -> Layout:
    """Each competency is stored as soon as it is done. The grid is that of now and of what is held against."""
    old, compared = _build_of(beside.last), _build_of(beside.compared)
    leaves = Leaves()
    occupied = [*headcounts(build), *leaves_in(old), *leaves_in(compared)]
    leaves.numbers(occupied)
    layout = Layout.of(paths.keys(), occupied, leaves)
    _begin(build, beside.last, layout)
    known = Circumstances(
        moves=_moves(build, beside.compared, leaves), staying=staying_from(timezone.localdate(build.as_of))
    )
    for code in sorted((codes_in(build, Stage.READ) | codes_in(old, Stage.RELEASED)) - codes_in(build, Stage.SUMMED)):
        before = facts_in(old, Stage.RELEASED, code, leaves)
        against = before if compared == old else facts_in(compared, Stage.RELEASED, code, leaves)
        facts = released(facts_in(build, Stage.READ, code, leaves), before, layout)
        facts = veiled(facts, before, layout, compared=against)
        rows = [row_of(cell) for cell in cells(code, facts, layout, compared=against, circumstances=known)]
        used = [leaves.all[leaf] for leaf in sorted(set(facts.leaf.tolist()))]
        with transaction.atomic():
            store_facts(build, Stage.RELEASED, code, facts, leaves=leaves)
            store_words(build, Stage.SUMMED, code, {"leaves": used, "cells": rows})
    return layout


def _moves(build: SnapshotBuild, compared: Snapshot | None, leaves: Leaves) -> tuple[Whereabouts, Whereabouts] | None:
    if compared is None:
        return None
    days = (timezone.localdate(compared.as_of), timezone.localdate(build.as_of))
    then, now = (Whereabouts.of(places_on(day, leaves)) for day in days)
    return then, now


def _build_of(snapshot: Snapshot | None) -> SnapshotBuild | None:
    return snapshot.build if snapshot else None


def _begin(build: SnapshotBuild, last: Snapshot | None, layout: Layout) -> None:
    """What was released beside another snapshot, or over another grid, is made anew."""
    against, grid = (last.pk if last else None), _fingerprint(layout.tree.nodes)
    if (build.against, build.grid) != (against, grid):
        with transaction.atomic():
            list(SnapshotBuild.objects.select_for_update().filter(pk=build.pk))
            if Snapshot.objects.filter(build=build).exists():
                return  # somebody else has published it: its facts stay
            drop_parts(build, Stage.RELEASED, Stage.SUMMED)
            build.against, build.grid = against, grid
            build.save(update_fields=["against", "grid"])


def _fingerprint(groups: Sequence[Group]) -> str:
    return hashlib.sha256("\n".join(f"{one.path} {one.kind} {one.post}" for one in groups).encode()).hexdigest()
