"""Results, moves and regrades that meet: every person is counted once, where they stand, and nobody waits for ever."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from assessments.models import CurrentLevel
from assessments.services.evidence import follow_evidence
from assessments.services.levels.recomputing import recompute_everybody, recompute_people
from assessments.services.levels.verifying import verify_levels
from assessments.services.locks import hold
from lms.base.audit import record
from lms.people.models import RoleAssignment
from tests.assessments.levels.conftest import NOW
from tests.assessments.levels.test_rollup import counted, plainly_counted
from tests.assessments.services.test_delivery_races import PATIENCE, Beside

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="transactions write side by side on PostgreSQL only: set DATABASE_URL"
    ),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("rewritable_log"),
]
ROUNDS = 8


def result(show, person, code, value):
    """As a result comes in: the person, the evidence, the counts, the log."""
    with transaction.atomic():
        hold(person.pk)
        follow_evidence([show(person, code, value)])
        record(person, "attempt.closed", person)


@pytest.fixture
def people(ada, ben, cleo):
    recompute_everybody(at=NOW)
    return [ada, ben, cleo]


def test_a_second_result_waits_for_the_counts_and_both_count(people, show):
    ada, ben, _ = people
    with transaction.atomic():
        hold(ada.pk)
        follow_evidence([show(ada, "S1", 3.5)])
        beside = Beside(lambda: result(show, ben, "S1", 3.5))
        beside.until_it_waits()
        record(ada, "attempt.closed", ada)
    assert beside.ended() is None
    assert counted() == plainly_counted(people)
    assert CurrentLevel.objects.filter(level=3).count() == 2


def test_a_move_waits_for_the_result_of_the_same_person(people, show, units, clerk):
    ada = people[0]

    def move() -> None:
        with transaction.atomic():
            RoleAssignment.objects.filter(user=ada).update(ends_on=date(2026, 1, 1))
            RoleAssignment.objects.create(user=ada, unit=units["Y1"], post=clerk, starts_on=date(2026, 1, 1))
            recompute_people(learner_ids=[ada.pk], at=NOW)
            record(None, "roster.applied")

    with transaction.atomic():
        hold(ada.pk)
        follow_evidence([show(ada, "S1", 3.5)])
        beside = Beside(move)
        beside.until_it_waits()
    assert beside.ended() is None
    assert counted() == plainly_counted(people)


def test_many_results_moves_and_checks_at_once_leave_nothing_wrong(people, show):
    barrier = threading.Barrier(len(people) * 2 + 2)

    def results(person, codes) -> None:
        barrier.wait(timeout=PATIENCE)
        for number in range(ROUNDS):
            result(show, person, codes[number % len(codes)], (number * 7 % 11) / 2)

    def regrades() -> None:
        barrier.wait(timeout=PATIENCE)
        for _ in range(ROUNDS):
            recompute_people(learner_ids=[one.pk for one in people], at=NOW)

    def checks() -> None:
        barrier.wait(timeout=PATIENCE)
        for _ in range(2):
            verify_levels(at=NOW)

    running = [
        Beside(lambda person=person, codes=codes: results(person, codes))
        for person in people
        for codes in (("S1", "C1", "P2"), ("P2", "C1", "S1"))
    ]
    running += [Beside(regrades), Beside(checks)]
    assert [one.ended() for one in running] == [None] * len(running)
    assert counted() == plainly_counted(people)
    assert verify_levels(at=NOW).is_sound
