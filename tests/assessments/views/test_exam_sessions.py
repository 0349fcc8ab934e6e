"""The pages of a session: setting it up, the board and its cost, the candidate's way in, and who reaches what."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.models import Attempt, DrawnItem, ExamSession, Incident, Seat
from assessments.services.invigilation.admission import admit
from assessments.services.invigilation.seating import seat_people
from assessments.services.invigilation.sessions import open_session
from lms.people.models import Role, RoleAssignment, User
from lms.people.services.grants import grant_role
from tests.assessments.conftest import canary

pytestmark = pytest.mark.django_db


@pytest.fixture
def iris(units, clerk):
    user = User.objects.create_user("iris@example.org", "a-long-enough-password", name="Iris")
    RoleAssignment.objects.create(user=user, unit=units["X1"], post=clerk, starts_on=timezone.localdate())
    return user


@pytest.fixture
def session(examination, units, hua, iris, ada):
    examination.requires_invigilation = True
    examination.save()
    now = timezone.now()
    made = open_session(
        examination=examination,
        unit=units["X"],
        place="Room 3",
        opens_at=now - timedelta(minutes=5),
        ends_at=now + timedelta(hours=1),
        invigilators=[iris],
        by=hua,
        at=now,
    )
    seat_people(session=made, people=[ada], by=hua)
    return made


@pytest.fixture
def seat(session, ada):
    return session.seats.get(learner=ada)


@pytest.fixture
def sitting(client, session, seat, ada, iris, examination):
    """Ada was let in and has begun in her browser."""
    admit(seat=seat, by=iris, at=timezone.now())
    client.force_login(ada)
    client.post(reverse("assessments:examination", args=[examination.code]))
    return Attempt.objects.get(learner=ada)


def at(name, *things):
    return reverse(f"assessments:{name}", args=[getattr(thing, "public_id", thing) for thing in things])


def act(client, session, seat, **data):
    return client.post(at("act_on_seat", session, seat), data, follow=True)


def test_hr_sets_up_a_session_and_says_who_is_expected(client, hua, iris, ada, ben, units, examination):
    client.force_login(hua)
    now = timezone.localtime()
    data = {
        "examination": examination.pk,
        "unit": units["X"].pk,
        "place": "Room 3",
        "opens_at": f"{now:%Y-%m-%dT%H:%M}",
        "ends_at": f"{now + timedelta(hours=1):%Y-%m-%dT%H:%M}",
        "invigilators": "iris@example.org",
    }
    refused = client.post(at("new_session"), {**data, "invigilators": "nobody@example.org"})
    assert "Not found in your units" in refused.text
    client.post(at("new_session"), data)
    made = ExamSession.objects.get()
    client.post(at("session", made), {"people": "ADA@example.org", "unit": ""})
    client.post(at("session", made), {"people": "", "unit": units["X1"].pk})
    assert "candidate and invigilator" in client.post(at("session", made), {"unit": units["X1"].pk}).text
    assert set(made.seats.values_list("learner__name", flat=True)) == {"Ada"}
    client.post(at("unseat", made, made.seats.get()))
    assert not made.seats.exists()


def test_the_candidate_enters_with_the_code_of_the_room(client, session, seat, ada, examination):
    client.force_login(ada)
    rules = reverse("assessments:examination", args=[examination.code])
    page = client.get(rules).text
    assert "Room 3" in page
    assert "Start the examination now" not in page
    assert session.code not in page
    client.post(at("enter", examination.code), {"code": ""})
    seat.refresh_from_db()
    assert (seat.arrived_at is not None, seat.admitted_at) == (True, None)
    client.post(at("enter", examination.code), {"code": session.code})
    assert "Start the examination now" in client.get(rules).text
    client.post(rules)
    assert Attempt.objects.get(learner=ada).is_invigilated


def test_the_invigilator_lets_in_pauses_resumes_and_ends(client, session, seat, sitting, iris, ada):
    client.force_login(iris)
    assert "working" in client.get(at("board", session)).text
    assert "Please say why" in act(client, session, seat, act="pause").text
    assert "paused" in act(client, session, seat, act="pause", reason="Alarm").text
    act(client, session, seat, act="resume")
    waits = act(client, session, seat, act="minutes", minutes="25", reason="Power cut")
    assert "a second person must agree" in waits.text
    act(client, session, seat, act="end", reason="Power did not come back")
    sitting.refresh_from_db()
    assert sitting.status == Attempt.Status.SUBMITTED
    record = client.get(at("session", session)).text
    for words in ("Alarm", "Power cut", "ended by the invigilator"):
        assert words in record


def test_a_paused_candidate_sees_no_task(client, session, seat, sitting, iris, ada):
    client.force_login(iris)
    act(client, session, seat, act="pause", reason="Alarm")
    client.force_login(ada)
    session_key = client.session
    session_key["sitting"] = "elsewhere"
    session_key.save()
    client.post(at("take_over", sitting))
    page = client.get(at("attempt", sitting, 1)).text
    assert "Stem" not in page
    assert "Paused by the invigilator" in page
    assert "Alarm" not in page


def test_the_candidate_calls_and_the_board_says_so(client, session, sitting, iris):
    assert "Call the invigilator" in client.get(at("attempt", sitting, 1)).text
    client.post(at("call", sitting), {"position": "2"})
    client.force_login(iris)
    assert "calls you" in client.get(at("board_rows", session)).text


def test_the_board_shows_neither_answers_nor_keys_nor_scores_nor_addresses(client, session, seat, sitting, iris):
    token = DrawnItem.objects.get(attempt=sitting, position=1).tokens[0][0]
    client.post(at("attempt", sitting, 1), {"value": token})
    client.post(reverse("assessments:review", args=[sitting.public_id]))
    client.force_login(iris)
    for name in ("board", "board_rows", "session"):
        page = client.get(at(name, session)).text
        for secret in (token, "Stem", "Option", canary(1)[:10], "127.0.0.1", "assed", "points"):
            assert secret not in page, (name, secret)


def test_the_board_costs_the_same_for_one_and_for_thirty(client, session, sitting, iris, hua, units, clerk):
    client.force_login(iris)
    client.get(at("board_rows", session))
    with CaptureQueriesContext(connection) as one:
        client.get(at("board_rows", session))
    people = []
    for number in range(30):
        people.append(User.objects.create_user(f"c{number}@example.org", "x", name=f"Candidate {number}"))
        RoleAssignment.objects.create(user=people[-1], unit=units["X1"], post=clerk, starts_on=timezone.localdate())
    seat_people(session=session, people=people, by=hua)
    for person in people[:5]:
        admit(seat=session.seats.get(learner=person), by=iris, at=timezone.now())
    with CaptureQueriesContext(connection) as many:
        client.get(at("board_rows", session))
    assert len(many) == len(one)


def test_a_sign_of_the_browser_tells_whether_the_page_still_holds(client, session, seat, sitting, iris):
    token = client.get(at("attempt", sitting, 1)).context["token"]
    Seat.objects.update(seen_at=None)

    def sign():
        return client.put(at("here", sitting), headers={"X-Exam-Token": token})

    assert sign().json()["is_open"]
    assert Seat.objects.get(pk=seat.pk).seen_at is not None
    client.force_login(iris)
    act(client, session, seat, act="pause", reason="Alarm")
    assert not sign().json()["is_open"]
    assert client.put(at("here", sitting), headers={"X-Exam-Token": "1.x.y"}).status_code == HTTPStatus.NOT_FOUND


def test_results_say_whether_somebody_watched(client, sitting):
    client.post(reverse("assessments:review", args=[sitting.public_id]))
    assert "Taken under invigilation." in client.get(at("result", sitting)).text


@pytest.mark.parametrize("who", ["ada", "ben", "cleo", "ola"])
def test_neither_candidates_nor_others_see_a_session(client, request, session, seat, who):
    client.force_login(request.getfixturevalue(who))
    assert "Room 3" not in client.get(at("sessions")).text
    for name in ("session", "board", "board_rows"):
        assert client.get(at(name, session)).status_code == HTTPStatus.NOT_FOUND
    for address in (
        at("act_on_seat", session, seat),
        at("act_on_room", session),
        at("close_session", session),
        at("unseat", session, seat),
    ):
        assert client.post(address, {"act": "admit"}).status_code == HTTPStatus.NOT_FOUND
    seat.refresh_from_db()
    assert seat.admitted_at is None


def test_managers_seat_and_look_but_do_not_act_on_the_board(client, session, seat, hua):
    client.force_login(hua)
    page = client.get(at("board", session)).text
    assert "not arrived" in page
    assert session.code not in page
    assert client.post(at("act_on_seat", session, seat), {"act": "admit"}).status_code == HTTPStatus.NOT_FOUND
    assert client.post(at("act_on_room", session), {"act": "admit_all"}).status_code == HTTPStatus.NOT_FOUND


def test_invigilators_act_but_seat_nobody(client, session, seat, iris):
    client.force_login(iris)
    assert client.post(at("session", session), {"people": "ben@example.org"}).status_code == HTTPStatus.NOT_FOUND
    assert client.post(at("close_session", session)).status_code == HTTPStatus.NOT_FOUND
    assert client.get(at("new_session")).status_code == HTTPStatus.NOT_FOUND


def test_an_auditor_reads_only(client, session, seat, units):
    auditor = User.objects.create_user("aud@example.org", "a-long-enough-password", name="Aud")
    grant_role(user=auditor, role=Role.AUDITOR, unit=units["X"], by=None)
    client.force_login(auditor)
    assert client.get(at("board", session)).status_code == HTTPStatus.OK
    assert client.get(at("session", session)).status_code == HTTPStatus.OK
    assert client.post(at("act_on_seat", session, seat), {"act": "admit"}).status_code == HTTPStatus.NOT_FOUND


def test_strangers_are_asked_to_sign_in(client, session, seat):
    for address in (at("sessions"), at("new_session"), at("session", session), at("board", session)):
        assert client.get(address)["Location"].startswith("/account/login/")
    assert client.post(at("act_on_seat", session, seat))["Location"].startswith("/account/login/")


def test_an_incident_is_decided_by_a_second_person_only(client, session, seat, sitting, iris, hua, ola):
    client.force_login(iris)
    act(client, session, seat, act="minutes", minutes="25", reason="Power cut")
    incident = Incident.objects.get()
    address = at("decide_incident", session, incident)
    for person in (iris, ola):
        client.force_login(person)
        assert client.post(address, {"decision": "approve"}).status_code == HTTPStatus.NOT_FOUND
    client.force_login(hua)
    assert "Power cut" in client.get(at("board", session)).text
    client.post(address, {"decision": "approve"})
    incident.refresh_from_db()
    assert incident.status == Incident.Status.APPLIED


def test_only_a_training_manager_of_everything_says_what_needs_an_invigilator(client, examination, units, hua):
    manager = User.objects.create_user("tom@example.org", "a-long-enough-password", name="Tom")
    grant_role(user=manager, role=Role.TRAINING_MANAGER, unit=units["P"], by=None)
    address = at("invigilation", examination.code)
    client.force_login(hua)
    assert client.post(address, {"required": "1"}).status_code == HTTPStatus.NOT_FOUND
    client.force_login(manager)
    client.post(address, {"required": "1"})
    examination.refresh_from_db()
    assert examination.requires_invigilation
