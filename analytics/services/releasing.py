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
from ..selectors.roster import places_on, units
from ..selectors.staying import staying_from
from .cells import row_of
from .hands import Share, shared
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


class Overtaken(Exception):
    """What is to be released is held against another snapshot by now, or over another grid."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the parts of one build are released on: the grid of now and of what is held against."""

    beside: Beside
    leaves: Leaves
    layout: Layout

    @classmethod
    def of(cls, build: SnapshotBuild, beside: Beside, paths: Mapping[str, object]) -> "Ground":
        leaves = Leaves()
        occupied = [*headcounts(build), *leaves_in(_build_of(beside.last)), *leaves_in(_build_of(beside.compared))]
        leaves.numbers(occupied)
        return cls(beside, leaves, Layout.of(paths.keys(), occupied, leaves))

    @property
    def marks(self) -> tuple[int | None, str]:
        return (self.beside.last.pk if self.beside.last else None), _fingerprint(self.layout.tree.nodes)


def release_facts(build: SnapshotBuild, beside: Beside, paths: Mapping[str, object]) -> Layout:
    """Each competency is stored as soon as it is done."""
    ground = Ground.of(build, beside, paths)
    _begin(build, ground)
    shared(build, "release", lambda share: _release(build, ground, share))
    return ground.layout


def release_share(build: SnapshotBuild, share: Share) -> None:
    """For another process than the one that has begun."""
    ground = Ground.of(build, Beside.of(build), units())
    if (build.against, build.grid) != ground.marks:
        raise Overtaken
    _release(build, ground, share)


def _release(build: SnapshotBuild, ground: Ground, share: Share) -> None:
    leaves, layout = ground.leaves, ground.layout
    old, compared = _build_of(ground.beside.last), _build_of(ground.beside.compared)
    known = Circumstances(
        moves=_moves(build, ground.beside.compared, leaves), staying=staying_from(timezone.localdate(build.as_of))
    )
    codes = share.part(sorted(codes_in(build, Stage.READ) | codes_in(old, Stage.RELEASED)))
    done = codes_in(build, Stage.SUMMED)
    for code in (one for one in codes if one not in done):
        before = facts_in(old, Stage.RELEASED, code, leaves)
        against = before if compared == old else facts_in(compared, Stage.RELEASED, code, leaves)
        facts = released(facts_in(build, Stage.READ, code, leaves), before, layout)
        facts = veiled(facts, before, layout, compared=against)
        rows = [row_of(cell) for cell in cells(code, facts, layout, compared=against, circumstances=known)]
        used = [leaves.all[leaf] for leaf in sorted(set(facts.leaf.tolist()))]
        with transaction.atomic():
            store_facts(build, Stage.RELEASED, code, facts, leaves=leaves)
            store_words(build, Stage.SUMMED, code, {"leaves": used, "cells": rows})


def _moves(build: SnapshotBuild, compared: Snapshot | None, leaves: Leaves) -> tuple[Whereabouts, Whereabouts] | None:
    if compared is None:
        return None
    days = (timezone.localdate(compared.as_of), timezone.localdate(build.as_of))
    then, now = (Whereabouts.of(places_on(day, leaves)) for day in days)
    return then, now


def _build_of(snapshot: Snapshot | None) -> SnapshotBuild | None:
    return snapshot.build if snapshot else None


def _begin(build: SnapshotBuild, ground: Ground) -> None:
    """What was released beside another snapshot, or over another grid, is made anew."""
    if (build.against, build.grid) != ground.marks:
        with transaction.atomic():
            list(SnapshotBuild.objects.select_for_update().filter(pk=build.pk))
            if Snapshot.objects.filter(build=build).exists():
                return  # somebody else has published it: its facts stay
            drop_parts(build, Stage.RELEASED, Stage.SUMMED)
            build.against, build.grid = ground.marks
            build.save(update_fields=["against", "grid"])


def _fingerprint(groups: Sequence[Group]) -> str:
    return hashlib.sha256("\n".join(f"{one.path} {one.kind} {one.post}" for one in groups).encode()).hexdigest()
