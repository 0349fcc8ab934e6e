"""Pictures that come with items: looked at before, kept anew, given back when an import is undone."""

from dataclasses import replace
from io import BytesIO
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from assessments.domain.exchange.formats import FORMATS
from assessments.domain.exchange.transfer import write_items
from assessments.domain.items.content import ItemContent
from assessments.models import ImportedPicture, ItemBank, ItemImport, ItemPicture, ItemVersion
from assessments.services.authoring.content import content_of
from assessments.services.authoring.items import create_item
from assessments.services.authoring.pictures import keep_picture, read_picture
from assessments.services.exchange import pictures
from assessments.services.exchange.applying import apply_import
from assessments.services.exchange.undoing import undo_import
from tests.assessments.domain.exchange.wares import ware
from tests.assessments.services.test_pictures import bomb, encoded

CARRIERS = ("qti3", "qti2", "moodle")


def drawn(width=800, height=600, colour="navy"):
    return encoded(Image.new("RGB", (width, height), colour)).getvalue()


def shown(data: bytes, **changes: object) -> ItemContent:
    """A document to be marked whose picture is that one, told to be of 800 × 600."""
    content = ware("hot_spot")
    picture = {**content.body["picture"], "digest": "f" * 64, **changes}
    return replace(content, body={**content.body, "picture": picture}, competency="P2", source="", lesson="")


def packed(code: str, *data: bytes) -> bytes:
    """A file with one item for each picture; each asks something else."""
    items, files = {}, {}
    for number, one in enumerate(data):
        digest = str(number) * 64
        items[f"I-{number}"] = replace(shown(one, digest=digest), stem={"en": f"Which line of form {number}?"})
        files[digest] = one
    return write_items(code, items, "en", files).content


@pytest.fixture
def desk(client, bank, ann):
    client.force_login(ann)
    return client


def uploaded(client, bank: ItemBank, content: bytes, name: str) -> ItemImport:
    given = {"competency": "P2", "level": "3", "cognitive": "recall", "language": "en", "source": "Act 7"}
    response = client.post(
        reverse("authoring:import_items", args=[bank.public_id]), {"file": SimpleUploadedFile(name, content), **given}
    )
    assert response.status_code == 302, response.context["form"].errors
    return ItemImport.objects.latest("pk")


def address(batch: ItemImport, name: str = "item_import", *rest: str) -> str:
    return reverse(f"authoring:{name}", args=[batch.bank.public_id, batch.public_id, *rest])


@pytest.mark.parametrize("code", CARRIERS)
def test_a_picture_is_seen_before_anything_is_created_and_kept_with_its_item(desk, bank, code):
    batch = uploaded(desk, bank, packed(code, drawn()), f"q.{FORMATS[code].suffix}")
    page = desk.get(address(batch)).content.decode()
    assert "Picture, 800 × 600 pixels" in page
    held = ImportedPicture.objects.get()
    where = address(batch, "import_picture", held.digest)
    assert where in page
    response = desk.get(where)
    assert (response["Content-Type"], "no-store" in response["Cache-Control"]) == ("image/png", True)
    with Image.open(BytesIO(response.content)) as seen:
        assert seen.size == (800, 600)
    assert ItemPicture.objects.count() == 0
    desk.post(address(batch, "apply_import"))
    kept = ItemPicture.objects.get()
    assert (kept.digest, bytes(kept.data), kept.bank) == (held.digest, response.content, bank)
    assert ItemVersion.objects.get(kind="hot_spot").body["picture"]["digest"] == kept.digest
    assert bytes(ImportedPicture.objects.get().data) == b""
    assert desk.get(where).status_code == 404
    assert desk.get(reverse("authoring:item", args=[bank.public_id, 7]), follow=True).status_code == 200


@pytest.mark.parametrize("code", CARRIERS)
def test_an_item_of_ours_comes_back_with_the_very_picture(desk, bank, ann, code):
    noise = Image.effect_noise((1400, 1100), 90).convert("RGB")
    drawing = read_picture(encoded(noise))
    assert drawing.media_type == "image/jpeg"  # which a second writing would blur
    keep_picture(bank=bank, drawing=drawing, by=ann)
    content = shown(b"", digest=drawing.digest, width=1400, height=1100)
    create_item(bank=bank, content=content, author=ann)
    heads = {"format": code, "which": "listed", "language": "en"}
    with CaptureQueriesContext(connection) as asked:
        response = desk.post(reverse("authoring:export_items", args=[bank.public_id]) + "?kind=hot_spot", heads)
    assert len([one for one in asked if "itempicture" in one["sql"]]) == 1
    batch = uploaded(desk, bank, response.content, f"q.{FORMATS[code].suffix}")
    apply_import(batch=batch, by=ann, with_twins=True)
    one, other = ItemVersion.objects.filter(kind="hot_spot").select_related("competency", "key").order_by("pk")
    before, after = content_of(one), content_of(other)
    assert (before.body["picture"], before.stem) == (after.body["picture"], after.stem)
    assert [zone["text"] for zone in after.body["zones"]] == [zone["text"] for zone in before.body["zones"]]
    assert len(after.right["correct"]) == len(before.right["correct"])
    assert ItemPicture.objects.count() == 1


def test_a_large_picture_is_scaled_down_and_its_zones_with_it(desk, bank, ann):
    batch = uploaded(desk, bank, packed("qti3", drawn(3200, 2400)), "q.zip")
    apply_import(batch=batch, by=ann)
    body = ItemVersion.objects.get(kind="hot_spot").body
    assert (body["picture"]["width"], body["picture"]["height"]) == (2000, 1500)
    first = body["zones"][1]
    assert (first["x"], first["y"], first["width"], first["height"]) == (25, 125, 750, 100)


HOSTILE = {
    "a bomb": (bomb().getvalue(), "longer or wider than 4000 pixels"),
    "a lying head": (drawn(6000, 10)[:16] + (3999).to_bytes(4) * 2 + drawn(8, 8)[24:], "no PNG or JPEG"),
    "a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "no PNG or JPEG"),
    "half a picture": (drawn()[:60], "no PNG or JPEG"),
    "too rich": (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (9).to_bytes(4) * 2 + Random(1).randbytes(8 * 1024 * 1024),
        "larger than 8 MB",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("code", CARRIERS)
def test_a_hostile_picture_is_refused_by_its_file_and_the_others_are_read(desk, bank, code, name):
    picture, reason = HOSTILE[name]
    batch = uploaded(desk, bank, packed(code, picture, drawn()), f"q.{FORMATS[code].suffix}")
    assert batch.counts == {"read": 1, "refused": 1}
    page = desk.get(address(batch)).content.decode()
    assert reason in page
    assert "picture-0000" in page
    assert ImportedPicture.objects.count() == 1


def test_a_file_has_a_bound_of_pictures(desk, bank, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PICTURES", 2)
    batch = uploaded(desk, bank, packed("moodle", *(drawn(800, 600, (0, 0, shade)) for shade in range(4))), "q.xml")
    assert batch.counts == {"read": 2, "refused": 2}
    assert "Send it in parts" in desk.get(address(batch)).content.decode()


def test_undoing_takes_back_what_nothing_else_shows(desk, bank, ann):
    content = packed("moodle", *(drawn(800, 600, colour) for colour in ("navy", "teal", "gold")))
    keep_picture(bank=bank, drawing=read_picture(BytesIO(drawn(800, 600, "gold"))), by=ann)
    batch = apply_import(batch=uploaded(desk, bank, content, "q.xml"), by=ann)
    assert ItemPicture.objects.count() == 3
    navy = ItemVersion.objects.filter(kind="hot_spot").order_by("pk").first().body["picture"]
    create_item(bank=bank, content=shown(b"", **navy), author=ann)
    undo_import(batch=batch, by=ann)
    gold = read_picture(BytesIO(drawn(800, 600, "gold"))).digest
    assert set(ItemPicture.objects.values_list("digest", flat=True)) == {navy["digest"], gold}
    assert ImportedPicture.objects.count() == 0


def test_what_is_not_created_leaves_no_picture(desk, bank, ann):
    desk.post(address(uploaded(desk, bank, packed("qti3", drawn()), "q.zip"), "discard_import"))
    assert ImportedPicture.objects.count() == 0
    content = packed("qti3", drawn())
    apply_import(batch=uploaded(desk, bank, content, "q.zip"), by=ann)
    again = apply_import(batch=uploaded(desk, bank, content, "q.zip"), by=ann)
    assert again.counts["created"] == 0
    assert again.pictures.count() == 0
    assert ItemPicture.objects.count() == 1


def test_what_a_format_loses_is_told_before_the_export(desk, bank, ann):
    keep_picture(bank=bank, drawing=(drawing := read_picture(BytesIO(drawn()))), by=ann)
    create_item(bank=bank, content=shown(b"", digest=drawing.digest), author=ann)
    page = desk.get(reverse("authoring:export_items", args=[bank.public_id])).content.decode()
    assert page.count("marking a document: the reasons become one text") == 1


def test_a_bank_moves_into_another_by_file_with_its_pictures(bank, ann, units, tmp_path, capsys):
    keep_picture(bank=bank, drawing=(drawing := read_picture(BytesIO(drawn()))), by=ann)
    create_item(bank=bank, content=shown(b"", digest=drawing.digest), author=ann)
    other = ItemBank.objects.create(code="B2", name={"en": "Second"}, unit=units["X"])
    path = tmp_path / "b.zip"
    call_command("export_items", "B", "--format", "qti3", "--to", str(path))
    call_command("import_items", "B2", str(path), "--author", "ann@example.org", "--competency", "S1", "--level", "1")
    assert "7 drafts created" in capsys.readouterr().out
    assert ItemPicture.objects.get(bank=other).digest == drawing.digest
