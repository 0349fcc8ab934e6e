"""Items of every kind at the desk: written in a form without scripts, and kept word for word."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from PIL import Image

from assessments.domain.items.registry import KINDS
from assessments.models import ItemPicture, ItemVersion
from assessments.selectors.authoring.items import as_candidate_sees
from assessments.services.authoring.content import content_of, faults
from assessments.services.authoring.items import create_item
from assessments.services.authoring.pictures import keep_picture, read_picture
from tests.assessments.desk.browsing import fields_on
from tests.assessments.desk.conftest import content
from tests.assessments.domain.items.samples import SAMPLES

ONE_BY_ONE = sorted(KINDS)


def png(width=800, height=600, colour="white"):
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return SimpleUploadedFile("licence.png", out.getvalue(), content_type="image/png")


@pytest.fixture
def sample(bank, ann):
    """A sound item of a kind, with a reason for everything that needs one."""

    def make(kind):
        body = dict(SAMPLES[kind].body)
        if kind == "hot_spot":
            drawing = read_picture(png())
            keep_picture(bank=bank, drawing=drawing, by=ann)
            body["picture"] = {**body["picture"], "digest": drawing.digest}
        reasons = {one: {"en": f"Because {one}"} for one in KINDS[kind].reasons(KINDS[kind].read(body))}
        stem = {"en": "What now?"}
        return content(kind=kind, stem=stem, body=body, right=SAMPLES[kind].key, rationales=reasons)

    return make


@pytest.mark.parametrize("kind", ONE_BY_ONE)
def test_a_form_that_is_sent_as_it_came_loses_nothing(client, bank, ann, sample, kind):
    draft = create_item(bank=bank, content=sample(kind), author=ann)
    client.force_login(ann)
    address = reverse("authoring:edit_version", args=[bank.public_id, draft.item.number, 1])
    response = client.post(address, fields_on(client.get(address).content.decode()))
    assert response.status_code == 302, [(one.where, one.text) for one in response.context["form"].complaints]
    kept = content_of(ItemVersion.objects.select_related("key", "competency").get(pk=draft.pk))
    assert kept == sample(kind)
    assert faults(kept) == []


@pytest.mark.parametrize("kind", ONE_BY_ONE)
def test_the_page_and_both_previews_of_every_kind_open(client, bank, ann, sample, kind):
    draft = create_item(bank=bank, content=sample(kind), author=ann)
    client.force_login(ann)
    place = [bank.public_id, draft.item.number, 1]
    assert client.get(reverse("authoring:item_version", args=place)).status_code == 200
    preview = reverse("authoring:preview", args=place)
    empty = client.get(preview).context["question"]
    filled = client.get(f"{preview}?answered").context["question"]
    assert not answered(empty)
    assert answered(filled)


def answered(question):
    asked = [*question.asked, *(one for part in question.parts for one in part.asked)]
    return any(one.typed or any(choice.is_chosen for choice in one.choices) for one in asked)


@pytest.mark.parametrize("kind", ONE_BY_ONE)
def test_an_empty_form_is_refused_with_words_or_kept_as_a_draft(client, bank, ann, kind):
    """Never a page of an error, and never a version that cannot be shown."""
    client.force_login(ann)
    address = reverse("authoring:new_item", args=[bank.public_id, kind])
    sent = fields_on(client.get(address).content.decode())
    response = client.post(address, {**sent, "competency": "S1", "level": "2", "stem_en": "X", "languages": "en"})
    if response.status_code == 302:
        assert client.get(response.url).status_code == 200
        assert client.get(f"{response.url}preview/").status_code == 200
    else:
        assert response.context["form"].complaints


def send(client, bank, kind, **changes):
    """Of a new item; a file among the changes is sent as one."""
    address = reverse("authoring:new_item", args=[bank.public_id, kind])
    sent = fields_on(client.get(address).content.decode())
    facts = {"competency": "S1", "level": "2", "stem_en": "What now?", "languages": "en"}
    return client.post(address, {**sent, **facts, **changes})


def told(response):
    return [(one.where, one.text) for one in response.context["form"].complaints]


@pytest.mark.parametrize(
    ("kind", "changes", "where", "text"),
    [
        ("matching", {"prompt-0-text_en": "A", "prompt-0-option": "3"}, "Line 1 · Number of", "has no text"),
        ("ordering", {"step-0-text_en": "A", "step-1-text_en": "B", "step-1-place": "1"}, "Step 2", "has this place"),
        ("numeric", {"value-0-tolerance": "3"}, "Value 1", "what it belongs to is missing"),
        ("form_fill", {"field-0-label_en": "A", "field-0-entry": "number", "field-0-right": "x"}, "Field 1", "“x”"),
        ("letter", {"section-1-passage-0-text_en": "Dear"}, "Section 2", "heading of this section"),
        ("letter", {"section-0-passage-1-rationale_en": "Law"}, "Section 1, passage 2", "is missing"),
        ("case_set", {"part-0-stem_en": "First?"}, "Task 1 · Kind", "Choose what"),
        ("short_text", {"criterion-0-text_en": "Names it"}, "", "earn all points is missing"),
        ("hot_spot", {"zone-0-text_en": "Seal"}, "Zone 1 · From the left", "pixels is missing"),
    ],
)
def test_a_complaint_says_what_and_where(client, bank, ann, kind, changes, where, text):
    client.force_login(ann)
    found = told(send(client, bank, kind, **changes))
    assert any(place.startswith(where) and text in words for place, words in found), found


def test_the_fields_of_a_task_of_a_case_appear_once_its_kind_is_chosen(client, bank, ann):
    client.force_login(ann)
    address = reverse("authoring:new_item", args=[bank.public_id, "case_set"])
    first = send(client, bank, "case_set", **{"part-0-stem_en": "How many?", "part-0-kind": "numeric"})
    assert any("fill them in" in text for _, text in told(first))
    fields = fields_on(first.content.decode())
    response = client.post(address, {**fields, "part-0-numeric-value-0-value": "12"})
    assert response.status_code == 302, told(response)
    kept = ItemVersion.objects.select_related("key").get(kind="case_set")
    assert kept.body["parts"][0]["kind"] == "numeric"
    assert kept.key.right == {"parts": {"t1": {"accepted": [{"value": 12.0}]}}}


def test_a_picture_is_kept_though_the_rest_is_not_right_yet(client, bank, ann):
    client.force_login(ann)
    first = send(client, bank, "hot_spot", picture=png())
    assert first.status_code == 200
    picture = ItemPicture.objects.get(bank=bank)
    fields = fields_on(first.content.decode())
    assert fields["digest"] == [picture.digest]
    zone = {"text_en": "Seal", "x": "700", "y": "10", "width": "200", "height": "20"}
    more = {"alt_en": "A licence", "pick": "1", **{f"zone-0-{name}": value for name, value in zone.items()}}
    address = reverse("authoring:new_item", args=[bank.public_id, "hot_spot"])
    assert any("beyond the picture" in text for _, text in told(client.post(address, {**fields, **more})))
    assert client.post(address, {**fields, **more, "zone-0-width": "100"}).status_code == 302


def test_a_picture_of_another_bank_is_no_picture_of_this_one(client, bank, ann):
    client.force_login(ann)
    forged = {"digest": "a" * 64, "picture_width": "10", "picture_height": "10", "alt_en": "X", "pick": "1"}
    zone = {"zone-0-text_en": "A", "zone-0-x": "0", "zone-0-y": "0", "zone-0-width": "5", "zone-0-height": "5"}
    assert ("", "The picture is missing.") in told(send(client, bank, "hot_spot", **forged, **zone))


def test_the_choice_of_a_kind_says_what_each_is_for(client, bank, ann):
    client.force_login(ann)
    kinds = client.get(reverse("authoring:choose_kind", args=[bank.public_id])).context["kinds"]
    assert {kind for kind, _use in kinds} == set(KINDS)
    assert len({str(use) for _kind, use in kinds}) == len(KINDS)


def test_a_fault_within_an_item_names_its_place_as_the_desk_does(sample):
    letter = sample("letter")
    assert faults(replace(letter, right={"sections": {}})) == [
        "Section 1: The right answer is missing.",
        "Section 2: The right answer is missing.",
    ]


def test_a_candidate_hears_a_task_in_the_language_that_it_is_written_in(client, bank, ann, sample):
    draft = create_item(bank=bank, content=sample("multiple"), author=ann)
    client.force_login(ann)
    with translation.override("zh-hant"):
        question = as_candidate_sees(draft, None)
    assert question.language == "en"
    page = client.get(reverse("authoring:preview", args=[bank.public_id, draft.item.number, 1])).text
    assert '<fieldset class="sz-fieldset" lang="en">' in page
