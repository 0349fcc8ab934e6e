"""Beginning a scenario: the built-in example, a spreadsheet with its preview, and the graph of what came of it."""

from http import HTTPStatus
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from assessments.domain.case_outline.sheets import template
from assessments.domain.casework.loading import load_scenario
from assessments.models import ScenarioDraft, ScenarioVersion
from assessments.services.authoring.outlines import start_from_example
from lms.base.models import AuditEvent
from lms.competencies.models import Framework


@pytest.fixture
def desk(open_as, ann, framework: Framework):
    return open_as(ann)


@pytest.fixture
def draft(framework: Framework, units, ann) -> ScenarioDraft:
    return start_from_example(code="sim-9", competency="S1", unit=units["X"], editor=ann)


def look_at(client, content, name="case.xlsx"):
    return client.post(reverse("authoring:start_from_spreadsheet"), {"file": SimpleUploadedFile(name, content)})


def kept_in(response):
    page = BeautifulSoup(response.content.decode(), "html.parser")
    return page.select_one("input[name=tables]")["value"]


def test_the_example_is_sound_and_in_three_languages(draft):
    assert load_scenario(draft.definition).id == "sim-9"
    assert set(draft.definition["endings"][0]["title"]) == {"en", "zh-hant", "zh-hans"}
    assert AuditEvent.objects.get(action="scenario_draft.started").detail["is_new"]


def test_a_scenario_is_started_from_the_example(desk, units):
    sent = {"code": "sim-9", "competency": "P2", "unit": units["X"].pk}
    response = desk.post(reverse("authoring:start_draft"), sent)
    draft = ScenarioDraft.objects.get()
    assert response["Location"] == reverse("authoring:draft", args=[draft.public_id])
    assert {rule["competency"] for rule in draft.definition["evidence"]} == {"P2"}
    assert "can be played" in desk.get(response["Location"]).content.decode()


def test_the_preview_keeps_nothing_and_the_second_step_makes_it(desk, units):
    preview = look_at(desk, template())
    assert preview.status_code == HTTPStatus.OK
    assert "Reserve a stall" in preview.content.decode()
    assert not ScenarioDraft.objects.exists()
    made = desk.post(reverse("authoring:make_from_spreadsheet"), {"tables": kept_in(preview), "unit": units["X"].pk})
    draft = ScenarioDraft.objects.get()
    assert made["Location"] == reverse("authoring:draft", args=[draft.public_id])
    assert load_scenario(draft.definition).case("a").golden("expert") is not None
    desk.post(reverse("authoring:discard_draft", args=[draft.public_id]))
    assert not ScenarioDraft.objects.exists()


def test_it_is_stored_as_a_version_and_played(desk, draft, ann):
    desk.post(reverse("authoring:store_draft", args=[draft.public_id]), {"seen": "1"})
    version = ScenarioVersion.objects.get()
    assert {one["check"] for one in version.report["findings"] if one["is_fault"]} <= {"bots"}
    run = desk.post(reverse("authoring:test_play", args=[version.scenario.public_id, 1]), {"variant": "a"})
    assert desk.get(run["Location"]).status_code == HTTPStatus.OK


def test_faults_are_told_with_their_cells(desk):
    csv = "case\nentry,en,zh\nsteps\nid,en,zh,as,minutes,read first,only after\nBad Id,Step,,poem,x,,\n"
    response = look_at(desk, csv.encode(), "case.csv")
    rows = BeautifulSoup(response.content.decode(), "html.parser").select(".ad-box--fault tbody tr")
    told = [tuple(cell.get_text(strip=True) for cell in row.select("th, td")[:3]) for row in rows]
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert {("steps", "5", "id"), ("steps", "5", "as"), ("steps", "5", "minutes")} <= set(told)


def test_a_competency_must_be_of_the_framework(desk):
    book = load_workbook(BytesIO(template()))
    book["case"]["B7"] = "Z9"
    content = BytesIO()
    book.save(content)
    assert "no competency Z9" in look_at(desk, content.getvalue()).content.decode()


@pytest.mark.parametrize("tables", ["", "forged", "e30:1abc:xyz"])
def test_only_what_the_preview_showed_is_made(desk, units, tables):
    response = desk.post(reverse("authoring:make_from_spreadsheet"), {"tables": tables, "unit": units["X"].pk})
    assert response["Location"] == reverse("authoring:start_from_spreadsheet")
    assert not ScenarioDraft.objects.exists()


def test_nobody_starts_in_a_unit_of_others(desk, units):
    preview = look_at(desk, template())
    desk.post(reverse("authoring:make_from_spreadsheet"), {"tables": kept_in(preview), "unit": units["Y"].pk})
    desk.post(reverse("authoring:start_draft"), {"code": "sim-9", "competency": "S1", "unit": units["Y"].pk})
    assert not ScenarioDraft.objects.exists()


def test_the_template_is_a_workbook(desk):
    response = desk.get(reverse("authoring:spreadsheet_template"))
    assert look_at(desk, response.content).status_code == HTTPStatus.OK
    assert "case.xlsx" in response["Content-Disposition"]


def test_the_graph_is_drawn_with_words_beside_it(desk, draft):
    page = desk.get(reverse("authoring:draft_graph", args=[draft.public_id]), {"by": ["progress", "nonsense"]})
    shown = BeautifulSoup(page.content.decode(), "html.parser")
    boxes = shown.select("svg .ed-node")
    assert len(boxes) == len(shown.select("table")[0].select("tbody tr"))
    assert "Done in order and in time" in shown.select("table")[0].get_text()
    assert shown.select_one(".ed-graph svg").get("role") == "img"
    assert not shown.select(".is-lost")


def test_an_ending_without_a_run_is_marked(desk, draft):
    draft.definition["endings"].insert(
        0, {**draft.definition["endings"][0], "id": "never", "when": ["known", "nothing"]}
    )
    draft.definition["facts"].append("nothing")
    draft.save()
    page = desk.get(reverse("authoring:draft_graph", args=[draft.public_id]))
    lost = BeautifulSoup(page.content.decode(), "html.parser").select("svg .is-lost")
    assert [box.get_text(" ", strip=True) for box in lost] == ["Done, but too late never"]


def test_what_cannot_be_played_is_not_drawn(desk, draft):
    draft.definition["endings"] = []
    draft.save()
    page = desk.get(reverse("authoring:draft_graph", args=[draft.public_id])).content.decode()
    assert "nothing to draw" in page
    assert "<svg" not in page.split("ad-space")[1]
