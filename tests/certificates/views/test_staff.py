from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from certificates.models import Revocation, RevocationRequest
from lms.people.models import Role, RoleAssignment, User
from lms.people.services.grants import grant_role

pytestmark = pytest.mark.django_db

ISSUED = "/certificates/"
WAITING = "/certificates/revocations/"
REASON = {"reason": "issued_in_error", "detail": "File 2026/17"}
CONFIRM = {"decision": "confirm"}


def ask_url(credential) -> str:
    return reverse("certificates:revoke", args=[credential.public_id])


def decide_url(credential) -> str:
    return reverse("certificates:revocation", args=[credential.public_id])


def as_person(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def asked(credential, dora) -> RevocationRequest:
    as_person(dora).post(ask_url(credential), REASON)
    return RevocationRequest.objects.get()


def text(response) -> str:
    assert response.status_code == HTTPStatus.OK
    return response.content.decode()


def test_an_administrator_finds_and_asks_and_a_training_manager_confirms(credential, dora, mai):
    first, second = as_person(dora), as_person(mai)
    assert "Ada" in text(first.get(ISSUED))
    for wanted in (credential.public_id.lower(), "ada", "ADA@example.org"):
        assert "Ada" in text(first.get(ISSUED, {"wanted": wanted})).split("None.")[0]
    for wanted in ("A" * 26, "Cleo", "ada@"):
        assert "None." in text(first.get(ISSUED, {"wanted": wanted}))
    response = first.post(ask_url(credential), REASON)
    assert response.headers["Location"] == decide_url(credential)
    assert not Revocation.objects.exists()
    assert "Revocation asked for" in text(first.get(ISSUED))
    assert "Nobody confirms their own request" in text(first.get(decide_url(credential)))
    assert "Ada" in text(second.get(WAITING))
    page = text(second.get(decide_url(credential)))
    assert "Dora" in page and "File 2026/17" in page and "issued in error" in page
    second.post(decide_url(credential), CONFIRM)
    assert Revocation.objects.get().request.decided_by == mai
    assert "Ada" not in text(second.get(WAITING))
    assert "Decided by" in text(first.get(decide_url(credential)))


def test_the_one_who_asked_cannot_confirm_but_take_back(asked, credential, dora):
    client = as_person(dora)
    assert 'value="confirm"' not in text(client.get(decide_url(credential)))
    for decision in ("confirm", "decline"):
        response = client.post(decide_url(credential), {"decision": decision})
        assert response.status_code == HTTPStatus.NOT_FOUND
    client.post(decide_url(credential), {"decision": "take_back"})
    asked.refresh_from_db()
    assert (asked.status, Revocation.objects.count()) == ("taken_back", 0)


def test_a_colleague_may_decline_but_not_take_back(asked, credential, mai):
    client = as_person(mai)
    assert client.post(decide_url(credential), {"decision": "take_back"}).status_code == HTTPStatus.NOT_FOUND
    client.post(decide_url(credential), {"decision": "decline"})
    asked.refresh_from_db()
    assert (asked.status, Revocation.objects.count()) == ("declined", 0)
    assert "decided already" in text(client.post(decide_url(credential), CONFIRM, follow=True))
    assert not Revocation.objects.exists()


def test_the_holder_does_not_decide_about_their_own(asked, credential, ada, units):
    grant_role(user=ada, role=Role.ADMINISTRATOR, unit=units["P"], by=None)
    client = as_person(User.objects.get(pk=ada.pk))
    assert client.get(decide_url(credential)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(decide_url(credential), CONFIRM).status_code == HTTPStatus.NOT_FOUND
    assert client.get(ask_url(credential)).status_code == HTTPStatus.NOT_FOUND
    assert "Ada" not in text(client.get(WAITING)).partition("<table")[2]
    assert not Revocation.objects.exists()


@pytest.mark.parametrize("missing", ["reason", "detail"])
def test_both_reasons_are_required(credential, dora, missing):
    response = as_person(dora).post(ask_url(credential), {**REASON, missing: " "})
    assert response.status_code == HTTPStatus.OK
    assert not RevocationRequest.objects.exists()


@pytest.mark.parametrize("who", ["ada", "ben", "cleo", "hua"])
def test_others_find_no_such_page(asked, credential, request, who):
    client = as_person(request.getfixturevalue(who))
    for url in (ISSUED, WAITING, decide_url(credential), ask_url(credential)):
        assert client.get(url).status_code == HTTPStatus.NOT_FOUND
    assert client.post(ask_url(credential), REASON).status_code == HTTPStatus.NOT_FOUND
    assert client.post(decide_url(credential), CONFIRM).status_code == HTTPStatus.NOT_FOUND
    assert not Revocation.objects.exists()


def test_a_training_manager_decides_but_does_not_ask(credential, mai):
    client = as_person(mai)
    assert client.get(ISSUED).status_code == HTTPStatus.NOT_FOUND
    assert client.post(ask_url(credential), REASON).status_code == HTTPStatus.NOT_FOUND
    assert client.get(decide_url(credential)).status_code == HTTPStatus.NOT_FOUND
    assert not RevocationRequest.objects.exists()


def test_an_administrator_of_another_county_finds_nothing(asked, credential, otto):
    client = as_person(otto)
    assert "Ada" not in text(client.get(ISSUED))
    assert "Ada" not in text(client.get(WAITING))
    assert client.post(ask_url(credential), REASON).status_code == HTTPStatus.NOT_FOUND
    assert client.post(decide_url(credential), CONFIRM).status_code == HTTPStatus.NOT_FOUND
    assert not Revocation.objects.exists()


def test_a_stranger_is_asked_to_sign_in(client, asked, credential):
    for url in (ask_url(credential), decide_url(credential)):
        assert client.post(url, CONFIRM).status_code == HTTPStatus.FOUND
    assert client.get(WAITING).status_code == HTTPStatus.FOUND
    assert not Revocation.objects.exists()


def test_reading_changes_nothing_and_a_post_needs_its_token(asked, credential, mai):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mai)
    assert client.get(decide_url(credential)).status_code == HTTPStatus.OK
    assert client.post(decide_url(credential), CONFIRM).status_code == HTTPStatus.FORBIDDEN
    assert not Revocation.objects.exists()


def test_what_waits_or_is_revoked_is_not_asked_for_again(asked, credential, dora, mai):
    client = as_person(dora)
    assert client.get(ask_url(credential)).headers["Location"] == decide_url(credential)
    assert "asked for this already" in text(client.post(ask_url(credential), REASON, follow=True))
    as_person(mai).post(decide_url(credential), CONFIRM)
    assert client.post(ask_url(credential), REASON).status_code == HTTPStatus.NOT_FOUND
    assert RevocationRequest.objects.count() == 1


@pytest.fixture
def gone(credential, ada) -> None:
    """Ada moved to Y1 and left from there."""
    today = timezone.localdate()
    earlier = RoleAssignment.objects.get(user=ada)
    RoleAssignment.objects.filter(pk=earlier.pk).update(ends_on=today - timedelta(days=60))
    RoleAssignment.objects.create(
        user=ada,
        unit=User.objects.get(name="Cleo").assignments.get().unit,
        post=earlier.post,
        starts_on=date(2025, 6, 1),
        ends_on=today - timedelta(days=3),
    )


def test_who_left_belongs_to_the_last_unit_held_and_to_the_whole_tree(cleo, gone, credential, dora, otto, units):
    assert "Ada" not in text(as_person(dora).get(ISSUED))
    assert as_person(dora).post(ask_url(credential), REASON).status_code == HTTPStatus.NOT_FOUND
    root = User.objects.create_user("root@example.org", "a-long-enough-password", name="Root")
    grant_role(user=root, role=Role.ADMINISTRATOR, unit=units["P"], by=None)
    for administrator in (otto, root):
        assert "Ada" in text(as_person(administrator).get(ISSUED))
    as_person(otto).post(ask_url(credential), REASON)
    as_person(root).post(decide_url(credential), CONFIRM)
    assert Revocation.objects.filter(credential=credential).exists()


def test_who_never_held_a_post_belongs_to_the_whole_tree_alone(credential, dora, ada, units):
    RoleAssignment.objects.filter(user=ada).delete()
    assert "Ada" not in text(as_person(dora).get(ISSUED))
    grant_role(user=dora, role=Role.ADMINISTRATOR, unit=units["P"], by=None)
    assert "Ada" in text(as_person(User.objects.get(pk=dora.pk)).get(ISSUED))
