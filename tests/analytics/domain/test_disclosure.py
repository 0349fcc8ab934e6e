"""The reader subtracts: what can be computed from the published totals is checked by linear algebra."""

from collections.abc import Iterator

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.domain.disclosure import Hidden, hidden_nodes
from lms.lib.disclosure import SMALLEST_GROUP

Tree = tuple[dict[str, list[str]], dict[str, int]]

leaves = st.integers(0, 30)
nested = st.recursive(leaves, lambda inner: st.lists(inner, min_size=1, max_size=5), max_leaves=14)


def build(shape, name: str = "r") -> Tree:
    """A nested list of leaf sizes as `parts` and `sizes`."""
    if isinstance(shape, int):
        return {}, {name: shape}
    parts: dict[str, list[str]] = {name: []}
    sizes: dict[str, int] = {}
    for index, inner in enumerate(shape):
        below, counted = build(inner, f"{name}.{index}")
        parts[name].append(f"{name}.{index}")
        parts |= below
        sizes |= counted
    sizes[name] = sum(sizes[part] for part in parts[name])
    return parts, sizes


def leaves_of(parts: dict[str, list[str]], node: str) -> Iterator[str]:
    if not parts.get(node):
        yield node
    for part in parts.get(node, ()):
        yield from leaves_of(parts, part)


def matrix(parts, sizes, nodes) -> np.ndarray:
    """Each node as the sum of its leaves that have people in them."""
    columns = [leaf for leaf in leaves_of(parts, "r") if sizes[leaf]]
    return np.array([[float(leaf in set(leaves_of(parts, node))) for leaf in columns] for node in nodes])


def can_be_computed(published: np.ndarray, target: np.ndarray) -> bool:
    if not published.size:
        return False
    return np.linalg.matrix_rank(np.vstack([published, target])) == np.linalg.matrix_rank(published)


def test_a_small_part_takes_a_minor_one_with_it():
    parts = {"county": ["office", "town", "village"]}
    sizes = {"county": 70, "office": 43, "town": 20, "village": 7}
    assert hidden_nodes(parts, sizes, "county") == {"village": Hidden.SMALL, "town": Hidden.PROTECTS}


def test_small_parts_that_are_many_together_need_no_second_one():
    parts = {"county": ["office", "town", "village"]}
    sizes = {"county": 51, "office": 33, "town": 9, "village": 9}
    assert hidden_nodes(parts, sizes, "county") == {"village": Hidden.SMALL, "town": Hidden.SMALL}


def test_a_total_is_left_out_sooner_than_a_major_part():
    parts = {"province": ["leaders", "city"], "city": ["a", "b"]}
    sizes = {"province": 102, "leaders": 2, "city": 100, "a": 50, "b": 50}
    assert hidden_nodes(parts, sizes, "province") == {"leaders": Hidden.SMALL, "province": Hidden.PROTECTS}


def test_a_unit_is_shown_sooner_than_a_post_in_it():
    parts = {"unit": ["clerks", "chiefs"]}
    sizes = {"unit": 17, "clerks": 12, "chiefs": 5}
    assert hidden_nodes(parts, sizes, "unit") == {"chiefs": Hidden.SMALL, "unit": Hidden.PROTECTS}
    assert hidden_nodes(parts, sizes, "unit", lesser={"clerks", "chiefs"}) == {
        "chiefs": Hidden.SMALL,
        "clerks": Hidden.PROTECTS,
    }


def test_small_groups_roll_up_until_they_are_many():
    parts = {"p": ["p-own", "c"], "c": ["c-own", "x", "y"]}
    sizes = {"p": 72, "p-own": 6, "c": 66, "c-own": 6, "x": 30, "y": 30}
    assert hidden_nodes(parts, sizes, "p") == {"p-own": Hidden.SMALL, "c-own": Hidden.SMALL, "c": Hidden.PROTECTS}


def test_an_empty_part_gives_nobody_away():
    assert hidden_nodes({"p": ["a", "b"]}, {"p": 20, "a": 20, "b": 0}, "p") == {}


def test_a_whole_below_the_threshold_shows_nothing():
    assert set(hidden_nodes({"p": ["a", "b"]}, {"p": 9, "a": 5, "b": 4}, "p")) == {"p", "a", "b"}


@settings(deadline=None)
@given(nested)
def test_no_small_group_is_shown(shape):
    parts, sizes = build(shape)
    hidden = hidden_nodes(parts, sizes, "r")
    assert all(size == 0 or size >= SMALLEST_GROUP or node in hidden for node, size in sizes.items())


@settings(deadline=None)
@given(nested)
def test_no_hidden_group_can_be_computed_unless_large_or_empty(shape):
    parts, sizes = build(shape)
    hidden = hidden_nodes(parts, sizes, "r")
    published = matrix(parts, sizes, [node for node in sizes if node not in hidden])
    for node in hidden:
        if 0 < sizes[node] < SMALLEST_GROUP:
            assert not can_be_computed(published, matrix(parts, sizes, [node]))


@settings(deadline=None)
@given(nested)
def test_whatever_can_be_computed_counts_enough_people(shape):
    """Every set of leaves whose total follows from the published ones, not only the named groups."""
    parts, sizes = build(shape)
    hidden = hidden_nodes(parts, sizes, "r")
    published = matrix(parts, sizes, [node for node in sizes if node not in hidden])
    columns = [leaf for leaf in leaves_of(parts, "r") if sizes[leaf]]
    if not published.size:
        return
    for chosen in range(1, 1 << min(len(columns), 9)):
        target = np.array([[float(bool(chosen >> place & 1)) for place in range(len(columns))]])
        people = sum(sizes[leaf] for place, leaf in enumerate(columns) if chosen >> place & 1)
        if people < SMALLEST_GROUP:
            assert not can_be_computed(published, target)


@settings(deadline=None)
@given(nested, st.data())
def test_the_same_holds_with_nodes_hidden_for_another_reason(shape, data):
    parts, sizes = build(shape)
    already = data.draw(st.sets(st.sampled_from(sorted(sizes)), max_size=3))
    lesser = data.draw(st.sets(st.sampled_from(sorted(sizes)), max_size=5))
    hidden = hidden_nodes(parts, sizes, "r", already=already, lesser=lesser)
    published = matrix(parts, sizes, [node for node in sizes if node not in hidden])
    assert all(node in hidden for node in already if sizes[node])
    for node in hidden:
        if 0 < sizes[node] < SMALLEST_GROUP:
            assert not can_be_computed(published, matrix(parts, sizes, [node]))
