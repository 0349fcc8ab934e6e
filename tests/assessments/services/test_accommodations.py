"""Granted by two people before the start, kept by the attempt, and a clock that stands still on the server alone."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import Accommodation, Attempt, AttemptEvent
from assessments.selectors.accommodations import granted_to
from assessments.services.accommodations import (
    AccommodationRefused,
    approve_accommodation,
    ask_accommodation,
    decline_accommodation,
    end_accommodation,
    take_back_accommodation,
)
from assessments.services.delivery import AnswerRefused, ClockStopped, start_attempt, submit_attempt, token_for
from assessments.services.overdue import close_overdue
from assessments.services.resting import RestRefused, begin_rest, end_rest
from lms.base.models import AuditEvent
from lms.people.models import Role, User
from lms.people.services.grants import grant_role

from .answers import NOW, answer

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOW)
REASON = "Certificate of 3 May is in the file."


def minutes(number):
    return timedelta(minutes=number)


@pytest.fixture
def mai(units):
    """Training manager of county X."""
    user = User.objects.create_user("mai@example.org", "a-long-enough-password", name="Mai")
    grant_role(user=user, role=Role.TRAINING_MANAGER, unit=units["X"], by=None)
    return user


def ask(learner, by, **changes):
    wanted = {"time_percent": 150, "rest_minutes": 10, "larger_print": True}
    period = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=30)}
    return ask_accommodation(learner=learner, reason=REASON, by=by, at=NOW, **{**wanted, **period, **changes})


@pytest.fixture
def granted(ada, hua, mai):
    return approve_accommodation(accommodation=ask(ada, hua), by=mai, at=NOW)


@pytest.fixture
def attempt(granted, examination, ada):
    return start_attempt(examination=examination, learner=ada, session_key="desk", at=NOW)


def test_nothing_is_granted_before_a_second_person_approves(ada, hua, mai):
    asked = ask(ada, hua)
    assert not granted_to(ada, TODAY).is_something
    for decide, person in (
        (approve_accommodation, hua),
        (decline_accommodation, hua),
        (take_back_accommodation, mai),
    ):
        with pytest.raises(AccommodationRefused):
            decide(accommodation=asked, by=person, at=NOW)
    approve_accommodation(accommodation=asked, by=mai, at=NOW)
    assert granted_to(ada, TODAY).time_percent == 150


def test_only_for_people_of_ones_units_and_never_for_oneself(ada, cleo, hua, ola, mai, units, clerk):
    with pytest.raises(AccommodationRefused):
        ask(cleo, hua)
    with pytest.raises(AccommodationRefused):
        approve_accommodation(accommodation=ask(ada, hua), by=ola, at=NOW)
    clerk.assignments.create(user=hua, unit=units["X1"], starts_on=date(2025, 1, 1))
    with pytest.raises(AccommodationRefused):
        ask(hua, hua)
    with pytest.raises(AccommodationRefused):
        approve_accommodation(accommodation=ask(hua, mai), by=hua, at=NOW)


def test_the_database_refuses_one_person_alone(granted):
    with pytest.raises(IntegrityError), transaction.atomic():
        Accommodation.objects.filter(pk=granted.pk).update(decided_by=granted.asked_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Accommodation.objects.filter(pk=granted.pk).update(decided_by=granted.learner)


def test_the_best_of_what_is_in_force_counts_on_its_days_only(granted, ada, hua, mai):
    other = ask(ada, mai, time_percent=125, rest_minutes=20, larger_print=False, ends_on=TODAY)
    approve_accommodation(accommodation=other, by=hua, at=NOW)
    assert (granted_to(ada, TODAY).time_percent, granted_to(ada, TODAY).rest_minutes) == (150, 20)
    assert granted_to(ada, TODAY + timedelta(days=1)).rest_minutes == 10
    assert not granted_to(ada, TODAY - timedelta(days=1)).is_something
    assert not granted_to(ada, TODAY + timedelta(days=31)).is_something
    end_accommodation(accommodation=granted, by=hua, at=NOW)
    assert granted_to(ada, TODAY).time_percent == 125


def test_the_attempt_keeps_what_was_in_force_at_its_start(attempt, granted, examination, ada, hua):
    assert attempt.deadline == NOW + minutes(45)
    assert attempt.larger_print
    assert not attempt.counts_for_time_norms
    end_accommodation(accommodation=granted, by=hua, at=NOW)
    attempt.refresh_from_db()
    assert attempt.rest_left == minutes(10)


def test_nobody_else_gets_more_time(examination, ada):
    attempt = start_attempt(examination=examination, learner=ada, session_key="desk", at=NOW)
    assert attempt.deadline == NOW + minutes(30)
    assert attempt.counts_for_time_norms
    with pytest.raises(RestRefused):
        begin_rest(attempt=attempt, at=NOW)


def test_during_a_break_nobody_answers_and_no_time_is_lost(attempt):
    answer(attempt, 1, "a", at=NOW + minutes(1))
    begin_rest(attempt=attempt, at=NOW + minutes(5))
    with pytest.raises(ClockStopped):
        answer(attempt, 2, "a", at=NOW + minutes(6))
    resumed = end_rest(attempt=attempt, at=NOW + minutes(9))
    assert resumed.deadline == NOW + minutes(49)
    assert resumed.rest_left == minutes(6)
    answer(attempt, 2, "a", at=NOW + minutes(49))
    with pytest.raises(AnswerRefused):
        answer(attempt, 3, "a", at=NOW + minutes(50))


def test_several_breaks_share_one_allowance(attempt):
    begin_rest(attempt=attempt, at=NOW + minutes(1))
    end_rest(attempt=attempt, at=NOW + minutes(5))
    begin_rest(attempt=attempt, at=NOW + minutes(10))
    resumed = end_rest(attempt=attempt, at=NOW + minutes(30))
    assert resumed.deadline == NOW + minutes(55)
    with pytest.raises(RestRefused):
        begin_rest(attempt=attempt, at=NOW + minutes(31))
    assert list(AttemptEvent.objects.values_list("kind", "minutes")) == [
        ("rest_begun", None),
        ("rest_ended", 4.0),
        ("rest_begun", None),
        ("rest_ended", 6.0),
    ]


def test_who_never_comes_back_is_closed_at_the_end_of_time_and_break(attempt):
    answer(attempt, 1, "a", at=NOW)
    begin_rest(attempt=attempt, at=NOW + minutes(40))
    assert close_overdue(at=NOW + minutes(54)) == 0
    assert close_overdue(at=NOW + minutes(56)) == 1
    attempt.refresh_from_db()
    assert (attempt.status, attempt.score) == (Attempt.Status.EXPIRED, 1)


def test_a_break_neither_begins_twice_nor_after_the_end(attempt):
    begin_rest(attempt=attempt, at=NOW)
    with pytest.raises(RestRefused):
        begin_rest(attempt=attempt, at=NOW)
    end_rest(attempt=attempt, at=NOW)
    with pytest.raises(RestRefused):
        end_rest(attempt=attempt, at=NOW)
    submit_attempt(attempt=attempt, at=NOW)
    with pytest.raises(RestRefused):
        begin_rest(attempt=attempt, at=NOW)


def test_saving_stays_one_statement(attempt, django_assert_max_num_queries):
    token = token_for(attempt)
    with django_assert_max_num_queries(4):  # as without accommodations
        answer(attempt, 1, "a", token=token)


def test_the_log_says_what_and_not_why(granted):
    events = AuditEvent.objects.filter(action__startswith="accommodation.")
    assert [one.action for one in events] == ["accommodation.asked", "accommodation.approved"]
    assert events[0].detail["time_percent"] == 150
    assert REASON not in str([one.detail for one in events])
