"""What is found out about forms whose true difference is known."""

import numpy as np
import pytest

from assessments.domain.equating.answers import FormAnswers
from assessments.domain.equating.conversion import Conversion
from assessments.domain.equating.effects import effect_on
from assessments.domain.equating.equating import CannotEquate, Obstacle, equate
from assessments.domain.equating.linking import steady_anchors
from assessments.domain.equating.methods import Method, method_for
from assessments.domain.equating.pairing import Lack, Pair, Want, fewest_kept

from .people import ANCHORS, FORM, LENGTH, TRUTH, both_forms, marks

AT = 20  # points


def test_the_smaller_group_chooses_the_method():
    assert [method_for(fewest, 5000) for fewest in (0, 29, 30, 99, 100)] == [
        Method.IDENTITY,
        Method.IDENTITY,
        Method.CIRCLE_ARC,
        Method.CIRCLE_ARC,
        Method.RASCH,
    ]
    assert method_for(5000, 29) is Method.IDENTITY


def misses(people, rounds):
    """Root mean square distance from the truth at 20 points, spread, and mean standard error."""
    found = [equate(*both_forms(people, seed), ANCHORS) for seed in range(rounds)]
    off = np.array([one.conversion.table[AT] for one in found]) - TRUTH[AT]
    return np.sqrt((off**2).mean()), off.std(ddof=1), np.mean([one.errors[AT] for one in found])


def test_the_error_shrinks_with_the_group_and_is_told_truly():
    """Groups differ by half a logit, which a plain comparison of means would take for a difference of the forms."""
    untouched = abs(AT - TRUTH[AT])
    few, few_spread, few_told = misses(60, 40)
    many, many_spread, many_told = misses(400, 8)
    assert many < few < untouched
    assert few_told == pytest.approx(few_spread, rel=0.35)
    assert many_told == pytest.approx(many_spread, rel=0.7)  # the spread of eight is itself uncertain
    assert many_told < few_told / 2


def test_all_people_alike_get_the_same_figures_again():
    assert equate(*both_forms(120, 5), ANCHORS) == equate(*both_forms(120, 5), ANCHORS)


def test_the_anchor_that_has_become_known_is_left_out_and_the_others_stay():
    form = FORM.copy()
    form[2] -= 1.5
    answers, reference = both_forms(800, 3, form=form)
    anchors = steady_anchors(answers, reference, ANCHORS)
    assert anchors.kept == ANCHORS - {2}
    assert anchors.drifts[2] == pytest.approx(-1.5, abs=0.4)
    assert anchors.suffice


def test_with_too_few_steady_anchors_points_stay_as_they_are():
    form = FORM.copy()
    form[:4] += [-2, 2, -1.2, 1.2]
    with pytest.raises(CannotEquate) as refused:
        equate(*both_forms(800, 3, form=form), ANCHORS)
    assert refused.value.obstacle is Obstacle.DRIFT
    assert (fewest_kept(32), fewest_kept(20), fewest_kept(40)) == (5, 3, 6)


def test_an_item_that_everybody_knows_has_no_difficulty_and_the_means_serve_instead():
    answers, reference = both_forms(150, 3)
    answers.marks[:, 20] = 1.0
    found = equate(answers, reference, ANCHORS)
    assert (found.method, found.has_flat_items, found.kept) == (Method.CIRCLE_ARC, True, ANCHORS)


def test_forms_too_unlike_for_each_other_are_refused():
    rng = np.random.default_rng(1)
    versions = tuple(range(LENGTH))
    easy, hard = marks(np.full(LENGTH, -3.0), 40, rng), marks(np.full(LENGTH, 3.0), 40, rng)
    hard[:, :7] = easy[:, :7]
    with pytest.raises(CannotEquate) as refused:
        equate(FormAnswers(versions, hard), FormAnswers((*range(7), *range(50, 75)), easy), range(7))
    assert refused.value.obstacle is Obstacle.DIFFERENCE


def pair(*, form, reference, people=40):
    return Pair(form=form, reference=reference, people=people, reference_people=50)


def test_what_is_wanting_is_counted():
    form = dict.fromkeys(range(20), "S1") | dict.fromkeys(range(20, 35), "P2")
    reference = {version + (0 if version < 4 else 100): code for version, code in form.items()}
    assert pair(form=form, reference=reference, people=12).lacks() == [
        Lack(Want.PEOPLE, 12, 30),
        Lack(Want.ANCHORS, 4, 7),
    ]
    lopsided = {version + (0 if version < 7 else 100): code for version, code in form.items()}
    assert pair(form=form, reference=lopsided).lacks() == [Lack(Want.SPREAD, 0, 3, "P2")]
    balanced = {version + (0 if version in (0, 1, 2, 3, 20, 21, 22) else 100): code for version, code in form.items()}
    assert pair(form=form, reference=balanced).lacks() == []
    shorter = dict(list(balanced.items())[:-1])
    assert pair(form=form, reference=shorter).lacks() == [Lack(Want.LENGTH, 35, 34)]


def test_consequences_are_counted_both_ways_and_silent_for_few():
    conversion = Conversion.of([0, 1.5, 2.6, 3.4, 4])  # a harder form
    shares = [0.5] * 4 + [0.75] * 4 + [0.25] * 4
    found = effect_on(shares, conversion, 0.6)
    assert (found.sittings, found.passed, found.would_pass, found.gained, found.lost) == (12, 4, 8, 4, 0)
    assert effect_on(shares[:9], conversion, 0.6) is None
