"""Since when units count as trained: noted by night, never of few people, never changed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from analytics.domain.indicators.series import month_after
from analytics.domain.uptake import trained_units
from analytics.models import TrainingStart
from analytics.services.training_starts import note_training_starts

pytestmark = pytest.mark.django_db

G = ("certificate", "G-02")
DAY = date(2026, 6, 30)


def staff(unit, count, start=0):
    return [(unit, start + number) for number in range(count)]


def firsts(count, day=date(2026, 6, 1)):
    return {G: dict.fromkeys(range(count), day)}


@pytest.mark.parametrize(
    ("people", "trained", "is_noted"),
    [(20, 5, True), (20, 4, False), (21, 5, False), (9, 9, False), (10, 5, True), (12, 4, False), (40, 9, False)],
)
def test_a_quarter_of_the_staff_five_people_and_ten_of_staff(people, trained, is_noted):
    assert trained_units(staff("A", people), firsts(trained), DAY) == ({(G, "A")} if is_noted else set())


def test_only_what_was_there_on_the_day_counts_and_two_posts_are_one_person():
    assert not trained_units(staff("A", 10), firsts(10, date(2026, 7, 1)), DAY)
    assert not trained_units([*staff("A", 9), *staff("A", 9)], firsts(9), DAY)


def test_months_are_noted_once_and_stay(academy, give, units):
    at = timezone.now()
    assert note_training_starts(at=at) > 0
    before = set(TrainingStart.objects.values_list("kind", "code", "unit__code", "month"))
    assert {unit for _, _, unit, _ in before} <= {"X1", "X2", "Y1"}  # the others are too small
    assert note_training_starts(at=at) == 0
    assert set(TrainingStart.objects.values_list("kind", "code", "unit__code", "month")) == before
    this_month = timezone.localdate(at).replace(day=1)
    assert all(month_after(this_month, -24) <= month < this_month for *_, month in before)


def test_what_comes_later_is_noted_with_its_month(academy, give):
    at = timezone.now()
    note_training_starts(at=at)
    TrainingStart.objects.filter(code="C1").delete()
    for person in academy:
        give(person, "C1", value=3.0, at=at)
    next_month = (at.replace(day=1) + timedelta(days=32)).replace(day=2)
    note_training_starts(at=next_month)
    found = set(TrainingStart.objects.filter(code="C1").values_list("unit__code", "month"))
    assert ("X1", timezone.localdate(at).replace(day=1)) in found or any(unit == "X1" for unit, _ in found)
