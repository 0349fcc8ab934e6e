"""The change of every group of a random administration: it adds up, it agrees with the totals, it tells of no few."""

import random

import numpy as np
import pandas as pd
import pytest

from analytics.domain.causes import Cause
from analytics.domain.cube import FACTS, cells
from analytics.domain.decomposition import TOLD
from analytics.domain.disclosure import hidden_nodes
from analytics.domain.grid import Group, GroupKind, parts_of, roots_of
from analytics.domain.measures import change
from analytics.domain.measures.beside import beside
from assessments.domain.levels_bulk import probabilities
from lms.lib.disclosure import SMALLEST_GROUP

PATHS = ["P/", "P/X/", "P/X/X1/", "P/X/X2/", "P/Y/"]
POSTS = ["CC", "CH"]
CODES = ["S1", "P2"]


def person_facts(rng, number):
    path, post, fte = rng.choice(PATHS), rng.choice(POSTS), rng.choice([0.5, 1.0])
    return [fact(rng, number, path, post, fte, code) for code in CODES if rng.random() < 0.9]


def fact(rng, number, path, post, fte, code, required=None):
    required = required or rng.randint(1, 4)
    if rng.random() < 0.2:
        return [number, path, post, fte, code, required, 3, 0, np.nan, np.nan, np.nan, 0, np.nan, np.nan]
    mean, sd = rng.uniform(0, 5), rng.uniform(0.3, 1.0)
    p = float(probabilities(np.array(mean), np.array(sd), required))
    return [number, path, post, fte, code, required, 3, rng.randint(1, 3), p, mean, sd, 2, 3.0, np.nan]


def later(rng, facts):
    """Of one person: mostly the same, or moved, promoted, learned, asked for more, or gone."""
    event = rng.choice(["same", "same", "moved", "learned", "asked", "gone"])
    if not facts or event == "same":
        return facts
    if event == "gone":
        return []
    if event == "moved":
        path, post = rng.choice(PATHS), rng.choice(POSTS)
        return [[one[0], path, post, *one[3:]] for one in facts]
    if event == "asked":
        return facts[:-1]
    return [fact(rng, *one[:5], one[5]) for one in facts]


def releases(seed, people=400):
    rng = random.Random(seed)
    before = {number: person_facts(rng, number) for number in range(people)}
    now = {number: later(rng, facts) for number, facts in before.items()}
    now |= {people + number: person_facts(rng, people + number) for number in range(60)}
    return tuple(
        pd.DataFrame([fact for facts in side.values() for fact in facts], columns=FACTS) for side in (now, before)
    )


def tree():
    return parts_of(PATHS, [(path, post) for path in PATHS for post in POSTS])


@pytest.mark.parametrize("seed", range(20))
def test_causes_and_ends_agree_with_the_facts(seed):
    now, before = releases(seed)
    rows, then = beside(now, before)
    found = change.columns(rows, then)
    for able, time, facts in (("able_now", "time_now", now), ("able_before", "time_before", before)):
        known = facts[facts["p"].notna()]
        assert found[time].sum() == pytest.approx(known["fte"].sum())
        assert found[able].sum() == pytest.approx((known["fte"] * known["p"]).sum())
    for what in ("able", "time"):
        parts = sum(found[f"{cause}.{what}"].sum() for cause in Cause)
        assert parts == pytest.approx(found[f"{what}_now"].sum() - found[f"{what}_before"].sum())


@pytest.mark.parametrize("seed", range(20))
def test_every_group_adds_up_as_published(seed):
    now, before = releases(seed)
    told = 0
    for cell in cells(now, tree(), before):
        made = cell.figures.get("change")
        if made:
            assert made["now"] == round(100 * cell.tally.coverage)
            assert made["before"] + sum(points for points, _ in made["parts"].values()) + made["rest"] == made["now"]
            told += len(made["parts"])
    assert told


def test_who_moves_within_a_county_has_neither_joined_nor_left_it():
    now, before = releases(3)
    rows, then = beside(now, before)
    found = change.columns(rows, then)
    gone = set(before["person"]) - set(now["person"])
    new = set(now["person"]) - set(before["person"])
    assert set(rows.loc[found["leavers.concerns"] > 0, "person"]) <= gone
    assert set(rows.loc[found["joiners.concerns"] > 0, "person"]) <= new
    assert not set(rows.loc[found["moves.concerns"] > 0, "person"]) & (gone | new)
    assert found["moves.concerns"].sum() > 0


def told_and_people(now, before, code):
    """Which cause is told where, and how many people each concerns, recounted from the facts."""
    rows, then = beside(now, before)
    added = pd.DataFrame(change.columns(rows, then))
    people = {}
    for group in tree():
        inside = rows["path"].str.startswith(group.path) & (rows["code"] == code)
        if group.kind is not GroupKind.SUBTREE:
            inside &= rows["path"] == group.path
        if group.kind is GroupKind.POST:
            inside &= rows["post"] == group.post
        people[group] = {cause: int(added.loc[inside, f"{cause}.concerns"].sum()) for cause in Cause}
    published = {cell.group: cell.figures.get("change") for cell in cells(now, tree(), before) if cell.code == code}
    return published, people


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("code", CODES)
def test_no_part_and_no_difference_of_parts_tells_of_fewer_than_ten(seed, code):
    published, people = told_and_people(*releases(seed, people=250 + 40 * seed), code)
    for cause in TOLD:
        told = {group for group, made in published.items() if made and cause in made["parts"]}
        silent = set(tree()) - told
        sizes = {group: people[group][cause] for group in tree()}
        assert all(sizes[group] >= SMALLEST_GROUP for group in told)
        for root in roots_of(tree()):  # with these silent, nothing more would have to be
            assert not hidden_nodes(tree(), sizes, root, already=silent).keys() & told
    for group, made in published.items():
        if made and made["parts"]:  # else the rest is the whole change, which both coverages tell anyway
            rest = [people[group][cause] for cause in Cause if cause not in made["parts"]]
            assert sum(rest) == 0 or sum(rest) >= SMALLEST_GROUP


def test_the_first_release_has_no_change():
    now, _ = releases(1)
    assert all(not cell.figures.get("change") for cell in cells(now, tree(), None))


def test_a_group_too_small_before_has_no_change():
    """Twelve people today, of whom four were there before: their coverage of then must not come out."""
    rng = random.Random(5)
    now = pd.DataFrame([fact(rng, number, "P/", "CC", 1.0, "S1", 2) for number in range(24)], columns=FACTS)
    now = now[now["p"].notna()]
    found = {
        cell.group: cell.figures.get("change") for cell in cells(now, parts_of(["P/"], [("P/", "CC")]), now.head(4))
    }
    assert found[Group("P/", GroupKind.SUBTREE)] == {}
