"""Imports of service figures: looked at, applied once, corrected by newer ones, undone, read as of any moment."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from analytics.models import IndicatorBatch, IndicatorValue, ServiceIndicator
from analytics.models.frozen import FrozenRow
from analytics.selectors.indicators import values_as_of
from analytics.services.indicators.importing import (
    ImportRefused,
    apply_figures,
    discard_figures,
    discard_old_previews,
    preview_figures,
    undo_figures,
)
from analytics.services.indicators.loading import load_indicators
from analytics.services.indicators.planning import Upload
from lms.base.models import AuditEvent
from lms.people.models import AccessGrant

pytestmark = pytest.mark.django_db

HEAD = "org_unit,month,indicator,numerator,denominator\n"
KEY = ("X1", "rework", date(2026, 3, 1))


@pytest.fixture(autouse=True)
def indicators(db):
    text = {"en": "Something"}
    words = dict.fromkeys(("name", "definition", "unit_of_measure", "numerator", "denominator"), text)
    return load_indicators(entries=[{"code": "rework", "measure": "share", "higher_is_better": False, **words}])


@pytest.fixture
def preview(hua):
    def preview(*rows, by=hua, name="March"):
        return preview_figures(upload=Upload("march.csv", (HEAD + "\n".join(rows)).encode()), name=name, by=by)

    return preview


@pytest.fixture
def bring(preview, hua):
    def bring(*rows):
        batch = preview(*rows)
        return apply_figures(batch=batch, by=hua, seen=batch.fingerprint)

    return bring


def now():
    return values_as_of(timezone.now())


def test_looking_changes_nothing(preview):
    batch = preview("X1,2026-03,rework,1,10", "X1,2026-13,rework,1,10")
    assert batch.counts == {"new": 1, "corrected": 0, "unchanged": 0, "refused": 1, "unfilled": 0}
    assert not IndicatorValue.objects.exists()
    assert AuditEvent.objects.filter(action="service.previewed").count() == 1


def test_what_was_looked_at_is_applied_and_the_file_forgotten(bring):
    batch = bring("X1,2026-03,rework,1,10", "X2,2026-03,rework,2,10")
    assert now() == {KEY: (1, 10), ("X2", "rework", date(2026, 3, 1)): (2, 10)}
    assert not IndicatorBatch.objects.get(pk=batch.pk).content


def test_a_correction_is_a_newer_figure_and_the_older_one_stays(bring):
    bring("X1,2026-03,rework,1,10")
    between = timezone.now()
    second = bring("X1,2026-03,rework,4,10")
    assert second.counts["corrected"] == 1
    assert now()[KEY] == (4, 10)
    assert values_as_of(between)[KEY] == (1, 10)
    assert IndicatorValue.objects.count() == 2


def test_figures_that_come_late_do_not_change_what_was_known_before(bring):
    bring("X1,2026-04,rework,1,10")
    before = timezone.now()
    bring("X1,2026-03,rework,2,10")
    assert KEY in now()
    assert KEY not in values_as_of(before)


def test_the_same_file_again_does_nothing(bring, preview):
    bring("X1,2026-03,rework,1,10")
    assert preview("X1,2026-03,rework,1,10").counts == {
        "new": 0,
        "corrected": 0,
        "unchanged": 1,
        "refused": 0,
        "unfilled": 0,
    }


def test_rows_of_the_file_to_fill_in_that_stay_empty_are_no_faults(preview):
    batch = preview("X1,2026-03,rework,1,10", "X2,2026-03,rework,,", ",,,,")
    assert batch.counts == {"new": 1, "corrected": 0, "unchanged": 0, "refused": 0, "unfilled": 1}


def test_an_undo_puts_back_what_counted_before_from_then_on(bring, hua):
    bring("X1,2026-03,rework,1,10")
    second = bring("X1,2026-03,rework,4,10")
    between = timezone.now()
    undo_figures(batch=second, by=hua)
    assert now()[KEY] == (1, 10)
    assert values_as_of(between)[KEY] == (4, 10)
    with pytest.raises(ImportRefused, match="not_applied"):
        undo_figures(batch=second, by=hua)


def test_an_undo_in_the_middle_leaves_the_later_correction(bring, hua):
    first = bring("X1,2026-03,rework,1,10")
    bring("X1,2026-03,rework,4,10")
    undo_figures(batch=first, by=hua)
    assert now()[KEY] == (4, 10)


def test_what_came_in_meanwhile_stops_the_import_until_it_was_looked_at_again(preview, bring, hua):
    batch = preview("X1,2026-03,rework,1,10")
    seen = batch.fingerprint
    bring("X1,2026-03,rework,4,10")
    with pytest.raises(ImportRefused, match="differs"):
        apply_figures(batch=batch, by=hua, seen=seen)
    assert now()[KEY] == (4, 10)
    batch.refresh_from_db()
    assert batch.counts["corrected"] == 1
    apply_figures(batch=batch, by=hua, seen=batch.fingerprint)
    assert now()[KEY] == (1, 10)


def test_an_import_is_applied_once(bring, hua):
    batch = bring("X1,2026-03,rework,1,10")
    with pytest.raises(ImportRefused, match="not_open"):
        apply_figures(batch=batch, by=hua, seen=batch.fingerprint)
    with pytest.raises(ImportRefused, match="not_open"):
        discard_figures(batch=batch, by=hua)


def test_units_elsewhere_are_refused_and_a_lost_right_stops_the_undo(preview, bring, hua):
    assert preview("Y1,2026-03,rework,1,10").faults[0]["code"] == "unit_outside"
    batch = bring("X1,2026-03,rework,1,10")
    AccessGrant.objects.filter(user=hua).update(ended_at=timezone.now())
    del hua._grants_in_force
    with pytest.raises(ImportRefused, match="outside"):
        undo_figures(batch=batch, by=hua)


def test_figures_are_never_overwritten(bring):
    bring("X1,2026-03,rework,1,10")
    row = IndicatorValue.objects.get()
    row.numerator = 5
    with pytest.raises(FrozenRow):
        row.save()
    with pytest.raises(FrozenRow):
        IndicatorValue.objects.update(numerator=5)


def test_previews_that_nobody_came_back_to_are_let_go(preview):
    batch = preview("X1,2026-03,rework,1,10")
    assert discard_old_previews(at=timezone.now()) == 0
    assert discard_old_previews(at=timezone.now() + timedelta(days=8)) == 1
    batch.refresh_from_db()
    assert (batch.status, bytes(batch.content)) == ("discarded", b"")


def test_an_indicator_that_is_there_keeps_its_meaning(indicators):
    words = {name: {"en": "Else"} for name in ("name", "definition", "unit_of_measure", "numerator", "denominator")}
    assert load_indicators(entries=[{"code": "rework", "measure": "days", "higher_is_better": True, **words}]) == 0
    assert ServiceIndicator.objects.get().measure == "share"


def test_a_large_import_costs_few_statements(preview, hua, django_assert_max_num_queries):
    rows = [f"X{1 + n % 2},{2005 + n // 24}-{1 + n // 2 % 12:02},rework,{n},1000" for n in range(480)]
    with django_assert_max_num_queries(20):
        batch = preview(*rows)
    with django_assert_max_num_queries(25):
        apply_figures(batch=batch, by=hua, seen=batch.fingerprint)
    assert batch.counts["new"] == 480 == IndicatorValue.objects.count()
