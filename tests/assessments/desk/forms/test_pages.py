"""The desk's pages about blueprints, forms and enemies, as people use them."""

from http import HTTPStatus

import pytest
from django.core import signing

from assessments.models import BlueprintVersion, EnemyPair, Examination, ItemVersion, StartAlert, TestForm
from tests.assessments.desk.conftest import CANARY, STEM_CANARY

from .conftest import NOW

pytestmark = pytest.mark.django_db
HOME = "/cms/examinations/F-01/"
ASSEMBLE = f"{HOME}forms/assemble/"
WISH = {"count": "2", "sharing": "anchors", "tolerance": "0", "seed": "4"}


def texts(response):
    return [str(message) for message in response.context["messages"]]


def test_from_the_preview_to_use(open_as, exam, ann, rex):
    client = open_as(ann)
    preview = client.post(ASSEMBLE, WISH)
    assert len(preview.context["sheets"]) == 2
    assert "4 anchors stand in all forms" in preview.text
    assert not TestForm.objects.exists()
    kept = client.post(ASSEMBLE, {"plan": preview.context["plan"]}, follow=True)
    assert kept.redirect_chain == [(HOME, HTTPStatus.FOUND)]
    assert "F-01/2" in kept.text
    assert [button for button, _ in client.get(f"{HOME}forms/1/").context["buttons"]] == ["retired"]
    client = open_as(rex)
    for step in ("approved", "used"):
        page = client.post(f"{HOME}forms/1/step/", {"step": step}, follow=True)
    assert "In use: the next candidates may get it." in texts(page)
    assert TestForm.objects.get(number=1).status == "in_use"


def test_the_pages_of_forms_show_neither_texts_nor_keys(open_as, exam, make_forms, ann, rex):
    make_forms(ann)
    client = open_as(rex)
    for page in (
        client.get(HOME),
        client.get(f"{HOME}forms/1/"),
        client.post(ASSEMBLE, {**WISH, "sharing": "none", "count": "1"}),
    ):
        assert page.status_code == HTTPStatus.OK
        assert CANARY not in page.text
        assert STEM_CANARY not in page.text
        assert "Option a of" not in page.text


def test_what_stands_in_the_way_is_said_in_words(open_as, exam, ann, rex):
    keep = ItemVersion.objects.filter(competency__code="P2")[:8].values_list("pk", flat=True)
    ItemVersion.objects.filter(competency__code="P2").exclude(pk__in=list(keep)).update(status="resting")
    page = open_as(ann).post(ASSEMBLE, {**WISH, "sharing": "none"})
    assert "P2 · apply lacks 12 items." in page.text
    assert "Keep these forms" not in page.text


def test_a_plan_that_nobody_previewed_is_not_kept(open_as, exam, ann):
    client = open_as(ann)
    plan = client.post(ASSEMBLE, WISH).context["plan"]
    other = Examination.objects.create(code="F-02", title={"en": "Other"}, bank=exam.bank, level=2, minutes=30)
    for address, sealed in ((ASSEMBLE, plan[:-2]), (f"/cms/examinations/{other.code}/forms/assemble/", plan)):
        reply = client.post(address, {"plan": sealed}, follow=True)
        assert "too old" in texts(reply)[0]
    forged = signing.dumps({"examination": exam.pk, "scored": [[1]]}, salt="another")
    client.post(ASSEMBLE, {"plan": forged})
    assert not TestForm.objects.exists()


def test_without_a_cut_score_nothing_is_assembled(open_as, exam, ann):
    exam.cut_scores.all().delete()
    assert "cut score in force" in open_as(ann).post(ASSEMBLE, WISH).text


def test_a_blueprint_is_checked_before_it_is_proposed(open_as, exam, ann, rex):
    client = open_as(ann)
    posted = {"trial_items": "2", "cell-S1-apply": "40", "cell-P2-apply": "10"}
    page = client.post(f"{HOME}blueprint/", {**posted, "check": "1"})
    assert "4 missing" in page.text
    assert "The bank lacks 4 items" in page.text
    assert not BlueprintVersion.objects.exists()
    page = client.post(f"{HOME}blueprint/", {**posted, "cell-S1-apply": "12", "propose": "1"}, follow=True)
    assert page.redirect_chain
    assert "Put in force" not in page.text
    client = open_as(rex)
    assert "Put in force" in client.get(HOME).text
    client.post(f"{HOME}blueprint/1/decide/", {"accept": "1"})
    assert BlueprintVersion.objects.get().status == "in_force"
    assert exam.blueprint.get(competency__code="S1").count == 12


def test_a_blueprint_that_is_no_number_is_not_proposed(open_as, exam, ann):
    page = open_as(ann).post(f"{HOME}blueprint/", {"trial_items": "0", "cell-S1-apply": "-3", "propose": "1"})
    assert page.status_code == HTTPStatus.OK
    assert "error-message" in page.text
    assert not BlueprintVersion.objects.exists()


def test_enemies_come_and_go_on_the_page_of_the_item(open_as, exam, ann):
    client = open_as(ann)
    home = f"/cms/item-banks/{exam.bank.public_id}/1/"
    page = client.post(f"{home}enemies/", {"number": "2", "reason": "same case"}, follow=True)
    assert "same case" in page.text
    assert "same case" in client.get(f"/cms/item-banks/{exam.bank.public_id}/2/", follow=True).text
    client.post(f"{home}enemies/2/remove/")
    assert not EnemyPair.objects.exists()
    assert "give the number" in texts(client.post(f"{home}enemies/", {"number": "2"}, follow=True))[-1]


def test_the_desk_hears_of_refused_starts_until_somebody_has_seen_to_them(open_as, exam, ann, yan):
    StartAlert.objects.create(examination=exam, reason="no_form", first_at=NOW, last_at=NOW, refusals=3)
    assert "Candidates could not start" not in open_as(yan).get("/cms/").text
    client = open_as(ann)
    assert "Candidates could not start" in client.get("/cms/").text
    assert "3 times" in client.get(HOME).text
    client.post(f"{HOME}alerts/settle/")
    assert "Candidates could not start" not in client.get("/cms/").text


def test_the_candidate_is_told_why(client, exam, put_in_use, ada):
    put_in_use(1)
    TestForm.objects.get().items.first()
    ItemVersion.objects.filter(pk=TestForm.objects.get().items.first().version_id).update(status="retired")
    client.force_login(ada)
    assert "A new one has to be made" in client.post("/exam/F-01/").text


def test_items_near_the_limit_are_flagged(open_as, exam, rex):
    client, home = open_as(rex), f"/cms/item-banks/{exam.bank.public_id}/"
    exam.bank.items.filter(number=5).update(exposures=9)
    page = client.post(f"{home}cap/", {"exposure_cap": "10"}, follow=True)
    assert "9 / 10" in page.text
    page = client.post(f"{home}cap/", {"exposure_cap": ""}, follow=True)
    assert "No limit is set" in page.text


def test_forms_and_proposals_wait_on_the_front_page_for_a_second_person(open_as, exam, make_forms, ann, rex):
    make_forms(ann)
    open_as(ann).post(f"{HOME}blueprint/", {"trial_items": "0", "cell-S1-apply": "4", "propose": "1"})
    assert "F-01/1" not in open_as(ann).get("/cms/").text
    page = open_as(rex).get("/cms/").text
    assert "F-01/1" in page
    assert "proposed" in page
