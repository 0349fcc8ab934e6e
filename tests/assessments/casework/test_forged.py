"""Acts that no page offers, from whoever sends them: refused, written down, and nothing has changed."""

from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import CaseAction, CaseRun
from assessments.services.casework import start_practice
from lms.base.models import AuditEvent

from .conftest import NOW, golden, play
from .pages import FORM, post_of, send, url

pytestmark = pytest.mark.django_db
WAIT = {"type": "wait", "until": "hour"}
LOOK = {"type": "look_up", "tool": "tax_registry", "purpose": "licence_check", "basis": "licensing_law"}


def refusals():
    return [event.detail["code"] for event in AuditEvent.objects.filter(action="case.action_refused")]


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ({"type": "do", "action": "file_case"}, "not_now"),
        ({"type": "submit", "form": "call_reply", "payload": {"say": "explain"}}, "not_now"),
        ({"type": "open", "document": "co_owner_consent_paper"}, "unknown"),
        ({"type": "open", "document": "alert"}, "unknown"),  # of another case
        ({"type": "open", "document": "../lease"}, "unknown"),
        ({**LOOK, "tool": "access_log"}, "unknown"),
        ({**LOOK, "purpose": "curiosity"}, "malformed"),
        ({**LOOK, "basis": ""}, "malformed"),
        ({"type": "check", "checklist": "intake", "marks": {"identity": {"value": "fine", "source": ""}}}, "malformed"),
        ({"type": "check", "checklist": "intake", "marks": {"shoes": {"value": "met", "source": ""}}}, "malformed"),
        (
            {"type": "check", "checklist": "intake", "marks": {"identity": {"value": "met", "source": "lease"}}},
            "not_seen",
        ),
        ({"type": "submit", "form": "one_time_notice", "payload": {"items": ["moon"], "score": "100"}}, "malformed"),
        ({"type": "submit", "form": "one_time_notice", "payload": {"reply_by": "soon"}}, "malformed"),
        ({"type": "wait", "until": "next_year"}, "malformed"),
        ({"type": "finish_and_pass"}, "malformed"),
        ({"type": ""}, "malformed"),
    ],
)
def test_a_forged_act_is_refused_and_logged(desk, practice, action, code):
    assert send(desk, practice, action, 0).status_code == HTTPStatus.CONFLICT
    assert not CaseAction.objects.exists()
    assert refusals() == [code]


@pytest.mark.parametrize("seen", ["0", "", "-1", "2", "１", "9" * 30, "1 "])
def test_a_replayed_page_meets_the_conflict_page(desk, practice, seen):
    assert send(desk, practice, WAIT, 0).status_code == HTTPStatus.FOUND
    answer = send(desk, practice, WAIT, seen)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "The desk has moved on" in answer.content.decode()
    assert CaseAction.objects.count() == 1
    assert refusals() == ["stale"]


def test_a_huge_post_is_cut_down_and_refused(desk, practice):
    """No field is kept beyond its length, however much is sent; and of many thousand fields none is read."""
    form = {"seen": "0", "type": "submit", "form": "call_reply", "one-say": "x" * 300_000}
    assert desk.post(url("case_act", practice), form).status_code == HTTPStatus.CONFLICT
    crowd = [("seen", "0"), ("type", "check"), ("checklist", "intake"), *((f"mark-{n}", "met") for n in range(2_000))]
    answer = desk.post(url("case_act", practice), urlencode(crowd), content_type=FORM)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert not CaseAction.objects.exists()
    assert refusals() == ["not_now"]


@pytest.mark.parametrize("field", ["type", "form", "one-say"])
def test_a_null_character_is_refused_on_every_database(desk, practice, field):
    form = {"seen": "0", "type": "submit", "form": "decision", "one-say": "x"}
    assert desk.post(url("case_act", practice), form | {field: "sub\0mit"}).status_code == HTTPStatus.CONFLICT
    assert not CaseAction.objects.exists()
    assert refusals() == ["malformed"]


def test_a_post_without_a_body_or_of_another_kind_changes_nothing(desk, practice):
    for body, kind in ((b"", FORM), (b'{"type": "finish", "seen": 0}', "application/json"), (b"\xff\xfe", FORM)):
        assert desk.post(url("case_act", practice), body, content_type=kind).status_code == HTTPStatus.CONFLICT
    assert not CaseAction.objects.exists()
    assert CaseRun.objects.get(pk=practice.pk).status == CaseRun.Status.OPEN


def test_a_closed_run_takes_no_act(desk, practice):
    play(practice, golden(practice, "rubber_stamp"))
    acts = CaseAction.objects.count()
    for seen in (0, acts):
        assert send(desk, practice, WAIT, seen).url == url("case_debrief", practice)
    assert CaseAction.objects.count() == acts
    assert refusals() == ["run_closed", "run_closed"]


def test_nobody_else_gets_near_a_run(client, practice, ben, cleo, hua):
    pages = [url("case_run", practice), url("case_debrief", practice), url("case_section", practice, "calendar")]
    pages += [url("case_part", practice, "file", "lease"), url("case_part", practice, "inbox", "intake")]
    letter = url("case_part", practice, "letters", "decision")
    for page in pages:
        assert client.get(page).url.startswith(reverse("account_login"))
    assert client.post(letter, {"go": "draft"}).url.startswith(reverse("account_login"))
    assert send(client, practice, {"type": "finish"}, 0).url.startswith(reverse("account_login"))
    for person in (ben, cleo, hua):
        client.force_login(person)
        assert [client.get(page).status_code for page in pages] == [HTTPStatus.NOT_FOUND] * len(pages)
        for posted in ({"go": "draft"}, {"later": "phone_call"}):
            assert client.post(letter, posted).status_code == HTTPStatus.NOT_FOUND
        assert send(client, practice, {"type": "finish"}, 0).status_code == HTTPStatus.NOT_FOUND
        assert client.post(url("case_take_over", practice)).status_code == HTTPStatus.NOT_FOUND
    assert CaseRun.objects.get(pk=practice.pk).status == CaseRun.Status.OPEN
    logged = AuditEvent.objects.filter(action="case.action_refused", detail__code="not_theirs")
    assert {event.actor_id for event in logged} == {ben.pk, cleo.pk, hua.pk}


def test_one_learner_cannot_act_in_the_run_of_another(client, practice, scenario, ben):
    """With a page of one's own open, and the number of acts right."""
    own = start_practice(scenario=scenario, learner=ben, variant="a", at=NOW)
    client.force_login(ben)
    assert send(client, own, WAIT, 0).status_code == HTTPStatus.FOUND
    assert send(client, practice, WAIT, 0).status_code == HTTPStatus.NOT_FOUND
    assert not CaseAction.objects.filter(run=practice).exists()


def test_an_unknown_run_is_a_404(desk):
    nowhere = reverse("assessments:case_act", args=["00000000-0000-4000-8000-000000000000"])
    assert desk.post(nowhere, {"type": "finish", "seen": "0"}).status_code == HTTPStatus.NOT_FOUND


def test_acts_need_a_post_and_a_token(ada, practice):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    for ask in (strict.get, strict.head):
        assert ask(url("case_act", practice)).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    address = f"{url('case_act', practice)}?{urlencode(post_of(WAIT, 0))}"
    assert strict.get(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert send(strict, practice, WAIT, 0).status_code == HTTPStatus.FORBIDDEN
    assert strict.post(url("case_part", practice, "letters", "decision"), {"go": "draft"}).status_code == 403
    assert not CaseAction.objects.exists()
