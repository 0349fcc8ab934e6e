"""Items come in as drafts after a look at them, and go out with their keys under a name in the log."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from assessments.domain.exchange.facts import Facts
from assessments.domain.exchange.formats import FORMATS
from assessments.domain.exchange.transfer import read_items, write_items
from assessments.models import Item, ItemBank, ItemImport, ItemVersion, ReviewStep
from assessments.services.authoring.content import content_of
from assessments.services.authoring.items import AuthoringRefused, edit_draft
from assessments.services.exchange.applying import apply_import
from assessments.services.exchange.previews import discard_old_imports, preview_import
from assessments.services.exchange.undoing import undo_import
from assessments.services.exchange.uploads import Upload
from lms.base.models import AuditEvent
from lms.people.models import Role
from tests.assessments.desk.conftest import CANARY, STEM_CANARY, content

GIFT = (
    "::New::Which of these is a zebra?{\n=The striped one#It has stripes ~The grey one ~The tall one}\n\n"
    "::Cloze::Not a {1:SHORTANSWER:=x} question {at all}\n\n"
    f"::Like::{STEM_CANARY} task 1{{=a ~b ~c}}\n"
)


def sent(text: str = GIFT, **changes: str) -> dict[str, object]:
    file = SimpleUploadedFile("questions.txt", text.encode())
    given = {"competency": "P2", "level": "3", "cognitive": "recall", "language": "en", "source": "Act 7"}
    return {"file": file, **given, **changes}


@pytest.fixture
def desk(client, bank, ann):
    client.force_login(ann)
    return client


def uploaded(client, bank: ItemBank, text: str = GIFT) -> ItemImport:
    response = client.post(reverse("authoring:import_items", args=[bank.public_id]), sent(text))
    assert response.status_code == 302, response.context["form"].errors
    return ItemImport.objects.latest("pk")


def address(batch: ItemImport, name: str = "item_import") -> str:
    return reverse(f"authoring:{name}", args=[batch.bank.public_id, batch.public_id])


def drafts() -> list[ItemVersion]:
    return list(ItemVersion.objects.filter(status="draft").select_related("item__bank", "competency", "key"))


def test_an_upload_shows_what_it_would_do_and_creates_nothing(desk, bank):
    batch = uploaded(desk, bank)
    page = desk.get(address(batch)).content.decode()
    assert "2 items can be created as drafts." in page
    assert "Which of these is a zebra?" in page
    assert "line 4" in page
    assert "The curly brackets do not match." in page
    assert "like B-001" in page
    assert drafts() == []


def test_confirming_creates_drafts_of_the_importer_without_those_that_are_there(desk, bank, ann):
    batch = uploaded(desk, bank)
    desk.post(address(batch, "apply_import"))
    (draft,) = drafts()
    made = content_of(draft)
    assert (draft.item.number, draft.author, draft.reviewer, draft.competency.code) == (7, ann, None, "P2")
    assert (made.level, made.cognitive, made.source, made.stem) == (
        3,
        "recall",
        "Act 7",
        {"en": "Which of these is a zebra?"},
    )
    assert made.right == {"correct": ["a"]}
    assert made.rationales == {"a": {"en": "It has stripes"}}
    assert list(draft.steps.values_list("kind", "actor")) == [("drafted", ann.pk)]
    page = desk.get(address(batch)).content.decode()
    assert "B-007" in page
    assert "left out" in page
    assert "stripes" not in str(ItemImport.objects.get().entries)  # keys are not kept twice
    assert desk.get(reverse("authoring:item", args=[bank.public_id, 7]), follow=True).status_code == 200


def test_those_that_ask_the_same_come_in_when_wanted(desk, bank):
    desk.post(address(uploaded(desk, bank), "apply_import"), {"with_twins": "on"})
    assert len(drafts()) == 2


def test_an_import_is_applied_once_and_by_its_importer_only(desk, bank, both, client):
    batch = uploaded(desk, bank)
    client.force_login(both)
    assert "Create the drafts" not in client.get(address(batch)).content.decode()
    client.post(address(batch, "apply_import"))
    assert drafts() == []
    with pytest.raises(AuthoringRefused):
        apply_import(batch=batch, by=both)
    apply_import(batch=batch, by=batch.created_by)
    with pytest.raises(AuthoringRefused):
        apply_import(batch=batch, by=batch.created_by)


def test_undoing_removes_what_nobody_has_worked_on(desk, bank, ann):
    batch = uploaded(desk, bank)
    apply_import(batch=batch, by=ann, with_twins=True)
    kept, gone = drafts()[0].item, drafts()[1].item
    edit_draft(version=kept.versions.get(), content=content(), author=ann)
    desk.post(address(batch, "undo_import"))
    assert not Item.objects.filter(pk=gone.pk).exists()
    assert [draft.item for draft in drafts()] == [kept]
    assert ItemImport.objects.get().counts["removed"] == 1
    page = desk.get(address(batch)).content.decode()
    assert str(kept) in page
    assert str(gone) not in page
    with pytest.raises(AuthoringRefused):
        undo_import(batch=batch, by=ann)


def test_nothing_is_undone_once_a_reviewer_has_a_word_in_it(desk, bank, ann, rex):
    batch = uploaded(desk, bank)
    apply_import(batch=batch, by=ann)
    (draft,) = drafts()
    ReviewStep.objects.create(item_version=draft, kind="commented", actor=rex, at=timezone.now())
    with pytest.raises(AuthoringRefused):
        undo_import(batch=batch, by=ann)
    assert drafts() == [draft]


def test_a_preview_that_is_discarded_or_forgotten_holds_no_keys(desk, bank):
    desk.post(address(uploaded(desk, bank), "discard_import"))
    uploaded(desk, bank)
    assert discard_old_imports(at=timezone.now() + timedelta(days=6)) == 0
    assert discard_old_imports(at=timezone.now() + timedelta(days=8)) == 1
    assert [(one.status, one.entries) for one in ItemImport.objects.all()] == [("discarded", [])] * 2


def test_a_file_that_is_refused_says_why_at_the_field(desk, bank):
    response = desk.post(
        reverse("authoring:import_items", args=[bank.public_id]), sent('<!DOCTYPE q [<!ENTITY a "b">]><quiz>&a;</quiz>')
    )
    assert "not allowed for safety" in response.content.decode()
    assert ItemImport.objects.count() == 0


def test_a_competency_that_the_framework_does_not_have_gives_way(bank, ann):
    content_elsewhere = write_items("csv", {"x": content(competency="ZZ9", stem={"en": "Another?"})}, "en", {}).content
    given = Facts(competency="S1", level=2, cognitive="apply")
    batch = preview_import(bank=bank, upload=Upload("x.csv", content_elsewhere), given=given, by=ann)
    (entry,) = batch.entries
    assert entry["content"]["competency"] == "S1"
    assert "unknown_competency" in [problem["code"] for problem in entry["problems"]]


@pytest.mark.parametrize("code", FORMATS)
def test_an_export_brings_every_item_back(desk, bank, code):
    response = desk.post(
        reverse("authoring:export_items", args=[bank.public_id]),
        {"format": code, "which": "listed", "language": "zh-hant"},
    )
    assert response["Content-Disposition"].startswith(f'attachment; filename="b-{code}-')
    assert "no-store" in response["Cache-Control"]
    given = Facts(competency="P2", level=5, cognitive="judge", language="zh-hant")
    _, found = read_items(response.content, f"x.{FORMATS[code].suffix}", given)
    assert len(found) == 6
    assert all(one.content and one.content.right == {"correct": ["a"]} for one in found)
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.detail) == ("item_bank.exported", {"format": code, "items": 6})


def test_what_does_not_fit_is_named_before_the_file_is_given(desk, bank):
    ItemVersion.objects.filter(item__number=2).update(kind="letter")
    where, asked = (
        reverse("authoring:export_items", args=[bank.public_id]),
        {"format": "csv", "which": "listed", "language": "en"},
    )
    before = AuditEvent.objects.count()
    page = desk.post(where, asked).content.decode()
    assert "B-002: The format has no tasks of this kind: composing a letter." in page
    assert CANARY not in page
    assert AuditEvent.objects.count() == before
    response = desk.post(where, {**asked, "without": "on"})
    assert response.content.decode("utf-8-sig").count("B-00") == 5


def test_an_export_follows_the_list_and_may_be_of_live_items_only(desk, bank, ann):
    apply_import(batch=uploaded(desk, bank), by=ann)
    where = reverse("authoring:export_items", args=[bank.public_id])
    asked = {"format": "qti3", "which": "live", "language": "en"}
    for query, count in (("", 6), ("?competency=S1", 4), ("?words=zebra", 0)):
        response = desk.post(where + query, asked)
        if count:
            with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
                assert len(archive.namelist()) == 1 + 2 * count
        else:
            assert "There is no item to export." in response.content.decode()


def test_a_reviewer_exports_and_does_not_import(client, bank, rex, hire):
    elsewhere = hire("Mia", (Role.AUTHOR, "Y"), (Role.REVIEWER, "X"))
    for user in (rex, elsewhere):
        client.force_login(user)
        assert client.get(reverse("authoring:export_items", args=[bank.public_id])).status_code == 200
        assert client.post(reverse("authoring:import_items", args=[bank.public_id]), sent()).status_code == 404
    assert ItemImport.objects.count() == 0
