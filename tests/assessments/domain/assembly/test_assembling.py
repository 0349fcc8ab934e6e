"""The solver against rules checked one by one, and against trying everything."""

from collections import Counter
from dataclasses import replace
from itertools import combinations, product
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.domain.assembly.assembling import assemble, distance, usual_information
from assessments.domain.assembly.breaches import Rule, breaches_of
from assessments.domain.assembly.recipe import Earlier, Recipe
from assessments.domain.assembly.sheet import anchors_of, overlaps
from assessments.domain.assembly.solving import NOBODYS_CONCERN
from assessments.domain.blueprints import Cell

from .banks import entry, large_bank, large_recipe

EASY, HARD = Cell("A", "recall"), Cell("B", "judge")


def items_of(assembly):
    return [frozenset(one.item_id for one in form) for form in assembly.forms]


@pytest.mark.parametrize("wish", [{"has_anchors": True}, {"may_share": True}, {}])
def test_five_forms_from_four_hundred_items(wish):
    enemies = [(number, number + 21) for number in range(0, 60, 3)]
    recipe = large_recipe(enemies=enemies, seed=7, **wish)
    began = process_time()
    made = assemble(large_bank(420, seed=1), recipe)
    assert process_time() - began < 10  # seconds of one processor; it takes two or three
    assert len(made.forms) == 5
    assert made.breaches == ()
    assert breaches_of(made.forms, recipe) == []
    assert made.distance <= 2 * NOBODYS_CONCERN
    sets = items_of(made)
    assert all(shared <= recipe.shared for row in overlaps(sets) for shared in row if shared != recipe.length)
    assert len(anchors_of(sets)) == (7 if "has_anchors" in wish else 0)


def test_the_same_seed_gives_the_same_forms_and_another_one_others():
    bank, recipe = large_bank(200, seed=2), large_recipe(forms=1, seed=1)
    first = assemble(bank, recipe)
    assert assemble(list(reversed(bank)), recipe) == first
    assert items_of(assemble(bank, replace(recipe, seed=2))) != items_of(first)


def test_new_forms_keep_their_distance_from_those_there_are():
    bank = large_bank(420, seed=3)
    old = items_of(assemble(bank, large_recipe(forms=1, seed=1)))[0]
    recipe = large_recipe(forms=2, seed=2, earlier=[Earlier(label="A", item_ids=old)])
    made = assemble(bank, recipe)
    assert all(len(new & old) <= 7 for new in items_of(made))
    assert len(items_of(made)) == 2


def test_a_cell_that_lacks_items_is_named_with_the_number():
    bank = [entry(number, EASY, key="abcd"[number % 4]) for number in range(10)] + [entry(99, HARD, key="b")]
    made = assemble(bank, Recipe(blueprint={EASY: 4, HARD: 3}, cut=0.9, forms=2))
    assert made.forms == ()
    assert [(one.rule, one.cell, one.amount) for one in made.breaches] == [(Rule.CELL_LACKS, HARD, 5)]


def test_enemies_in_the_way_are_named():
    bank = [entry(number, EASY, key="abcd"[number]) for number in range(4)]
    made = assemble(bank, Recipe(blueprint={EASY: 4}, cut=0.9, enemies=[(1, 2)]))
    assert [(one.rule, one.pair) for one in made.breaches] == [(Rule.ENEMIES, (1, 2))]


def test_keys_at_one_position_are_named():
    bank = [entry(number, EASY, key="b") for number in range(6)]
    made = assemble(bank, Recipe(blueprint={EASY: 6}, cut=0.9))
    assert [(one.rule, one.position, one.amount) for one in made.breaches] == [(Rule.KEY_TOO_OFTEN, 2, 3)]


def test_answers_that_give_themselves_away_are_named():
    bank = [entry(number, EASY, key="abcd"[number % 4], lengths=(9, 9, 9, 9)) for number in range(2)]
    bank += [
        entry(number, EASY, key="abcd"[number % 4], lengths=tuple(20 if one == number % 4 else 5 for one in range(4)))
        for number in range(2, 8)
    ]
    made = assemble(bank, Recipe(blueprint={EASY: 8}, cut=0.9))
    assert [(one.rule, one.language, one.amount) for one in made.breaches] == [(Rule.LONGEST, "en", 3)]


def test_a_tolerance_helps_a_short_cell_out_by_one_item():
    bank = [entry(number, EASY, key="abcd"[number % 4]) for number in range(6)]
    bank += [entry(9, HARD, key="a", lengths=(5, 6, 5, 5))]
    recipe = Recipe(blueprint={EASY: 4, HARD: 2}, cut=0.9)
    assert assemble(bank, recipe).breaches
    (form,) = assemble(bank, replace(recipe, tolerance=1)).forms
    assert Counter(one.cell for one in form) == {EASY: 5, HARD: 1}


def test_a_form_that_luck_passes_is_made_but_not_without_a_warning():
    bank = [entry(number, EASY, key="abcd"[number % 4]) for number in range(8)]
    made = assemble(bank, Recipe(blueprint={EASY: 4}, cut=0.5))
    assert len(made.forms) == 1
    assert [one.rule for one in made.breaches] == [Rule.LUCK]


def test_a_recipe_of_nothing_is_an_error():
    with pytest.raises(ValueError, match="at least one"):
        assemble([], Recipe(blueprint={EASY: 0}, cut=0.5))


tiny_entries = st.lists(
    st.tuples(
        st.sampled_from([EASY, HARD]),
        st.sampled_from("abc"),
        st.integers(3, 5),
        st.floats(-2, 2, allow_nan=False).map(lambda value: round(value, 2)),
    ),
    min_size=2,
    max_size=7,
)


def tiny_bank(drawn):
    return [
        entry(number, cell, key=key, lengths=(length, 4, 4), difficulty=difficulty)
        for number, (cell, key, length, difficulty) in enumerate(drawn)
    ]


@settings(max_examples=60, deadline=None)
@given(
    drawn=tiny_entries,
    counts=st.tuples(st.integers(0, 2), st.integers(0, 2)).filter(any),
    wish=st.sampled_from([{}, {"forms": 2}, {"forms": 2, "may_share": True}, {"forms": 2, "has_anchors": True}]),
    enemies=st.sets(st.sampled_from(list(combinations(range(5), 2))), max_size=2),
    tolerance=st.integers(0, 1),
)
def test_the_solver_finds_what_trying_everything_finds(drawn, counts, wish, enemies, tolerance):
    bank = tiny_bank(drawn)
    recipe = Recipe(
        blueprint=dict(zip((EASY, HARD), counts, strict=True)),
        cut=0.6,
        enemies=sorted(enemies),
        tolerance=tolerance,
        **wish,
    )
    information = usual_information(bank, recipe)
    possible = [
        forms
        for forms in product(combinations(bank, recipe.length), repeat=recipe.forms)
        if all(one.rule is Rule.LUCK for one in breaches_of(forms, recipe))
    ]
    made = assemble(bank, recipe)
    if not possible:
        assert made.forms == ()
        assert made.breaches
        return
    assert all(one.rule is Rule.LUCK for one in breaches_of(made.forms, recipe))
    best = min(distance(forms, recipe, information) for forms in possible)
    assert made.distance <= max(best, NOBODYS_CONCERN) * 1.03 + 1e-6
