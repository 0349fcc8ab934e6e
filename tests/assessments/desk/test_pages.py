"""The pages of the desk: what they show, what they keep to themselves, what they cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import ItemBank, ItemVersion
from assessments.services.authoring.items import add_version
from tests.assessments.desk.conftest import CANARY, STEM_CANARY, content, posted, write_live

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'


def at(name, bank, *rest):
    return reverse(f"authoring:{name}", args=[bank.public_id, *rest])


def test_the_page_of_an_item_shows_key_and_reasons(client, bank, rex):
    client.force_login(rex)
    response = client.get(at("item_version", bank, 1, 1))
    assert CANARY in response.content.decode()
    assert [line.verdict.is_right for line in response.context["lines"]] == [True, False, False, False]


def test_lists_show_no_keys(client, bank, ann):
    client.force_login(ann)
    for address in (reverse("authoring:banks"), at("bank", bank)):
        page = client.get(address).content.decode()
        assert CANARY not in page
        assert "Zebra" not in page


def test_lists_do_not_even_ask_for_keys(client, bank, ann):
    client.force_login(ann)
    for address in (reverse("authoring:banks"), at("bank", bank)):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert not [query for query in asked if "assessments_itemkey" in query["sql"]]


def test_the_preview_is_the_players_page_without_the_key(client, bank, ann):
    client.force_login(ann)
    page = client.get(at("preview", bank, 1, 1), {"language": "zh-hant"})
    assert [template.name for template in page.templates].count("assessments/items/single.html") == 1
    assert "題目 1" in page.content.decode()
    assert 'lang="zh-hant"' in page.content.decode()
    assert CANARY not in page.content.decode()
    assert "Zebra" in client.get(at("preview", bank, 1, 1), {"language": "en"}).content.decode()


@pytest.mark.parametrize("name", ["item_version", "preview"])
def test_hostile_text_is_printed_and_not_run(client, bank, ann, name):
    hostile = content(stem={"en": HOSTILE, "zh-hant": HOSTILE}, source=HOSTILE[:200])
    add_version(item=bank.items.get(number=1), content=hostile, author=ann)
    client.force_login(ann)
    for address in (at(name, bank, 1, 2), at("bank", bank), at("edit_version", bank, 1, 2)):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "&lt;script&gt;alert" in client.get(at(name, bank, 1, 2)).content.decode()


def test_the_blueprint_shows_what_is_missing(client, bank, ann):
    client.force_login(ann)
    (coverage,) = client.get(at("bank", bank)).context["coverage"]
    cells = {row.code: [(cell.live, cell.needed, cell.missing) for cell in row.cells] for row in coverage.rows}
    assert cells == {"S1": [(0, 0, 0), (4, 3, 0), (0, 0, 0)], "P2": [(0, 0, 0), (2, 5, 3), (0, 0, 0)]}
    (row,) = client.get(reverse("authoring:banks")).context["banks"]
    assert (row.items, row.live, row.under_way, row.missing) == (6, 6, 0, 3)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, [1, 2, 3, 4, 5, 6]),
        ({"competency": "P2"}, [5, 6]),
        ({"level": "3"}, [2]),
        ({"cognitive": "judge"}, [3]),
        ({"status": "draft"}, [1]),
        ({"status": "live"}, [1, 2, 3, 4, 5, 6]),
        ({"language": "zh-hant"}, [4]),
        ({"language": "both"}, [1, 2, 3, 5, 6]),
        ({"review": "overdue"}, [5]),
        ({"words": "task 6"}, [6]),
        ({"words": "題目 2"}, [2]),
        ({"words": "3"}, [3]),
        ({"competency": "nonsense"}, [1, 2, 3, 4, 5, 6]),
        ({"words": "nowhere at all"}, []),
    ],
)
def test_the_list_is_narrowed(client, bank, ann, query, numbers):
    heads = ItemVersion.objects.filter(item__bank=bank)
    add_version(item=bank.items.get(number=1), content=content(), author=ann)
    heads.filter(item__number=2).update(level=3)
    heads.filter(item__number=3).update(cognitive="judge")
    heads.filter(item__number=4).update(stem={"en": "English"})
    heads.filter(item__number=5).update(review_by=date(2020, 1, 1))
    client.force_login(ann)
    page = client.get(at("bank", bank), query).context["page"]
    assert [head.item.number for head in page] == numbers


def test_queries_do_not_grow_with_items_or_banks(client, bank, framework, units, ann):

    client.force_login(ann)
    for address in (reverse("authoring:banks"), at("bank", bank), at("item_version", bank, 1, 1)):
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        other = ItemBank.objects.create(code=f"C{ItemBank.objects.count()}", name={"en": "C"}, unit=units["X1"])
        start = bank.items.count() + 1
        for number in range(start, start + 12):
            write_live(bank, number, framework.competencies.get(code="S1"))
            write_live(other, number, framework.competencies.get(code="S1"))
        with CaptureQueriesContext(connection) as many:
            client.get(address)
        assert len(many) == len(few), address


def test_a_new_item_is_written_without_scripts(client, bank, ann):
    client.force_login(ann)
    response = client.post(at("new_item", bank, "single"), posted())
    assert response["Location"] == at("item_version", bank, 7, 1)
    version = ItemVersion.objects.get(item__bank=bank, item__number=7)
    assert (version.status, version.author, version.key.right) == ("draft", ann, {"correct": ["b"]})
    assert version.body["options"][2] == {"id": "c", "text": {"en": "Choice c", "zh-hant": "選擇c"}}
    assert version.key.rationales["a"] == {"en": "Because a"}


def test_a_form_that_cannot_be_kept_says_why_and_keeps_what_was_typed(client, bank, ann):
    client.force_login(ann)
    response = client.post(at("new_item", bank, "single"), posted(stem_zh_hant="", difficulty="9"))
    page = response.content.decode()
    assert response.status_code == 200
    assert "mark the item as one language" in page
    assert "Choice b" in page
    assert bank.items.count() == 6


def test_one_language_is_marked_as_such(client, bank, ann):
    client.force_login(ann)
    fields = {f"option-{n}-text_zh_hant": "" for n in range(3)}
    client.post(at("new_item", bank, "single"), posted(languages="en", stem_zh_hant="", **fields))
    response = client.get(at("item_version", bank, 7, 1))
    assert response.context["faults"] == []


def test_a_mark_without_a_text_is_refused(client, bank, ann):
    client.force_login(ann)
    response = client.post(at("new_item", bank, "single"), {**posted(), "option-4-is_right": "on"})
    assert "what it belongs to is missing" in response.content.decode()
    assert bank.items.count() == 6


def test_a_new_version_starts_from_the_old_text_and_leaves_it_alone(client, bank, ann):
    client.force_login(ann)
    page = client.get(at("new_version", bank, 1, 1)).content.decode()
    assert f"{STEM_CANARY} task 1" in page
    client.post(at("new_version", bank, 1, 1), posted())
    assert list(bank.items.get(number=1).versions.values_list("number", "status")) == [(2, "draft"), (1, "live")]
    assert client.get(at("item", bank, 1))["Location"] == at("item_version", bank, 1, 2)


def test_the_whole_way_through_the_browser(client, bank, ann, rex):
    client.force_login(ann)
    client.post(at("new_version", bank, 1, 1), posted())
    page = client.get(at("item_version", bank, 1, 2))
    seen = page.context["step_form"].initial["seen"]
    assert [button.kind for button in page.context["buttons"]] == ["submitted", "commented", "retired"]
    client.post(at("item_step", bank, 1, 2), {"kind": "submitted", "seen": seen})
    client.post(at("item_step", bank, 1, 2), {"kind": "reviewed", "seen": seen})  # her own: refused
    client.force_login(rex)
    waiting = client.get(reverse("authoring:banks")).context["waiting"]
    assert [str(version) for version in waiting] == ["B-001 v2"]
    page = client.get(at("item_version", bank, 1, 2))
    assert [button.kind for button in page.context["buttons"]] == ["reviewed", "returned", "commented", "retired"]
    assert ItemVersion.objects.get(item__bank=bank, number=2).status == "draft"
    for kind in ("reviewed", "released"):
        client.post(at("item_step", bank, 1, 2), {"kind": kind, "seen": seen, "comment": "Fine"}, follow=True)
    assert dict(bank.items.get(number=1).versions.values_list("number", "status")) == {1: "resting", 2: "live"}
