"""First step of a snapshot: everybody's facts as they stood at a moment, some thousands of people at a time."""

import numpy as np
from django.db import transaction
from django.utils import timezone

from assessments.selectors.evidence_columns import pieces_between
from assessments.selectors.level_models import model_on
from lms.competencies.selectors.framework import competencies

from ..domain.estimating import facts_of
from ..domain.facts import Leaves
from ..domain.places import Places
from ..models import SnapshotBuild
from ..selectors.roster import places_on
from .parts import ALL, PEOPLE, Stage, numbers_in, store_facts, store_words


def read_facts(build: SnapshotBuild) -> None:
    """All the evidence is read each time: decision 0028 has the figures."""
    leaves = Leaves()
    everybody = places_on(timezone.localdate(build.as_of), leaves)
    number_of = everybody.person // PEOPLE
    done = numbers_in(build, Stage.READ, ALL)
    for number in sorted(set(number_of.tolist()) - done):
        _read(build, number, _some(everybody, number_of == number), leaves)


def _read(build: SnapshotBuild, number: int, people: Places, leaves: Leaves) -> None:
    model = model_on(timezone.localdate(build.as_of))
    evidence = pieces_between(number * PEOPLE, (number + 1) * PEOPLE, build.as_of)
    found = facts_of(people, evidence, [(card.pk, code) for code, card in competencies().items()], model=model)
    with transaction.atomic():
        for code, facts in found.items():
            store_facts(build, Stage.READ, code, facts, leaves)
        store_words(build, Stage.READ, ALL, _headcounts(people, leaves), number)


def _headcounts(people: Places, leaves: Leaves) -> list[tuple[str, str, int]]:
    """Unit, post, people. Its being there says that the part is complete."""
    counts = np.bincount(people.leaf, minlength=len(leaves.all))
    return [(*leaves.all[leaf], int(counts[leaf])) for leaf in np.flatnonzero(counts).tolist()]


def _some(everybody: Places, chosen: np.ndarray) -> Places:
    return Places(
        person=everybody.person[chosen],
        leaf=everybody.leaf[chosen],
        hundredths=everybody.hundredths[chosen],
        demand=everybody.demand[chosen],
        demands=everybody.demands,
    )
