"""The pages of a regrade, from the proposal to the decision, and who reaches them."""

from datetime import date
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import (
    BlueprintCell,
    CutScore,
    DrawnItem,
    Item,
    ItemBank,
    ItemKey,
    ItemVersion,
    Regrade,
    Response,
)
from assessments.services.delivery import start_attempt, submit_attempt
from tests.assessments.desk.conftest import CANARY


@pytest.fixture
def attempt(bank, ada):
    """Ada, examined on three items of S1 and failed by one point: the first item is answered with b."""
    examination = bank.examinations.get()
    BlueprintCell.objects.filter(competency__code="P2").delete()
    CutScore.objects.create(examination=examination, level=2, share=0.9, method="test", effective_from=date(2025, 1, 1))
    now = timezone.now()
    attempt = start_attempt(examination=examination, learner=ada, session_key="desk", at=now)
    for drawn in DrawnItem.objects.filter(attempt=attempt):
        token = {option: token for token, option in drawn.tokens}["b" if drawn.position == 1 else "a"]
        Response.objects.create(attempt=attempt, position=drawn.position, seq=1, value=[token], saved_at=now)
    return submit_attempt(attempt=attempt, at=now)


@pytest.fixture
def version(attempt):
    return DrawnItem.objects.get(attempt=attempt, position=1).version


@pytest.fixture
def form_url(bank, version):
    return reverse("authoring:propose_regrade", args=[bank.public_id, version.item.number, version.number])


WISH = {"kind": "full_mark", "reason": "Two options are right."}


@pytest.fixture
def regrade(client, ann, form_url):
    client.force_login(ann)
    client.post(form_url, {**WISH, "propose": "1"})
    return Regrade.objects.get()


def url_of(regrade):
    return reverse("authoring:regrade", args=[regrade.version.item.bank.public_id, regrade.public_id])


def test_the_effect_is_shown_before_anything_is_proposed(client, ann, form_url):
    client.force_login(ann)
    page = client.post(form_url, {**WISH, "preview": "1"})
    assert "not passed → passed" in page.text
    assert "2.00 / 3" in page.text
    assert "3.00 / 3" in page.text
    assert not Regrade.objects.exists()


def test_the_whole_way_of_two_people(client, rex, regrade, attempt):
    client.force_login(rex)
    assert url_of(regrade) in client.get("/cms/").text
    page = client.get(url_of(regrade))
    assert "not passed → passed" in page.text
    seen = page.context["form"]["seen"].value()
    done = client.post(url_of(regrade), {"decision": "approve", "seen": seen}, follow=True)
    assert "What it did" in done.text
    assert "not passed → passed" in done.text
    attempt.refresh_from_db()
    assert attempt.has_passed


def test_the_candidate_reads_of_the_correction_and_of_no_reason(client, rex, ada, regrade, attempt):
    client.force_login(rex)
    seen = client.get(url_of(regrade)).context["form"]["seen"].value()
    client.post(url_of(regrade), {"decision": "approve", "seen": seen})
    client.force_login(ada)
    page = client.get(reverse("assessments:result", args=[attempt.public_id])).text
    assert "Before: 2 of 3 points" in page
    assert WISH["reason"] not in page
    assert CANARY not in page


def test_the_proposer_may_take_it_back_and_not_approve(client, ann, regrade):
    client.force_login(ann)
    page = client.get(url_of(regrade))
    assert "Take back" in page.text
    assert "Approve and score again" not in page.text
    client.post(url_of(regrade), {"decision": "approve", "seen": page.context["form"]["seen"].value()})
    regrade.refresh_from_db()
    assert regrade.status == Regrade.Status.WAITING
    client.post(url_of(regrade), {"decision": "take_back"})
    regrade.refresh_from_db()
    assert regrade.status == Regrade.Status.TAKEN_BACK


def test_another_key_must_fit_the_kind_of_the_item(client, ann, form_url):
    client.force_login(ann)
    page = client.post(form_url, {"kind": "rekey", "correct": ["a", "b"], "reason": "Both.", "propose": "1"})
    assert "Exactly one option must be marked as right" in page.text
    assert not Regrade.objects.exists()


@pytest.mark.parametrize("who", ["learner", "HR", "training", "admin", "superuser", "other unit"])
def test_outsiders_meet_a_404(client, outsiders, regrade, form_url, who):
    client.force_login(outsiders[who])
    for address in (form_url, url_of(regrade)):
        for reply in (client.get(address), client.post(address, {"decision": "approve"})):
            assert reply.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.FOUND)
            assert reply.status_code == HTTPStatus.NOT_FOUND or reply["Location"].startswith("/account/login/")
    regrade.refresh_from_db()
    assert regrade.status == Regrade.Status.WAITING


def test_a_regrade_of_another_bank_does_not_exist_here(client, yan, regrade, units):
    other = ItemBank.objects.create(code="Z", name={"en": "Bank of Y"}, unit=units["Y"])
    client.force_login(yan)
    address = reverse("authoring:regrade", args=[other.public_id, regrade.public_id])
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_a_key_that_is_no_set_of_options_comes_from_a_version_of_the_same_text(client, ann, bank, framework):
    """An order: a new version says the right one, and the results of the old version are worked out with it."""
    body = {"options": [{"id": one, "text": {"en": f"Step {one}"}} for one in "abc"]}
    item = Item.objects.create(bank=bank, number=77)
    facts = {"item": item, "kind": "ordering", "competency": framework.competencies.get(code="S1"), "level": 2}
    orders = [(1, "live", "abc", body), (2, "draft", "acb", body), (3, "retired", "cab", {"options": []})]
    for number, status, order, asked in orders:
        version = ItemVersion.objects.create(
            **facts, number=number, status=status, cognitive="apply", stem={"en": "Order"}, body=asked
        )
        ItemKey.objects.create(version=version, right={"order": list(order)})
    client.force_login(ann)
    address = reverse("authoring:propose_regrade", args=[bank.public_id, 77, 1])
    assert client.get(address).context["form"].fields["source"].choices == [("", "–"), (2, "2")]
    wish = {"kind": "rekey", "reason": "The law was changed.", "propose": "1"}
    assert not client.post(address, {**wish, "source": ""}).context["form"].is_valid()
    page = client.post(address, {**wish, "source": "2"}, follow=True)
    assert Regrade.objects.get().right == {"order": ["a", "c", "b"]}
    assert "Option 3: place 2" in page.text
