"""What lies ahead: re-checks by month, and the chance that nobody is left."""

from math import prod

import numpy as np
import pandas as pd
import pytest

from analytics.domain.coverage import Tally
from analytics.domain.cube import FACTS
from analytics.domain.measures import loss, recheck
from analytics.domain.rounding import results
from analytics.domain.staying import Staying, Turnover


def table(rows):
    """Of dictionaries that say what is not usual."""
    usual = {"path": "P/", "post": "CC", "fte": 1.0, "code": "S1", "required": 3, "criticality": 1, "pieces": 1}
    usual |= {"p": 0.9, "mean": 3.0, "sd": 0.5, "level": 3, "age_months": 2.0, "recheck_months": np.nan}
    made = pd.DataFrame([{"person": number, **usual, **row} for number, row in enumerate(rows)])
    return made[[*FACTS, *(["stay"] if "stay" in made else [])]].assign(
        is_gone=[row.get("gone", False) for row in rows]
    )


def sums(measure, rows):
    return {name: float(values.sum()) for name, values in measure.columns(table(rows), None).items()}


def published(measure, **values):
    """Of one group."""
    (kept,) = measure.publish({name: np.array([float(value)]) for name, value in values.items()})
    return kept


def test_each_person_falls_due_in_one_month_and_the_gone_in_none():
    found = sums(recheck, [{"recheck_months": month} for month in (0, 1, 2, 2, 12, 13, 24, np.nan)] + [{"gone": True}])
    assert (found["1"], found["2"], found["3"], found["12"]) == (2, 2, 0, 1)


def test_two_a_month_are_nobody_each_and_yet_a_year_of_them_is_there():
    kept = published(recheck, **{str(month): 2 for month in range(1, 13)})
    assert kept["by"] == [0, 5, 5, 10, 10, 10, 15, 15, 20, 20, 20, 25]


def chance_of(p, stay):
    """That nobody is left, as it is worked out from the figures that are published of these people."""
    p, stay = np.array(p), np.array(stay)
    shown = results(Tally(fte=p.size, assessed_fte=p.size, able_fte=p.sum(), spread=(p * (1 - p)).sum()))
    coverage, low, high, holders, stays = (
        np.array([value]) for value in (shown.coverage, shown.low, shown.high, p.size, stay.mean())
    )
    return float(loss.nobody_left(coverage, (low, high), holders, stays)[0])


@pytest.mark.parametrize(
    "p",
    [[0.08] * 10, [0.9] + [0.02] * 9, [1.0] + [0.0] * 9, [0.5] * 2 + [0.1] * 8, [0.75] + [0.0] * 9, [0.3] * 10],
)
def test_the_chance_from_published_figures_is_near_the_product_over_all(p):
    assert chance_of(p, [0.92] * 10) == pytest.approx(prod(1 - 0.92 * one for one in p), abs=0.12)


def test_nobody_able_leaves_nobody_and_someone_sure_to_be_there_leaves_no_risk():
    assert chance_of([0.0] * 10, [0.9] * 10) == 1.0
    assert chance_of([1.0] * 10, [1.0] * 10) < 1e-9


def test_who_is_about_to_go_makes_no_difference_to_who_is_able():
    """Two people of one group exchange what they can do: nothing that is said may change."""
    said = [
        published(loss, **sums(loss, [{"p": 0.75 if one == able else 0.02, "stay": 0.0 if one == 0 else 0.92}
                                 for one in range(12)]))
        for able in (0, 1)
    ]  # fmt: skip
    assert said[0] == said[1]


def test_holders_are_those_assessed_whose_staying_is_known():
    rows = [{"p": 0.9, "stay": 0.5}, {"p": 0.4, "stay": 0.9}, {"p": np.nan, "stay": 0.9}, {"gone": True, "p": np.nan}]
    found = sums(loss, rows)
    assert (found["holders"], found["able_fte"], found["stay"]) == (2, pytest.approx(1.3), pytest.approx(1.4))


def test_chances_are_words_and_counts_are_rounded():
    twelve = {"holders": 12.0, "stay": 8.0, "hundredths": 1200.0, "able_fte": 11.0, "spread": 0.5}
    assert published(loss, **twelve) == {"chance": "unlikely", "able": 10, "left": 5}
    assert [loss.chance(share).value for share in (0.5, 0.49, 0.1, 0.09)] == [
        "likely", "possible", "possible", "unlikely"
    ]  # fmt: skip


def test_of_nobody_known_nothing_is_said():
    assert published(loss, **sums(loss, [{"gone": True, "p": np.nan}])) == {}
    assert sums(loss, [{"p": 0.9}])["holders"] == 0


def test_a_small_family_borrows_from_the_common_rate():
    assert Turnover().attrition == pytest.approx(0.08)
    assert Turnover(held=4, ended=2).attrition == pytest.approx(4 / 29)
    assert Turnover(held=2500, ended=500).attrition == pytest.approx(0.2, abs=0.002)


def test_whoever_retires_is_not_counted_on():
    staying = Staying({"frontline": Turnover(100, 10)}, {"CC": "frontline"}, frozenset({7}))
    facts = pd.DataFrame({"person": [7, 8, 8], "post": ["CC", "CC", "unheard of"]})
    assert staying.beside(facts)["stay"].tolist() == pytest.approx([0, 1 - 12 / 125, 0.92])
    assert staying.beside(facts[:0])["stay"].tolist() == []
