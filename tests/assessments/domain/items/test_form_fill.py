import pytest

from assessments.domain.items.form_fill import plain_date
from assessments.domain.items.registry import faults_of, read_keyed
from tests.assessments.domain.items.samples import SAMPLES

FORM = SAMPLES["form_fill"]


def test_each_field_counts_alike():
    reply = {**FORM.right, "use": ("b",)}
    assert read_keyed("form_fill", FORM.body, FORM.key).mark(reply) == 0.75


@pytest.mark.parametrize(
    "typed", ["2026-03-05", "2026-3-5", "2026/03/05", "2026.3.5", "2026年3月5日", "２０２６-０３-０５"]
)
def test_a_date_is_understood_however_it_is_written_year_first(typed: str):
    assert plain_date(typed) == (2026, 3, 5)


@pytest.mark.parametrize("typed", ["5 March 2026", "2026-03", "", "today", "2026-0x-05"])
def test_what_is_no_date_is_none(typed: str):
    assert plain_date(typed) is None


def test_a_field_without_a_key_and_a_day_that_is_none_are_named():
    keys = {**FORM.key["fields"], "name": {}, "day": {"words": ["soon"]}}
    found = {
        (one.code, one.where or one.detail.get("part")) for one in faults_of("form_fill", FORM.body, {"fields": keys})
    }
    assert found == {("no_key", "name"), ("bad_date", "day")}
