"""Which form and which items on trial a person gets."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from assessments.domain.assembly.handing_out import FormInUse, Sitting, choose_form
from assessments.domain.assembly.trials import add_trials
from assessments.domain.blueprints import BankTooSmall, Candidate, Cell, draw

CELL = Cell("A", "recall")
NOW = datetime(2026, 11, 28, tzinfo=UTC)


def form(number, items, attempts=0):
    return FormInUse(form_id=number, item_ids=frozenset(items), attempts=attempts)


def sat(items, *, form_id=None, days=30):
    return Sitting(form_id=form_id, started_at=NOW - timedelta(days=days), item_ids=frozenset(items))


def candidates(*items):
    return [Candidate(100 + item, item, CELL) for item in items]


def test_the_least_used_form_comes_first():
    forms = [form(1, range(10), attempts=3), form(2, range(10, 20), attempts=2)]
    assert choose_form(forms, [], at=NOW, rng=Random(0)).form_id == 2


def test_a_retake_shares_at_most_a_fifth_with_every_earlier_sitting():
    forms = [form(1, range(10)), form(2, range(8, 18), attempts=5), form(3, range(7, 17))]
    assert choose_form(forms, [sat(range(10))], at=NOW, rng=Random(0)).form_id == 2
    assert choose_form(forms, [sat(range(10)), sat(range(10, 13))], at=NOW, rng=Random(0)) is None


def test_after_a_year_items_may_come_again_but_not_the_form_that_was_sat():
    forms = [form(1, range(10)), form(2, range(10))]
    chosen = choose_form(forms, [sat(range(10), form_id=1, days=365)], at=NOW, rng=Random(0))
    assert chosen.form_id == 2


def test_items_on_trial_are_new_to_the_person_and_to_the_paper():
    added = add_trials(
        candidates(1, 2), candidates(1, 3, 4, 5, 6), count=5, seen={4}, enemies={5: {2}, 2: {5}}, rng=Random(0)
    )
    assert {one.item_id for one in added} == {3, 6}


def test_the_items_on_trial_of_the_form_come_first():
    for seed in range(20):
        (added,) = add_trials([], candidates(*range(9)), count=1, seen=(), first={104}, enemies={}, rng=Random(seed))
        assert added.item_id == 4


def test_a_draw_keeps_enemies_apart():
    for seed in range(50):
        drawn = {
            one.item_id
            for one in draw(candidates(*range(5)), {CELL: 3}, seen=(), rng=Random(seed), enemies={0: [1], 1: [0]})
        }
        assert len(drawn) == 3
        assert not drawn >= {0, 1}


def test_a_draw_that_enemies_make_impossible_says_what_lacks():
    with pytest.raises(BankTooSmall, match="A/recall: 1 more"):
        draw(candidates(0, 1), {CELL: 2}, seen=(), rng=Random(0), enemies={0: [1], 1: [0]})
