"""Clearing many people together recovers whom the programs recover that ask about one person each."""

from random import Random

import numpy as np
import pytest

from analytics.domain.attack.program import NothingFits
from analytics.domain.attack.published import Ageing, PublishedCell, Staff
from analytics.domain.attack.recovery import recovered
from analytics.domain.attack.truth import unknowns_of
from lms.lib.disclosure import to_base
from tests.analytics.plain.attack import recovered_one_by_one

STATES = ("met", "gap", "undetermined")
P = {"met": 0.9, "gap": 0.1, "undetermined": 0.5}
REQUIRED = 3


def administration(rng):
    """Offices of two or three working times each, as (leaf, fte, state); some are alike, so that something follows."""
    people = []
    for office in range(rng.randint(2, 4)):
        likely = rng.choice([("met",), ("gap",), STATES])
        for fte in rng.sample([1.0, 0.5, 0.8], rng.randint(1, 3)):
            people += [((office, fte), fte, rng.choice(likely)) for _ in range(rng.choice([1, 2, 4, 9]))]
    return people


def cell(people, leaves, rng, *, is_exact):
    """Some counts, exactly or to the nearest five, and the share of those able, nearly or in whole per cent."""
    inside = [one for one in people if one[0] in leaves]
    told = {state: sum(one[2] == state for one in inside) for state in rng.sample(STATES, rng.randint(0, 2))}
    around = 0 if is_exact else 2
    ranges = {
        state: (max(0, shown - around), shown + around)
        for state, shown in ((state, count if is_exact else to_base(count)) for state, count in told.items())
    }
    share = sum(fte * P[state] for _, fte, state in inside) / sum(fte for _, fte, _ in inside)
    reach = 1e-4 if is_exact else 0.006
    rungs = [sum((REQUIRED if one[2] == "met" else 1) == rung for one in inside) for rung in range(6)]
    levels = tuple((max(0, count - around), count + around) for count in rungs) if rng.random() < 0.3 else ()
    coverage = (share - reach, share + reach) if rng.random() < 0.7 else None
    return PublishedCell(leaves=frozenset(leaves), coverage=coverage, levels=levels, **ranges)


def cells_of(people, rng, *, is_exact):
    """Of everybody, of each office and, of some, by working time."""
    leaves = {one[0] for one in people}
    groups = [leaves, *({leaf for leaf in leaves if leaf[0] == office} for office in {leaf[0] for leaf in leaves})]
    groups += [{leaf} for leaf in leaves if rng.random() < 0.3]
    return [cell(people, group, rng, is_exact=is_exact) for group in groups]


def staff_of(people, *, are_assessed):
    counts = {leaf: sum(one[0] == leaf for one in people) for leaf, _, _ in people}
    return {
        leaf: Staff(count, count * leaf[1], leaf[1], leaf[1], are_assessed, REQUIRED) for leaf, count in counts.items()
    }


def truth_of(people):
    return {
        leaf: unknowns_of(
            np.array([P[state] for at, _, state in people if at == leaf]),
            np.array([REQUIRED if state == "met" else 1 for at, _, state in people if at == leaf]),
            leaf[1],
        )
        for leaf, _, _ in people
    }


@pytest.mark.parametrize("is_exact", [True, False])
@pytest.mark.parametrize("seed", range(8))
def test_both_ways_recover_the_same_people(seed, is_exact):
    rng = Random(seed)
    people = administration(rng)
    staff = staff_of(people, are_assessed=rng.choice([True, True, None]))
    cells = cells_of(people, rng, is_exact=is_exact)
    found = recovered(cells, staff)
    assert found == recovered_one_by_one(cells, staff)
    assert found == recovered(cells, staff, truth=truth_of(people))
    states = {leaf: {state for at, _, state in people if at == leaf} for leaf in staff}
    for one in found:
        true = set().union(*(states[leaf] for leaf in one.leaves))
        assert true == {one.state} if one.is_so else one.state not in true


def test_exact_figures_give_people_away_in_these_administrations():
    found = []
    for seed in range(8):
        rng = Random(seed)
        people = administration(rng)
        found += recovered(cells_of(people, rng, is_exact=True), staff_of(people, are_assessed=True))
    assert {one.state for one in found} == {"met", "gap"}


def test_people_who_grew_older_are_tied_by_how_far_they_moved():
    """Twelve without news in two releases: that all met the demand then tells of now, unless one may have crossed."""
    twelve = Staff(12, 12.0, are_assessed=True)
    staff = {"then": twelve, "now": twelve}
    cells = [
        PublishedCell(leaves=frozenset({"then"}), met=(12, 12)),
        PublishedCell(leaves=frozenset({"now"}), gap=(0, 9)),
    ]

    def told(ageing):
        found = recovered(cells, staff, ageing)
        assert found == recovered_one_by_one(cells, staff, ageing)
        return {("".join(one.leaves), one.state, one.is_so) for one in found}

    assert told([]) == {("then", "met", True)}
    assert told([Ageing(("then", "now"), 0.1, 0)]) == {("then", "met", True), ("now", "met", True)}
    assert told([Ageing(("then", "now"), 0.1, 1)]) == {("then", "met", True)}
    with pytest.raises(NothingFits):
        recovered(
            [*cells, PublishedCell(leaves=frozenset({"now"}), gap=(12, 12))], staff, [Ageing(("then", "now"), 0.1, 1)]
        )
