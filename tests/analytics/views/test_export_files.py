"""A file is for one person, for a day, and for as long as that person has the right."""

from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from analytics.models import ExportFile
from analytics.services.exports import Order, make_export, order_export, purge_exports
from lms.base.models import AuditEvent
from lms.people.models import AccessGrant, Role, User
from lms.people.services.grants import grant_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(snapshot, hua):
    """Hua's, of county X."""
    order = Order(
        table="skill_gaps", format="csv", language="en", purpose="report", snapshot=snapshot, paths=["P/X/"]
    )  # fmt: skip
    found = order_export(by=hua, order=order, at=timezone.now())
    make_export(public_id=found.public_id)
    return found


@pytest.fixture
def colleague(units):
    """Holds the same right over the same county."""
    user = User.objects.create_user("hong@example.org", "a-long-enough-password", name="Hong")
    grant_role(user=user, role=Role.HR_VIEWER, unit=units["X"], by=None)
    return user


def address(file):
    return reverse("analytics:export_file", args=[file.public_id])


def what_it_says(reply):
    """Without the reader's own name and marks of the session around it."""
    return reply.content.decode().partition("<main")[2].partition("</main>")[0]


def test_its_owner_gets_it_and_every_download_is_on_record(file, as_, hua):
    reply = as_(hua).get(address(file))
    assert reply.status_code == HTTPStatus.OK
    assert reply.content.startswith(b"\xef\xbb\xbf")
    assert "no-store" in reply["Cache-Control"]
    event = AuditEvent.objects.get(action="export.downloaded")
    assert (event.actor_id, event.detail["purpose"]) == (hua.pk, "report")


def test_for_everybody_else_it_does_not_exist(file, as_, colleague, ola, ada, client):
    stranger = client.get(address(file))
    assert stranger.status_code == HTTPStatus.FOUND
    assert "/account/login/" in stranger.url
    for person in (colleague, ola, ada):
        assert as_(person).get(address(file)).status_code == HTTPStatus.NOT_FOUND
    assert not AuditEvent.objects.filter(action="export.downloaded").exists()


def test_expired_revoked_foreign_and_unknown_are_the_same_answer(file, as_, hua, colleague):
    foreign = as_(colleague).get(address(file))
    unknown_id = uuid4()
    unknown = as_(hua).get(reverse("analytics:export_file", args=[unknown_id]))
    ExportFile.objects.filter(pk=file.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    expired = as_(hua).get(address(file))
    ExportFile.objects.filter(pk=file.pk).update(expires_at=timezone.now() + timedelta(hours=1))
    assert as_(hua).get(address(file)).status_code == HTTPStatus.OK
    grant_role(user=hua, role=Role.HR_VIEWER, unit=hua.grants.get().unit.children.first(), by=None)
    AccessGrant.objects.filter(user=hua, unit__code="X").update(ended_at=timezone.now())
    revoked = as_(hua).get(address(file))
    replies = [foreign, unknown, expired, revoked]
    assert {reply.status_code for reply in replies} == {HTTPStatus.NOT_FOUND}
    assert len({what_it_says(reply) for reply in replies}) == 1
    assert what_it_says(unknown)


def test_a_right_that_ended_before_the_file_was_made_makes_none(snapshot, hua):
    order = Order(
        table="skill_gaps", format="csv", language="en", purpose="report", snapshot=snapshot, paths=["P/X/"]
    )  # fmt: skip
    file = order_export(by=hua, order=order, at=timezone.now())
    AccessGrant.objects.filter(user=hua).update(ended_at=timezone.now())
    make_export(public_id=file.public_id)
    assert not ExportFile.objects.exists()


def test_making_it_twice_changes_nothing(file):
    before = ExportFile.objects.get(pk=file.pk).content
    make_export(public_id=file.public_id)
    assert ExportFile.objects.get(pk=file.pk).content == before


def test_after_a_day_it_is_gone(file):
    now = timezone.now()
    assert purge_exports(at=now + timedelta(hours=23)) == 0
    assert purge_exports(at=now + timedelta(hours=24, minutes=1)) == 1
    assert not ExportFile.objects.exists()
    assert purge_exports(at=now + timedelta(hours=25)) == 0


def test_the_purge_takes_what_its_owner_may_have_no_longer(file, hua):
    User.objects.filter(pk=hua.pk).update(is_active=False)
    assert purge_exports(at=timezone.now()) == 1


def test_the_list_shows_ones_own_only(file, as_, hua, colleague):
    page = as_(hua).get(reverse("analytics:exports"))
    assert address(file) in page.content.decode()
    assert "Refresh" not in page
    assert address(file) not in as_(colleague).get(reverse("analytics:exports")).content.decode()


def test_a_page_that_waits_for_a_file_looks_again(snapshot, as_, hua):
    asked = {"at": snapshot.public_id, "purpose": "report", "format": "csv"}
    as_(hua).post(reverse("analytics:export"), asked)
    page = as_(hua).get(reverse("analytics:exports"))
    assert page["Refresh"]
    assert "Being made" in page.content.decode()


def test_the_list_costs_the_same_for_one_file_and_for_many(file, snapshot, as_, hua, django_assert_max_num_queries):
    order = Order(
        table="skill_gaps", format="json", language="en", purpose="report", snapshot=snapshot, paths=["P/X/"]
    )  # fmt: skip
    for _ in range(5):
        order_export(by=hua, order=order, at=timezone.now())
    signed_in = as_(hua)
    with django_assert_max_num_queries(12):
        signed_in.get(reverse("analytics:exports"))


def test_only_those_who_may_take_figures_away_have_the_page(as_, ada, ben, snapshot):
    for person in (ada, ben):
        assert as_(person).get(reverse("analytics:exports")).status_code == HTTPStatus.NOT_FOUND
        assert as_(person).get(reverse("analytics:deliveries")).status_code == HTTPStatus.NOT_FOUND


def test_a_unit_elsewhere_cannot_be_asked_for(as_, hua, snapshot, units):
    asked = {"at": snapshot.public_id, "purpose": "report", "format": "csv", "unit": units["Y1"].public_id}
    assert as_(hua).post(reverse("analytics:export"), asked).status_code == HTTPStatus.NOT_FOUND
    assert not ExportFile.objects.exists()
