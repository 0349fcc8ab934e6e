"""Which tables are refused, and which version holds when."""

from dataclasses import replace
from datetime import date

import pytest

from assessments.domain.level_model import ModelFault
from assessments.domain.level_model_file import as_data, describe, read_model
from assessments.domain.level_timeline import Timeline
from assessments.selectors.level_models import described_models
from tests.assessments.domain.table import SHIPPED

LATER = replace(SHIPPED, version="later")


def changed(**parts) -> dict:
    data = as_data(SHIPPED)
    for name, value in parts.items():
        data[name] = {**data[name], **value} if isinstance(value, dict) and name in data else value
    return data


def test_a_model_kept_as_data_reads_back_the_same():
    assert read_model(SHIPPED.version, as_data(SHIPPED)) == SHIPPED


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"kinds": {"exam": {"validity": 1.2}}}, "exam: validity lies between"),
        ({"kinds": {"exam": {"validity": 0.7, "weight": 2}}}, "exam: .*weight"),
        ({"kinds": {"exam": {"validity": "high"}}}, "validity must be a number"),
        ({"kinds": {"gossip": {"validity": 0.1}}}, "gossip unknown"),
        ({"kinds": []}, "kinds is a table"),
        ({"prior": {"variance": 0}}, "prior: "),
        ({"certainty": {"planning": 0.7}}, "planning is 0.75"),
        ({"certainty": {"certificate": 0.95}}, "access at least certificate"),
        ({"not_demanded_months": 0}, "half-life"),
        ({"not_demanded_months": None}, "not_demanded_months is a number"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_its_reason(parts, reason):
    with pytest.raises(ModelFault, match=reason):
        read_model("new", changed(**parts))


def test_a_table_that_forgets_a_kind_is_refused():
    data = as_data(SHIPPED)
    del data["kinds"]["portfolio"]
    with pytest.raises(ModelFault, match="portfolio missing"):
        read_model("new", data)


def test_a_model_says_who_made_it_why_and_from_when():
    (first, *_) = described_models()
    document = {**as_data(SHIPPED), "version": "new", "author": "A", "reasons": "B", "effective_from": date(2027, 1, 1)}
    assert first.reasons
    assert describe(document).model.version == "new"
    for part in ("version", "author", "reasons", "effective_from"):
        with pytest.raises(ModelFault):
            describe({**document, part: None})


def test_each_day_has_the_model_that_began_last():
    models = Timeline([(date(2026, 1, 1), SHIPPED), (date(2026, 7, 1), LATER)])
    assert models.on(date(2025, 1, 1)) is models.on(date(2026, 6, 30)) is SHIPPED
    assert models.on(date(2026, 7, 1)) is LATER
