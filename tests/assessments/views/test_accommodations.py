"""The pages of accommodations, who reaches them, and what the candidate sees."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Accommodation, Attempt, DrawnItem
from lms.people.models import Role, User
from lms.people.services.grants import grant_role

pytestmark = pytest.mark.django_db
REASON = "REASON-CANARY"
LIST, NEW = reverse("assessments:accommodations"), reverse("assessments:ask_accommodation")


@pytest.fixture
def staff(units):
    """A training manager and an auditor of county X, an administrator of everything."""
    people = {}
    for name, role, unit in (
        ("mai", Role.TRAINING_MANAGER, "X"),
        ("aud", Role.AUDITOR, "X"),
        ("adm", Role.ADMINISTRATOR, "P"),
    ):
        people[name] = User.objects.create_user(f"{name}@example.org", "a-long-enough-password", name=name)
        grant_role(user=people[name], role=role, unit=units[unit], by=None)
    return people


def wish(**changes):
    today = timezone.localdate()
    return {
        "person": "ADA@example.org",
        "time_percent": "200",
        "rest_minutes": "5",
        "larger_print": "on",
        "starts_on": str(today),
        "ends_on": str(today + timedelta(days=90)),
        "reason": REASON,
        **changes,
    }


@pytest.fixture
def asked(client, ada, hua):
    client.force_login(hua)
    client.post(NEW, wish())
    return Accommodation.objects.get()


@pytest.fixture
def page(asked):
    return reverse("assessments:accommodation", args=[asked.public_id])


def test_one_asks_and_another_approves(client, asked, page, hua, staff, ada, examination):
    assert "Approve" not in client.get(page).text
    client.post(page, {"decision": "approve"})
    asked.refresh_from_db()
    assert asked.status == Accommodation.Status.WAITING
    client.force_login(staff["mai"])
    assert page in client.get(LIST).text
    client.post(page, {"decision": "approve"})
    client.force_login(ada)
    rules = client.get(reverse("assessments:examination", args=[examination.code])).text
    assert "twice the usual time" in rules
    assert "60 minutes" in rules
    assert "5 minutes of breaks" in rules
    assert REASON not in rules


@pytest.mark.parametrize(
    "changes",
    [
        {"person": "cleo@example.org"},
        {"person": "hua@example.org"},
        {"person": "nobody"},
        {"time_percent": "100", "rest_minutes": "0", "larger_print": ""},
        {"time_percent": "300"},
        {"rest_minutes": "600"},
        {"ends_on": "2020-01-01"},
        {"ends_on": "2099-01-01"},
        {"reason": " "},
    ],
)
def test_what_cannot_be_granted_is_not_asked_for(client, ada, cleo, hua, changes):
    client.force_login(hua)
    data = {name: value for name, value in wish(**changes).items() if value}
    assert client.post(NEW, data).status_code == HTTPStatus.OK
    assert not Accommodation.objects.exists()


@pytest.mark.parametrize("who", ["ada", "ben", "cleo", "ola", "adm"])
def test_neither_the_person_nor_the_manager_nor_others_see_the_request(client, request, staff, asked, page, who):
    client.force_login(staff.get(who) or request.getfixturevalue(who))
    assert client.get(page).status_code == HTTPStatus.NOT_FOUND
    assert client.post(page, {"decision": "approve"}).status_code == HTTPStatus.NOT_FOUND
    asked.refresh_from_db()
    assert asked.status == Accommodation.Status.WAITING
    reply = client.get(LIST)
    assert reply.status_code == HTTPStatus.NOT_FOUND or "Ada" not in reply.text


def test_an_auditor_reads_and_does_not_decide(client, staff, asked, page):
    client.force_login(staff["aud"])
    assert "Ada" in client.get(LIST).text
    assert REASON in client.get(page).text
    assert client.post(page, {"decision": "approve"}).status_code == HTTPStatus.NOT_FOUND
    assert client.get(NEW).status_code == HTTPStatus.NOT_FOUND


def test_strangers_are_asked_to_sign_in(client, asked, page):
    client.logout()
    for address in (LIST, NEW, page):
        assert client.get(address)["Location"].startswith("/account/login/")


@pytest.fixture
def sitting(client, asked, page, staff, ada, examination):
    client.force_login(staff["mai"])
    client.post(page, {"decision": "approve"})
    client.force_login(ada)
    client.post(reverse("assessments:examination", args=[examination.code]))
    return Attempt.objects.get(learner=ada)


def test_a_break_hides_the_tasks_and_takes_no_answers(client, sitting):
    task = reverse("assessments:attempt", args=[sitting.public_id, 1])
    rest = reverse("assessments:rest", args=[sitting.public_id])
    shown = client.get(task)
    assert "sz-main--larger" in shown.text
    assert "Take a break" in shown.text
    token = shown.context["token"]
    client.post(rest, {"act": "begin"})
    for address in (task, reverse("assessments:review", args=[sitting.public_id])):
        hidden = client.get(address).text
        assert "Stem" not in hidden
        assert "Go on with the examination" in hidden
    option = DrawnItem.objects.get(attempt=sitting, position=1).tokens[0][0]
    saved = client.put(
        reverse("assessments:save", args=[sitting.public_id, 1]),
        {"seq": 1, "value": [option]},
        content_type="application/json",
        headers={"X-Exam-Token": token},
    )
    assert saved.status_code == 423
    client.post(reverse("assessments:review", args=[sitting.public_id]))
    sitting.refresh_from_db()
    assert sitting.status == Attempt.Status.OPEN
    client.post(rest, {"act": "end"})
    assert "Stem" in client.get(task).text


def test_only_the_candidate_takes_a_break_and_only_by_post(client, sitting, ben, cleo):
    rest = reverse("assessments:rest", args=[sitting.public_id])
    assert client.get(rest).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    for other in (ben, cleo):
        client.force_login(other)
        assert client.post(rest, {"act": "begin"}).status_code == HTTPStatus.NOT_FOUND
    sitting.refresh_from_db()
    assert sitting.stopped_at is None
