"""First step of a snapshot: everybody's facts as they stood at a moment, some thousands of people at a time."""

from collections.abc import Iterator
from datetime import datetime

import numpy as np
from django.db import transaction
from django.utils import timezone
from numpy.typing import NDArray

from assessments.domain.levels_bulk import Pieces
from assessments.selectors.evidence_columns import pieces_by_part
from assessments.selectors.level_models import model_on
from lms.competencies.selectors.framework import competencies

from ..domain.estimating import facts_of
from ..domain.facts import Leaves
from ..domain.places import Places
from ..models import SnapshotBuild
from ..selectors.roster import places_on
from .hands import ALL_OF_IT, Share, shared
from .parts import ALL, PEOPLE, Stage, numbers_in, store_facts, store_words

TOGETHER = 10  # parts whose evidence is held at once: at half a million people a quarter of a gigabyte
_NO_WHOLE, _NO_REAL = np.empty(0, dtype=np.int64), np.empty(0)
NOTHING_SHOWN = Pieces(_NO_WHOLE, _NO_WHOLE, _NO_WHOLE, _NO_REAL, _NO_REAL, _NO_REAL, _NO_REAL)


def read_facts(build: SnapshotBuild) -> None:
    """All the evidence is read each time: decision 0028 has the figures."""
    shared(build, "read", lambda share: read_share(build, share))


def read_share(build: SnapshotBuild, share: Share = ALL_OF_IT) -> None:
    leaves = Leaves()
    everybody = places_on(timezone.localdate(build.as_of), leaves)
    number_of = everybody.person // PEOPLE
    numbers = set(number_of.tolist())
    done = numbers_in(build, Stage.READ, ALL)
    for window in share.part(sorted({number // TOGETHER for number in numbers})):
        wanted = {number for number in numbers - done if number // TOGETHER == window}
        for number, evidence in _evidence(window, build.as_of, wanted):
            _store(build, number, _some(everybody, number_of == number), evidence=evidence, leaves=leaves)


def _evidence(window: int, at: datetime, wanted: set[int]) -> Iterator[tuple[int, Pieces]]:
    """Of each part of people, those without any as well; the table is gone through once for many parts."""
    if not wanted:
        return
    shown = set()
    for number, pieces in pieces_by_part(
        window * TOGETHER * PEOPLE, (window + 1) * TOGETHER * PEOPLE, at, width=PEOPLE
    ):
        shown.add(number)
        if number in wanted:
            yield number, pieces
    for number in sorted(wanted - shown):
        yield number, NOTHING_SHOWN


def _store(build: SnapshotBuild, number: int, people: Places, *, evidence: Pieces, leaves: Leaves) -> None:
    model = model_on(timezone.localdate(build.as_of))
    found = facts_of(people, evidence, [(card.pk, code) for code, card in competencies().items()], model=model)
    with transaction.atomic():
        for code, facts in found.items():
            store_facts(build, Stage.READ, code, facts, leaves=leaves)
        store_words(build, Stage.READ, ALL, _headcounts(people, leaves), number=number)


def _headcounts(people: Places, leaves: Leaves) -> list[tuple[str, str, int]]:
    """Unit, post, people. Its being there says that the part is complete."""
    counts = np.bincount(people.leaf, minlength=len(leaves.all))
    return [(*leaves.all[leaf], int(counts[leaf])) for leaf in np.flatnonzero(counts).tolist()]


def _some(everybody: Places, chosen: NDArray[np.bool_]) -> Places:
    return Places(
        person=everybody.person[chosen],
        leaf=everybody.leaf[chosen],
        hundredths=everybody.hundredths[chosen],
        demand=everybody.demand[chosen],
        demands=everybody.demands,
    )
