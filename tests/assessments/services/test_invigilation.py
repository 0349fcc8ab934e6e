"""A session in room 3: Hua sets it up, Iris and Igor invigilate, Ada sits."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from assessments.domain.board import SeatState
from assessments.domain.retakes import Refusal
from assessments.models import Attempt, AttemptEvent, Incident, Seat
from assessments.selectors.board import board_of
from assessments.services.delivery import ClockStopped, StartRefused, start_attempt, submit_attempt, take_over
from assessments.services.invigilation.acting import LONGEST_PAUSE, end_for, pause, resume
from assessments.services.invigilation.admission import MOST_TRIES, admit, admit_by_code, arrive
from assessments.services.invigilation.calls import lower_hand, raise_hand
from assessments.services.invigilation.incidents import add_minutes, decide_incident, note_incident
from assessments.services.invigilation.room import admit_all_present, pause_everybody, resume_everybody
from assessments.services.invigilation.seating import free_seat, seat_people
from assessments.services.invigilation.sessions import (
    InvigilationRefused,
    close_session,
    open_session,
)
from assessments.services.overdue import close_overdue
from assessments.services.resting import begin_rest
from lms.base.models import AuditEvent
from lms.base.outbox import drain
from lms.people.models import RoleAssignment, User

from .answers import NOW, answer

pytestmark = pytest.mark.django_db


def minutes(number):
    return timedelta(minutes=number)


@pytest.fixture
def iris(units, clerk):
    """An invigilator, with no right but this one."""
    user = User.objects.create_user("iris@example.org", "a-long-enough-password", name="Iris")
    RoleAssignment.objects.create(user=user, unit=units["X1"], post=clerk, starts_on=NOW.date())
    return user


@pytest.fixture
def igor(units):
    return User.objects.create_user("igor@example.org", "a-long-enough-password", name="Igor")


@pytest.fixture
def session(examination, units, hua, iris, igor, ada):
    examination.requires_invigilation = True
    examination.save()
    made = open_session(
        examination=examination,
        unit=units["X"],
        place="Room 3",
        opens_at=NOW - minutes(10),
        ends_at=NOW + minutes(60),
        invigilators=[iris, igor],
        by=hua,
        at=NOW,
    )
    seat_people(session=made, people=[ada], by=hua)
    return made


@pytest.fixture
def seat(session, ada):
    return session.seats.get(learner=ada)


def start(examination, learner, at=NOW):
    return start_attempt(examination=examination, learner=learner, session_key="desk", at=at)


@pytest.fixture
def attempt(seat, examination, ada, iris):
    admit(seat=seat, by=iris, at=NOW)
    attempt = start(examination, ada)
    seat.refresh_from_db()
    return attempt


def refusal_of(examination, learner, at=NOW):
    with pytest.raises(StartRefused) as refused:
        start(examination, learner, at)
    return refused.value.permission.refusal


def test_nobody_starts_without_a_seat_and_nobody_before_being_let_in(session, seat, examination, ada, ben, iris):
    assert refusal_of(examination, ben) is Refusal.NO_SEAT
    assert refusal_of(examination, ada) is Refusal.NOT_ADMITTED
    admit(seat=seat, by=iris, at=NOW)
    attempt = start(examination, ada)
    assert attempt.is_invigilated
    assert Seat.objects.get(pk=seat.pk).attempt == attempt


@pytest.mark.parametrize("when", [-11, 61])
def test_a_seat_holds_in_the_window_of_its_session_only(seat, examination, ada, iris, when):
    admit(seat=seat, by=iris, at=NOW)
    assert refusal_of(examination, ada, NOW + minutes(when)) is Refusal.NO_SEAT


def test_an_examination_that_needs_no_invigilator_starts_as_ever_and_says_so(examination, ada):
    assert not start(examination, ada).is_invigilated


def test_the_code_lets_in_and_is_not_guessed(seat, examination, ada, iris):
    wrong = "000000" if seat.session.code != "000000" else "111111"
    for _ in range(MOST_TRIES):
        assert not admit_by_code(seat=seat, code=wrong, at=NOW)
    with pytest.raises(InvigilationRefused, match="Too many"):
        admit_by_code(seat=seat, code=seat.session.code, at=NOW)
    assert refusal_of(examination, ada) is Refusal.NOT_ADMITTED
    Seat.objects.update(code_tries=0)
    assert admit_by_code(seat=seat, code=seat.session.code, at=NOW)
    assert start(examination, ada).is_invigilated


def test_only_an_invigilator_of_the_session_acts_and_never_for_themselves(session, attempt, seat, hua, ben, ada):
    session.invigilators.add(ada)
    for person in (hua, ben, ada):
        with pytest.raises(InvigilationRefused):
            pause(seat=seat, by=person, at=NOW, reason="x")
        with pytest.raises(InvigilationRefused):
            add_minutes(seat=seat, minutes=5, note="x", by=person, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(admitted_by=ada)


def test_who_is_named_is_told_where_and_when(session, seat, hua, ada):
    drain()
    told = {message.to[0]: message.body for message in mail.outbox}
    assert set(told) == {"iris@example.org", "igor@example.org", "ada@example.org"}
    assert str(session.public_id) in told["iris@example.org"]
    assert "Room 3" in told["ada@example.org"]
    assert session.code not in told["ada@example.org"]


def test_nobody_is_both_and_seats_go_to_ones_own_people(session, hua, iris, cleo):
    with pytest.raises(InvigilationRefused, match="candidate and invigilator"):
        seat_people(session=session, people=[iris], by=hua)
    with pytest.raises(InvigilationRefused, match="in your units"):
        seat_people(session=session, people=[cleo], by=hua)


def test_who_may_not_open_a_session_there_does_not(examination, units, ola, iris):
    with pytest.raises(InvigilationRefused):
        open_session(
            examination=examination,
            unit=units["X"],
            place="Room",
            opens_at=NOW,
            ends_at=NOW + minutes(5),
            invigilators=[iris],
            by=ola,
            at=NOW,
        )


def test_a_pause_stops_the_clock_and_the_answers(attempt, seat, iris):
    answer(attempt, 1, "a", at=NOW + minutes(1))
    pause(seat=seat, by=iris, at=NOW + minutes(10), reason="Fire alarm")
    with pytest.raises(ClockStopped):
        answer(attempt, 2, "a", at=NOW + minutes(11))
    assert close_overdue(at=NOW + minutes(100)) == 0
    resumed = resume(seat=seat, by=iris, at=NOW + minutes(35))
    assert resumed.deadline == NOW + minutes(55)
    assert not resumed.counts_for_time_norms
    answer(attempt, 2, "a", at=NOW + minutes(54))
    events = AttemptEvent.objects.values_list("kind", "actor__name", "note", "minutes")
    assert list(events) == [("paused", "Iris", "Fire alarm", None), ("resumed", "Iris", "", 25.0)]
    assert "Fire alarm" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_a_pause_that_everybody_forgot_ends_by_itself(attempt, seat, iris):
    pause(seat=seat, by=iris, at=NOW, reason="Fire alarm")
    assert close_overdue(at=NOW + LONGEST_PAUSE + minutes(29)) == 0
    assert close_overdue(at=NOW + LONGEST_PAUSE + minutes(31)) == 1


def test_a_pause_ends_a_break_and_keeps_what_is_left_of_it(seat, examination, ada, iris):
    admit(seat=seat, by=iris, at=NOW)
    attempt = start(examination, ada)
    Attempt.objects.filter(pk=attempt.pk).update(rest_seconds=600)
    begin_rest(attempt=attempt, at=NOW + minutes(1))
    seat.refresh_from_db()
    pause(seat=seat, by=iris, at=NOW + minutes(4), reason="Fire alarm")
    resumed = resume(seat=seat, by=iris, at=NOW + minutes(14))
    assert resumed.deadline == NOW + minutes(30 + 3 + 10)
    assert resumed.rest_left == minutes(7)


def test_up_to_ten_minutes_at_once_and_more_with_a_second_person(attempt, seat, iris, igor, hua, ola):
    assert add_minutes(seat=seat, minutes=6, note="Mouse broken", by=iris, at=NOW).status == Incident.Status.APPLIED
    attempt.refresh_from_db()
    assert attempt.deadline == NOW + minutes(36)
    more = add_minutes(seat=seat, minutes=5, note="Mouse broken again", by=iris, at=NOW)
    assert more.status == Incident.Status.WAITING
    for person in (iris, ola):
        with pytest.raises(InvigilationRefused):
            decide_incident(incident=more, approve=True, by=person, at=NOW)
    attempt.refresh_from_db()
    assert attempt.deadline == NOW + minutes(36)
    decide_incident(incident=more, approve=True, by=igor, at=NOW)
    attempt.refresh_from_db()
    assert attempt.deadline == NOW + minutes(41)
    declined = add_minutes(seat=seat, minutes=30, note="Asks for more", by=igor, at=NOW)
    assert decide_incident(incident=declined, approve=False, by=hua, at=NOW).status == Incident.Status.DECLINED
    attempt.refresh_from_db()
    assert attempt.deadline == NOW + minutes(41)


def test_ending_scores_what_was_saved_and_keeps_the_reason(attempt, seat, iris):
    answer(attempt, 1, "a")
    with pytest.raises(InvigilationRefused, match="say why"):
        end_for(seat=seat, by=iris, at=NOW + minutes(5), reason=" ")
    closed = end_for(seat=seat, by=iris, at=NOW + minutes(5), reason="Used a telephone")
    assert (closed.status, closed.score, closed.closed_at) == (Attempt.Status.SUBMITTED, 1, NOW + minutes(5))
    assert AttemptEvent.objects.get(kind="ended").note == "Used a telephone"
    with pytest.raises(InvigilationRefused, match="over"):
        resume(seat=seat, by=iris, at=NOW)


def test_an_alarm_pauses_everybody_who_works(session, attempt, seat, examination, ben, hua, iris):
    seat_people(session=session, people=[ben], by=hua)
    arrive(seat=session.seats.get(learner=ben), at=NOW)
    assert admit_all_present(session=session, by=iris, at=NOW) == 1
    other = start(examination, ben)
    assert pause_everybody(session=session, by=iris, at=NOW, reason="Alarm") == 2
    assert pause_everybody(session=session, by=iris, at=NOW, reason="Alarm") == 0
    assert resume_everybody(session=session, by=iris, at=NOW + minutes(15)) == 2
    for one in (attempt, other):
        one.refresh_from_db()
        assert one.deadline == NOW + minutes(45)


def test_a_call_waits_until_it_is_answered(attempt, seat, iris):
    raise_hand(attempt=attempt, at=NOW)
    raise_hand(attempt=attempt, at=NOW)
    assert board_of(seat.session, NOW).rows[0].state is SeatState.HAND
    lower_hand(seat=seat, by=iris, at=NOW)
    assert board_of(seat.session, NOW).rows[0].state is SeatState.WORKING
    assert list(AttemptEvent.objects.values_list("kind", flat=True)) == ["hand_raised", "hand_lowered"]


def test_the_board_counts_answers_and_devices(attempt, seat):
    answer(attempt, 1, "a", at=NOW + minutes(1))
    answer(attempt, 2, "none of these", at=NOW + minutes(2))
    take_over(attempt=attempt, session_key="phone")
    row = board_of(seat.session, NOW + minutes(3)).rows[0]
    assert (row.answered, row.tasks, row.devices, row.minutes_left) == (1, 10, 1, 27)


def test_a_session_closes_when_nothing_is_left_undone(session, attempt, seat, iris, igor, hua):
    waiting = add_minutes(seat=seat, minutes=20, note="Power cut", by=iris, at=NOW)
    with pytest.raises(InvigilationRefused, match="still working"):
        close_session(session=session, by=hua, at=NOW)
    submit_attempt(attempt=attempt, at=NOW)
    with pytest.raises(InvigilationRefused, match="second person"):
        close_session(session=session, by=hua, at=NOW)
    decide_incident(incident=waiting, approve=False, by=igor, at=NOW)
    close_session(session=session, by=hua, at=NOW)
    with pytest.raises(InvigilationRefused, match="closed"):
        note_incident(session=session, note="Too late", by=iris, at=NOW)


def test_a_seat_is_freed_as_long_as_its_person_has_not_begun(session, seat, examination, ada, iris, hua):
    admit(seat=seat, by=iris, at=NOW)
    start(examination, ada)
    with pytest.raises(InvigilationRefused, match="begun"):
        free_seat(seat=seat, by=hua)


def test_the_database_refuses_to_rewrite_what_happened(attempt, seat, iris):
    pause(seat=seat, by=iris, at=NOW, reason="Fire alarm")
    with pytest.raises(IntegrityError, match="only added"), transaction.atomic():
        AttemptEvent.objects.update(note="Nothing")


def test_an_invigilator_without_a_role_finds_the_sessions_until_they_are_closed(client, session, iris, hua, ada):
    client.force_login(iris)
    entry = 'href="/exam-sessions/"'
    assert entry in client.get("/exam-sessions/").content.decode()
    client.force_login(ada)
    assert entry not in client.get("/exam-sessions/").content.decode()
    close_session(session=session, by=hua, at=NOW)
    client.force_login(iris)
    assert entry not in client.get("/exam-sessions/").content.decode()
