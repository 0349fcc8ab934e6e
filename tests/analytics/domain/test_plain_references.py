"""What is computed in columns equals what the same rules give person by person and group by group."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.domain.disclosure import REASONS, hidden_nodes
from analytics.domain.facts import NO_MONTH, TYPES, Facts, Leaves
from analytics.domain.layout import Layout
from analytics.domain.measures.beside import frame_of
from analytics.domain.packing import pack, unpack
from analytics.domain.places import Holdings, places
from analytics.domain.release import released
from lms.competencies.domain.gaps import Requirement
from tests.analytics.domain.test_disclosure import build, nested
from tests.analytics.plain import disclosure as plain_disclosure
from tests.analytics.plain import hiding as plain_hiding
from tests.analytics.plain import places as plain_places
from tests.analytics.plain import release as plain_release

PATHS = ["P/", "P/X/", "P/X/A/", "P/X/B/", "P/Y/", "P/Y/A/"]
LEAVES = [(path, post) for path in PATHS for post in ("CC", "CH")]


@settings(deadline=None)
@given(nested, st.data())
def test_the_same_nodes_are_hidden_for_the_same_reasons(shape, data):
    parts, sizes = build(shape)
    already = data.draw(st.sets(st.sampled_from(sorted(sizes)), max_size=3))
    lesser = data.draw(st.sets(st.sampled_from(sorted(sizes)), max_size=5))
    asked = {"already": already, "lesser": lesser}
    assert hidden_nodes(parts, sizes, "r", **asked) == plain_disclosure.hidden_nodes(parts, sizes, "r", **asked)


def random_facts(seed, people):
    draw = np.random.default_rng(seed)
    leaf = draw.choice(len(LEAVES), size=people, p=draw.dirichlet(np.full(len(LEAVES), 0.5)))
    is_assessed = draw.random(people) < draw.choice([0.2, 0.6, 0.95])
    return Facts(
        person=np.sort(draw.choice(people * 2, size=people, replace=False)).astype("i8"),
        leaf=leaf.astype("i4"),
        hundredths=draw.choice([50, 100], size=people).astype("i2"),
        required=np.full(people, 3, dtype="i1"),
        criticality=np.full(people, 1, dtype="i1"),
        pieces=is_assessed.astype("i2"),
        is_assessed=is_assessed,
        mean=np.where(is_assessed, draw.normal(2.5, 1, people), np.nan).astype("f4"),
        sd=np.where(is_assessed, 0.6, np.nan).astype("f4"),
        level=np.zeros(people, dtype="i1"),
        age_months=np.where(is_assessed, 3.0, np.nan).astype("f4"),
        recheck_months=np.full(people, NO_MONTH, dtype="i1"),
    )


def later(facts, seed, share):
    """Some move, some show more, some leave."""
    draw = np.random.default_rng(seed)
    changed = draw.random(len(facts)) < share
    columns = {name: getattr(facts, name).copy() for name in TYPES}
    kind = draw.choice(3, size=len(facts))
    moves, shows = changed & (kind == 0), changed & (kind == 1)
    columns["leaf"][moves] = draw.choice(len(LEAVES), size=int(moves.sum()))
    columns["pieces"][shows] += 1
    columns["is_assessed"][shows] = True
    columns["mean"][shows], columns["sd"][shows] = 3.5, 0.5
    return Facts(**columns).where(~(changed & (kind == 2)))


@settings(deadline=None, max_examples=60)
@given(
    seed=st.integers(0, 10_000),
    people=st.sampled_from([0, 8, 25, 80, 300]),
    share=st.sampled_from([0.02, 0.1, 0.3, 0.8]),
)
def test_the_same_facts_are_held_back(seed, people, share):
    leaves = Leaves()
    leaves.numbers(LEAVES)
    before = random_facts(seed, people)
    now = later(before, seed + 1, share)
    layout = Layout.of(PATHS, LEAVES, leaves)
    found = frame_of("S1", released(now, before, layout), leaves.all)
    plain = plain_release.released(frame_of("S1", now, leaves.all), frame_of("S1", before, leaves.all), layout.parts)
    plain = plain.sort_values("person", ignore_index=True)
    pd.testing.assert_frame_equal(found, plain, check_dtype=False)


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 10_000), people=st.sampled_from([0, 8, 25, 80, 300]))
def test_the_same_groups_hide_the_same(seed, people):
    leaves = Leaves()
    leaves.numbers(LEAVES)
    layout = Layout.of(PATHS, LEAVES, leaves)
    counted = layout.people(random_facts(seed, people))
    sizes = [dict(zip(layout.tree.nodes, layout.tree.totals(one).tolist(), strict=True)) for one in counted]
    plain = plain_hiding.hidden_groups(layout.parts, *sizes)
    hides, reasons = layout.hidden(*counted)
    found = {
        group: (["", "results", "everything"][hides[place]], REASONS[int(reasons[place])])
        for place, group in enumerate(layout.tree.nodes)
        if hides[place]
    }
    assert found == plain


def test_people_of_a_unit_that_is_no_more_are_part_of_the_rest_above_it():
    """Three of them: the county minus its offices would tell of those three."""
    leaves = Leaves()
    number = leaves.numbers([("P/A/", "CC"), ("P/B/", "CC"), ("P/GONE/", "CC")])
    layout = Layout.of(["P/", "P/A/", "P/B/"], leaves.all, leaves)
    people = np.bincount(np.repeat(number, [20, 20, 3]))
    at_nodes = layout.at_nodes(people.astype(float)).astype(np.int64)
    hides = dict(zip(layout.tree.nodes, layout.hides(at_nodes, at_nodes).tolist(), strict=True))
    shown = {
        group.path
        for group, what in hides.items()
        if not what and layout.tree.totals(at_nodes)[layout.tree.place[group]]
    }
    assert shown != {"P/", "P/A/", "P/B/"}


holdings = st.lists(
    st.tuples(
        st.integers(1, 6), st.integers(0, 5), st.integers(0, 1), st.sampled_from([25, 50, 100]), st.integers(0, 3)
    ),
    max_size=20,
    unique_by=lambda one: one[:3],
)


@given(holdings)
def test_people_count_in_the_same_places_with_the_same_demands(held):
    posts = {0: "CC", 1: "CH"}
    demands = {"CC": [Requirement("S1", 3, 2)], "CH": [Requirement("S1", 2, 3), Requirement("P2", 4, 1)]}
    start, leaves = date(2025, 1, 1), Leaves()
    plain = plain_places.places(
        plain_places.Holding(person, PATHS[unit], posts[post], share / 100, start + timedelta(days=since))
        for person, unit, post, share, since in held
    )
    columns = np.array(held, dtype=np.int64).reshape(-1, 5).T
    found = places(Holdings(*columns), paths=dict(enumerate(PATHS)), posts=posts, demands=demands, leaves=leaves)
    assert found.person.tolist() == [one.person for one in plain]
    assert [leaves.all[leaf] for leaf in found.leaf] == [(one.path, one.post) for one in plain]
    assert (found.hundredths / 100).tolist() == [one.fte for one in plain]
    assert [found.demands[one] for one in found.demand] == [
        plain_places.demands_on(one.posts, demands) for one in plain
    ]


@pytest.mark.parametrize("people", [0, 1, 500])
def test_packed_facts_come_back_whole(people):
    leaves, others = Leaves(), Leaves()
    leaves.numbers(LEAVES)
    others.numbers(LEAVES[::-1])
    facts = random_facts(7, people)
    found = unpack(pack(facts, leaves), others)
    for name in TYPES:
        if name != "leaf":
            np.testing.assert_array_equal(getattr(found, name), getattr(facts, name))
    assert [others.all[one] for one in found.leaf] == [leaves.all[one] for one in facts.leaf]
