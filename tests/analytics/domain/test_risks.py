"""What lies ahead: re-checks by month, and the chance that nobody is left."""

from math import prod

import numpy as np
import pandas as pd
import pytest

from analytics.domain.cube import FACTS
from analytics.domain.measures import loss, recheck
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
    assert (found["met"], found["1"], found["2"], found["3"], found["12"]) == (7, 2, 2, 0, 1)


def test_two_a_month_are_nobody_each_and_yet_a_year_of_them_is_there():
    kept = published(recheck, met=40, **{str(month): 2 for month in range(1, 13)})
    assert kept["by"] == [0, 5, 5, 10, 10, 10, 15, 15, 20, 20, 20, 25]
    assert kept["met"] == 40


def test_nobody_is_left_when_every_holder_fails_or_goes():
    rows = [{"p": 0.9, "stay": 0.5}, {"p": 0.4, "stay": 0.9}, {"p": np.nan, "stay": 0.9}, {"gone": True, "p": np.nan}]
    found = sums(loss, rows)
    assert np.exp(found["none"]) == pytest.approx(prod([1 - 0.45, 1 - 0.36]))
    assert (found["holders"], found["able"], found["left"]) == (2, pytest.approx(1.3), pytest.approx(0.81))


def test_someone_sure_to_be_there_leaves_no_risk():
    assert np.exp(sums(loss, [{"p": 1.0, "stay": 1.0}])["none"]) < 1e-9


def test_chances_are_words_and_counts_are_rounded():
    assert published(loss, holders=12, none=np.log(0.2), able=11, left=7.2) == {
        "chance": "possible",
        "able": 10,
        "left": 5,
    }
    assert [loss.chance(share).value for share in (0.5, 0.49, 0.1, 0.09)] == [
        "likely", "possible", "possible", "unlikely"
    ]  # fmt: skip


def test_of_nobody_known_nothing_is_said():
    assert published(loss, holders=0, none=0, able=0, left=0) == {}
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
