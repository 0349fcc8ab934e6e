"""Kept levels and counts follow every result and every move, and the check finds what somebody spoilt."""

from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments.domain.levels import LEVELS
from assessments.models import NOT_ASSESSED, CountedPlace, CurrentLevel, Evidence, LevelRollup
from assessments.selectors.level_rollup import histograms
from assessments.selectors.levels import standing_of
from assessments.services.delivery import start_attempt, submit_attempt
from assessments.services.levels.following import follow_evidence
from assessments.services.levels.recomputing import recompute_everybody, recompute_people
from assessments.services.levels.verifying import verify_levels
from assessments.services.locks import hold
from lms.base.models import AuditEvent
from lms.people.models import RoleAssignment
from lms.people.signals import posts_changed
from tests.assessments.levels.conftest import NOW
from tests.assessments.services.answers import answer

pytestmark = pytest.mark.django_db


def counted() -> Counter:
    """Everything counted, as (unit, post, competency, level)."""
    rows = LevelRollup.objects.exclude(people=0).values_list("unit_id", "post_id", "competency_id", "level", "people")
    return Counter({tuple(row[:4]): row[4] for row in rows})


def plainly_counted(people, at=NOW) -> Counter:
    """The same, person by person from their own pages."""
    found: Counter = Counter()
    for person in people:
        levels = {
            one.code: one.verified_level if one.estimate.is_assessed else NOT_ASSESSED
            for one in standing_of(person, at)
        }
        for held in RoleAssignment.objects.current().filter(user=person):
            for code, pk in held.post.profiles.first().framework.competencies.values_list("code", "pk"):
                found[held.unit_id, held.post_id, pk, levels.get(code, NOT_ASSESSED)] += 1
    return found


def shown_now(show, person, code, value, **more):
    hold(person.pk)
    row = show(person, code, value, **more)
    follow_evidence([row])
    return row


@pytest.fixture
def people(ada, ben, cleo):
    recompute_everybody(at=NOW)
    return [ada, ben, cleo]


def test_counting_everybody_gives_what_their_own_pages_say(people, show):
    assert counted() == plainly_counted(people)
    show(people[0], "S1", 3.5)
    show(people[2], "S1", 4.5, kind="portfolio")
    show(people[2], "P2", 4.5, kind="self_rating")
    assert recompute_everybody(at=NOW) == 3
    assert counted() == plainly_counted(people)


def test_each_result_moves_one_person_at_once(people, show):
    ada = people[0]
    for code, value, kind in (("S1", 3.5, "exam"), ("S1", 3.2, "simulation"), ("P2", 2.5, "self_rating")):
        shown_now(show, ada, code, value, kind=kind)
        assert counted() == plainly_counted(people)
    place = RoleAssignment.objects.get(user=ada)
    here = histograms([place.unit_id], CurrentLevel.objects.get(level__gt=0).competency_id)
    assert here[place.unit_id, place.post_id].levels[3] == 1
    assert here[place.unit_id, place.post_id].not_assessed == 1  # Ben
    assert sum(here[place.unit_id, place.post_id].levels) == 1


def test_what_is_superseded_counts_no_more(people, show):
    row = shown_now(show, people[0], "S1", 3.5)
    Evidence.objects.filter(pk=row.pk).update(superseded_at=NOW)
    follow_evidence([row])
    assert counted() == plainly_counted(people)
    assert not CurrentLevel.objects.exists()


def test_an_examination_is_counted_in_its_own_transaction(examination, people):
    ada = people[0]
    attempt = start_attempt(examination=examination, learner=ada, session_key="desk", at=NOW)
    for position in range(1, 11):
        answer(attempt, position, "a")
    submit_attempt(attempt=attempt, at=NOW + timedelta(minutes=5))
    assert CurrentLevel.objects.filter(learner_id=ada.pk).count() == Evidence.objects.count() == 2
    assert counted() == plainly_counted(people, NOW + timedelta(minutes=6))
    assert verify_levels(at=NOW + timedelta(minutes=6)).is_sound


def test_a_move_takes_the_levels_along(people, show, units, clerk):
    ada = people[0]
    shown_now(show, ada, "S1", 3.5)
    RoleAssignment.objects.filter(user=ada).update(ends_on=date(2026, 1, 1))
    RoleAssignment.objects.create(user=ada, unit=units["Y1"], post=clerk, starts_on=date(2026, 1, 1))
    posts_changed.send(sender=None, user_ids=[ada.pk])
    assert counted() == plainly_counted(people)
    RoleAssignment.objects.filter(user=ada).delete()
    posts_changed.send(sender=None, user_ids=[ada.pk])
    assert counted() == plainly_counted(people)
    assert not CountedPlace.objects.filter(learner_id=ada.pk).exists()


def test_a_person_with_two_posts_counts_in_both(people, show, units, clerk):
    RoleAssignment.objects.create(user=people[0], unit=units["X2"], post=clerk, starts_on=date(2026, 1, 1))
    recompute_people(learner_ids=[people[0].pk], at=NOW)
    shown_now(show, people[0], "S1", 3.5)
    assert counted() == plainly_counted(people)


def test_a_sound_academy_has_no_drift(people, show):
    shown_now(show, people[0], "S1", 3.5)
    found = verify_levels(at=NOW)
    assert found.is_sound
    assert (found.people, found.levels_aged) == (3, 0)
    assert AuditEvent.objects.get(action="levels.verified").detail["cells_wrong"] == 0


def test_ageing_is_told_from_drift_and_put_right(people, show):
    shown_now(show, people[0], "S1", 3.5)
    later = NOW + timedelta(days=900)
    found = verify_levels(at=later)
    assert found.is_sound
    assert found.levels_aged == 1
    assert counted() == plainly_counted(people, later)
    assert verify_levels(at=later).levels_aged == 0


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda: LevelRollup.objects.filter(level=3).update(people=5), {"cells_wrong": 1, "people_counted_wrong": 4}),
        (lambda: LevelRollup.objects.filter(level=3).delete(), {"cells_wrong": 1, "people_counted_wrong": 1}),
        (lambda: CurrentLevel.objects.update(mean=1.0), {"levels_wrong": 1}),
        (lambda: CurrentLevel.objects.all().delete(), {"levels_wrong": 1, "cells_wrong": 2, "people_counted_wrong": 1}),
        (lambda: Evidence.objects.update(value=1.0), {"levels_wrong": 1}),
        (lambda: Evidence.objects.update(superseded_at=NOW), {"levels_wrong": 1}),
        (lambda: RoleAssignment.objects.update(ends_on=date(2026, 1, 1)), {"people_misplaced": 3}),
    ],
)
def test_whatever_was_spoilt_is_found_as_a_number_and_put_right(people, show, spoil, expected):
    shown_now(show, people[0], "S1", 3.5)
    spoil()
    look = verify_levels(at=NOW, is_kept_right=False)
    assert {name: getattr(look, name) for name in expected} == expected
    assert not look.is_sound
    assert not verify_levels(at=NOW).is_sound
    assert verify_levels(at=NOW).is_sound
    assert counted() == plainly_counted(people)


def test_the_command_says_what_it_found_and_looking_fails_on_drift(people, show):
    def run(*args) -> str:
        call_command("verify_levels", *args, stdout=(out := StringIO()))
        return out.getvalue()

    shown_now(show, people[0], "S1", 3.5)
    assert "0 cells wrong" in run("--look")
    LevelRollup.objects.filter(level=3).update(people=2)
    with pytest.raises(CommandError, match="do not hold"):
        run("--look")
    assert "1 cells wrong, 1 people counted wrong" in run()
    assert "0 cells wrong" in run("--look")


def test_levels_kept_are_those_of_the_scale(people, show):
    for place, value in enumerate((0.2, 5.4)):
        shown_now(show, people[place], "C1", value, kind="portfolio")
    assert set(CurrentLevel.objects.values_list("level", flat=True)) <= {0, *LEVELS}


@pytest.mark.parametrize(("has_one_worker", "told"), [(True, "3 people"), (False, "to the workers")])
def test_one_worker_or_several_come_to_the_same(has_one_worker, told, people, show, settings):
    """Tasks are done at once in tests, whoever would do them."""
    settings.HAS_ONE_WORKER = has_one_worker
    show(people[0], "S1", 3.5)
    call_command("recompute_levels", stdout=(out := StringIO()))
    assert told in out.getvalue()
    assert counted() == plainly_counted(people)
    assert verify_levels(at=timezone.now()).is_sound
