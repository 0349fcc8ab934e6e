"""The change of every group of a random administration: it adds up, it agrees with the facts, it tells of no few."""

import random

import numpy as np
import pytest

from analytics.domain.causes import Cause
from analytics.domain.change_guard import too_much_told
from analytics.domain.cube import Circumstances, cells
from analytics.domain.decomposition import TOLD
from analytics.domain.facts import NO_MONTH, NOBODY, TYPES, Facts, Leaves
from analytics.domain.grid import Group, GroupKind
from analytics.domain.layout import Layout
from analytics.domain.measures import change
from analytics.domain.measures.beside import beside
from analytics.domain.whereabouts import Whereabouts
from lms.lib.disclosure import SMALLEST_GROUP
from tests.analytics.plain.disclosure import hidden_nodes
from tests.analytics.plain.hiding import roots_of
from tests.analytics.plain.telling import told_of

PATHS = ["P/", "P/X/", "P/X/X1/", "P/X/X2/", "P/Y/"]
POSTS = ["CC", "CH"]
LEAVES = [(path, post) for path in PATHS for post in POSTS]
CODE, OTHER_CODE = "S1", "P2"


class Person:
    def __init__(self, rng):
        self.leaf, self.fte = rng.choice(LEAVES), rng.choice([50, 100])
        self.known = {code: draw(rng) for code in (CODE, OTHER_CODE) if rng.random() < 0.9}

    def later(self, rng):
        """Mostly the same, or moved, learned, asked for more or less, or gone."""
        event = rng.choice(["same", "same", "moved", "learned", "asked", "spared", "hours", "gone"])
        new = Person(rng)
        if event == "gone":
            return None
        new.leaf = new.leaf if event == "moved" else self.leaf
        new.fte = new.fte if event == "hours" else self.fte
        new.known = {code: value for code, value in self.known.items() if event != "spared" or code != CODE}
        if event == "learned":
            new.known = {code: draw(rng, required=value[0]) for code, value in self.known.items()}
        if event == "asked":
            new.known = {code: (rng.randint(1, 4), *value[1:]) for code, value in self.known.items()}
        return new


def draw(rng, required=None):
    """Required level, pieces, mean, error; without pieces not assessed."""
    required = required or rng.randint(1, 4)
    if rng.random() < 0.2:
        return required, 0, np.nan, np.nan
    return required, rng.randint(1, 3), rng.uniform(0, 5), rng.uniform(0.3, 1.0)


def facts_of(people, code, leaves):
    held = [(number, one) for number, one in sorted(people.items()) if code in one.known]
    required, pieces, mean, sd = (np.array([one.known[code][place] for _, one in held]) for place in range(4))
    columns = {
        "person": [number for number, _ in held],
        "leaf": leaves.numbers([one.leaf for _, one in held]),
        "hundredths": [one.fte for _, one in held],
        "required": required,
        "criticality": np.full(len(held), 3),
        "pieces": pieces,
        "is_assessed": pieces > 0,
        "mean": mean,
        "sd": sd,
        "level": np.full(len(held), 2),
        "age_months": np.full(len(held), 2.0),
        "recheck_months": np.full(len(held), NO_MONTH),
        "veil": np.zeros(len(held)),
    }
    return Facts(**{name: np.array(columns[name]).astype(kind) for name, kind in TYPES.items()})


class Two:
    """Two releases of one administration."""

    def __init__(self, seed, people=400):
        rng = random.Random(seed)
        self.then = {number: Person(rng) for number in range(people)}
        later = {number: one.later(rng) for number, one in self.then.items()}
        joined = {people + number: Person(rng) for number in range(60)}
        self.now = {number: one for number, one in later.items() if one} | joined
        self.leaves = Leaves()
        self.leaves.numbers(LEAVES)
        self.layout = Layout.of(PATHS, LEAVES, self.leaves)
        self.facts = facts_of(self.now, CODE, self.leaves)
        self.compared = facts_of(self.then, CODE, self.leaves)
        self.moves = (self._whereabouts(self.then), self._whereabouts(self.now))

    def _whereabouts(self, people):
        numbers = sorted(people)
        return Whereabouts(np.array(numbers), self.leaves.numbers([people[number].leaf for number in numbers]))

    def rows(self):
        rows = beside(CODE, self.facts, self.compared, leaves=self.leaves.all)
        person = rows.now["person"].to_numpy()
        leaf_then, leaf_now = (one.leaves(person) for one in self.moves)
        return rows.now.assign(leaf_then=leaf_then, leaf_now=leaf_now), rows.before

    def cells(self):
        return list(
            cells(CODE, self.facts, self.layout, compared=self.compared, circumstances=Circumstances(moves=self.moves))
        )


@pytest.mark.parametrize("seed", range(20))
def test_causes_and_ends_agree_with_the_facts(seed):
    two = Two(seed)
    found = change.columns(*two.rows())
    for end, facts in (("now", two.facts), ("before", two.compared)):
        known = facts.is_assessed
        assert found[f"time_{end}"].sum() == pytest.approx(facts.hundredths[known].sum() / 100)
        assert found[f"able_{end}"].sum() == pytest.approx((facts.hundredths / 100 * facts.p)[known].sum())
    for what in ("able", "time"):
        parts = sum(found[f"{cause}.{what}"].sum() for cause in Cause)
        assert parts == pytest.approx(found[f"{what}_now"].sum() - found[f"{what}_before"].sum())


@pytest.mark.parametrize("seed", range(20))
def test_every_group_adds_up_as_published(seed):
    told = 0
    for cell in Two(seed).cells():
        made = cell.figures.get("change")
        if made:
            assert made["now"] == round(100 * cell.tally.coverage)
            assert made["before"] + sum(points for points, _ in made["parts"].values()) + made["rest"] == made["now"]
            told += len(made["parts"])
    assert told


def test_causes_are_what_happened_to_each_person():
    two = Two(3)
    now, before = two.rows()
    found = change.columns(now, before)
    concerned = {cause: set(now.loc[found[f"{cause}.concerns"] > 0, "person"]) for cause in Cause}
    gone, new = set(two.then) - set(two.now), set(two.now) - set(two.then)
    both = set(two.then) & set(two.now)
    moved = {number for number in both if two.then[number].leaf != two.now[number].leaf}
    assert concerned[Cause.LEAVERS] and concerned[Cause.LEAVERS] <= gone
    assert concerned[Cause.JOINERS] and concerned[Cause.JOINERS] <= new
    assert concerned[Cause.MOVES] and concerned[Cause.MOVES] <= moved
    spared = {number for number in both - moved if CODE in two.then[number].known and CODE not in two.now[number].known}
    assert concerned[Cause.PROFILE] & spared
    assert not concerned[Cause.LEARNING] & (gone | new | moved)


def people_by_cause(two):
    now, before = two.rows()
    added = change.columns(now, before)
    people = {}
    for group in two.layout.parts:
        inside = now["path"].str.startswith(group.path)
        if group.kind is not GroupKind.SUBTREE:
            inside &= now["path"] == group.path
        if group.kind is GroupKind.POST:
            inside &= now["post"] == group.post
        people[group] = {cause: int(added[f"{cause}.concerns"][inside].sum()) for cause in Cause}
    return people


@pytest.mark.parametrize("seed", range(24))
def test_no_part_and_no_difference_of_parts_tells_of_fewer_than_ten(seed):
    """Recounted from the facts, and held to the plain rule for suppression."""
    two = Two(seed, people=200 + 40 * seed)
    people, parts = people_by_cause(two), two.layout.parts
    published = {cell.group: cell.figures.get("change") for cell in two.cells()}
    for cause in TOLD:
        told = {group for group, made in published.items() if made and cause.value in made["parts"]}
        sizes = {group: people[group][cause] for group in parts}
        assert all(sizes[group] >= SMALLEST_GROUP for group in told)
        for root in roots_of(parts):  # with the others silent, none of these would have to be
            assert not hidden_nodes(parts, sizes, root, already=set(parts) - told).keys() & told
    for group, made in published.items():
        if made and made["parts"]:  # else the rest is the whole change, which both coverages tell anyway
            rest = sum(people[group][cause] for cause in Cause if cause.value not in made["parts"])
            assert rest == 0 or rest >= SMALLEST_GROUP


def test_the_rule_for_many_groups_is_the_rule_for_one():
    rng = random.Random(9)
    groups = [{cause: rng.choice([0, 0, 3, 6, 9, 12, 40]) for cause in Cause} for _ in range(500)]
    withheld = [{cause for cause in TOLD if rng.random() < 0.2 or 0 < one[cause] < SMALLEST_GROUP} for one in groups]
    more = too_much_told(
        {cause: np.array([one[cause] for one in groups]) for cause in Cause},
        {cause: np.array([cause in one for one in withheld]) for cause in TOLD},
    )
    for place, (concerns, silent) in enumerate(zip(groups, withheld, strict=True)):
        told = [
            cause
            for number, cause in enumerate(TOLD)
            if concerns[cause] and cause not in silent and not more[number][place]
        ]
        assert told == told_of(concerns, silent)


def test_the_first_release_has_no_change():
    two = Two(1)
    found = list(cells(CODE, two.facts, two.layout, compared=NOBODY))
    assert found and all(not cell.figures.get("change") for cell in found)


def test_a_group_too_small_before_has_no_change():
    """Many today, four of whom were assessed before: their coverage of then must not come out."""
    two = Two(5)
    few = two.compared.where(np.arange(len(two.compared)) < 4)
    found = {cell.group: cell.figures.get("change") for cell in cells(CODE, two.facts, two.layout, compared=few)}
    assert found[Group("P/", GroupKind.SUBTREE)] == {}
