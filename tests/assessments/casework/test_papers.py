"""How papers, answers of registers and gauges of letters look, and where the focus goes."""

import re
from copy import deepcopy

import pytest
from django.template.loader import get_template

from assessments.selectors.case_papers import DRESSES, PLAIN, add_dress
from assessments.services.case_loading import Signatories, load_version
from assessments.services.casework import start_practice

from .conftest import NOW, golden, play
from .pages import FORM, SECTIONS, send, url

pytestmark = pytest.mark.django_db
MARK = "Training material. People, numbers and seals are invented."
NOTICE = [{"label": "08:31", "value": "Tang Yong: Please check."}, {"label": "Group", "value": "Check"}]


def shown(kind, **more):
    paper = {"title": "A paper", "kind": kind, "opened": True, "fields": NOTICE, "grid": None, "note": "A note", **more}
    add_dress(paper)
    return paper, get_template("assessments/cases/papers/paper.html").render({"paper": paper})


@pytest.mark.parametrize("kind", [*sorted(DRESSES), "something new"])
def test_each_kind_has_a_dress_and_is_marked_as_training_material(kind):
    paper, sheet = shown(kind)
    assert paper["dress"] == (kind if kind in DRESSES else PLAIN)
    for words in ("A paper", "A note", "Please check.", "Check", MARK):
        assert words in sheet


def test_a_chat_tells_who_said_what_and_when():
    paper, _ = shown("chat")
    assert paper["lines"] == [{"time": "08:31", "initial": "T", "speaker": "Tang Yong", "text": "Please check."}]
    assert [field["label"] for field in paper["fields"]] == ["Group"]


def test_a_sheet_has_cells_under_letters_and_each_tells_its_column():
    _, sheet = shown("sheet", grid={"head": ["name", "village"], "rows": [["W**", "Shiqiao"], ["L**", "Shiqiao"]]})
    assert re.search(r"<td>A</td>\s*<td>B</td>", sheet)
    assert sheet.count('data-label="Village"') == 2
    assert sheet.count('scope="col"') == 2


def test_the_papers_of_sim_2_come_in_their_dress(client, ada, second):
    run = start_practice(scenario=second, learner=ada, variant="a", at=NOW)
    play(run, [{"type": "open", "document": name} for name in ("alert", "sheet", "grading_guide")])
    play(run, golden(run, "expert")[3:4])
    client.force_login(ada)
    for name, dress in (("alert", "sz-phone"), ("sheet", "sz-cells"), ("grading_guide", "sz-paper--rule")):
        assert dress in client.get(url("case_part", run, "file", name)).content.decode()
    assert "sz-record--log" in client.get(url("case_part", run, "registries", "access_log")).content.decode()


def test_what_is_not_opened_yet_shows_none_of_its_cells(client, ada, second):
    run = start_practice(scenario=second, learner=ada, variant="a", at=NOW)
    client.force_login(ada)
    closed = client.get(url("case_part", run, "file", "sheet")).content.decode()
    assert "Reading it takes" in closed
    assert "9901**********0312" not in closed


@pytest.fixture
def gauged(desk, ada, definition):
    """A practice desk whose notice has a gauge: of the things asked for, one may be."""
    changed = deepcopy(definition)
    notice = next(form for form in changed["forms"] if form["id"] == "one_time_notice")
    asked = ["size", ["payload", "one_time_notice", "items"]]
    notice["gauges"] = [
        {"id": "asked", "label": {"en": "Asked for"}, "value": asked, "limit": 1, "unit": {"en": "papers"}}
    ]
    changed["meters"] = [{"id": "asked", "label": {"en": "Queries made"}, "value": ["count", "look_up"], "limit": 3}]
    version, _ = load_version({**changed, "version": 9}, report={}, signed=Signatories())
    return start_practice(scenario=version.scenario, learner=ada, variant="a", at=NOW)


def gauge_in(body):
    gauge = re.search(r"data-gauges[^>]*>(.*?)</p>", body, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", gauge[1]).split())


@pytest.mark.parametrize("go", ["draft", "preview"])
def test_a_gauge_follows_what_is_ticked(desk, gauged, go):
    letter = url("case_part", gauged, "letters", "one_time_notice")
    assert gauge_in(desk.get(letter).content.decode()) == "Asked for 0 of 1 papers"
    for ticked, words in ((1, "Asked for 1 of 1 papers"), (2, "Asked for 2 of 1 papers too much")):
        names = ["floor_plan", "co_owner_consent"][:ticked]
        body = "&".join([f"go={go}", *(f"many-items={name}" for name in names)])
        assert gauge_in(desk.post(letter, body, content_type=FORM).content.decode()) == words


def test_a_meter_of_the_world_stands_on_every_page(desk, gauged):
    look = {"type": "look_up", "tool": "tax_registry", "purpose": "licence_check", "basis": "licensing_law"}
    for made in (0, 1):
        for section in SECTIONS:
            body = desk.get(url("case_section", gauged, section)).content.decode()
            meter = re.search(r"sz-case-meters.*?</p>", body, re.DOTALL)[0]
            assert "Queries made" in meter
            assert f"{made} of 3" in meter
        send(desk, gauged, look, made)


def test_what_is_too_much_is_told_before_it_is_sent(desk, gauged):
    letter = url("case_part", gauged, "letters", "one_time_notice")
    filled = "go=preview&many-items=floor_plan&many-items=co_owner_consent&one-reason=owner_reason&one-clause=al32"
    body = desk.post(letter, f"{filled}&one-wording=plain&one-reply_by=2026-09-30", content_type=FORM).content.decode()
    assert "Send it" in body
    assert gauge_in(body) == "Asked for 2 of 1 papers too much"


def test_each_act_moves_the_focus_to_its_effect(desk, practice):
    opened = send(desk, practice, {"type": "open", "document": "lease"}, 0)
    assert opened.url == url("case_part", practice, "file", "lease") + "#opened"
    body = desk.get(opened.url).content.decode()
    assert body.count('id="opened"') == 1
    assert 'id="opened" tabindex="-1" role="group" aria-label="Lease of the shop"' in body
    waited = send(desk, practice, {"type": "wait", "until": "hour"}, 1)
    assert waited.url.endswith("#clock")
    mark = {"type": "check", "checklist": "intake", "marks": {"identity": {"value": "met", "source": ""}}}
    found = send(desk, practice, mark, 2)
    assert found.url.endswith("#done")
    assert desk.get(found.url).content.decode().count('id="done" tabindex="-1"') == 1
