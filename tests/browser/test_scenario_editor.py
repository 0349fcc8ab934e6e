"""The way of a scenario's author: from a spreadsheet through the editor to a test play, with and without scripts."""

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from assessments.domain.case_outline.columns import EXAMPLE, SHEETS
from tests.browser.accessibility import grave_findings


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """The example, under a code of its own."""
    lines = []
    for name, rows in EXAMPLE.items():
        lines += [name, "\t".join(SHEETS[name]), *("\t".join(row) for row in rows)]
    path = tmp_path / "case.csv"
    path.write_text("\n".join(lines).replace("sim-90", f"sim-{uuid4().hex[:8]}"), encoding="utf-8")
    return path


@pytest.mark.parametrize("scripts", [True, False])
def test_a_case_goes_from_a_spreadsheet_to_a_test_play(visit, sheet, scripts):
    page = visit("author", scripts=scripts)
    make_from(page, sheet)
    home = page.url
    write_a_line(page, home)
    page.goto(home)
    expect(page.get_by_text("Every part can be read.")).to_be_visible()
    page.get_by_role("link", name="Situations and endings").click()
    expect(page.locator(".ed-graph svg")).to_contain_text("Left open")
    page.goto(home)
    page.get_by_role("button", name="Store as version 1").click()
    expect(page.get_by_role("heading", name="version 1")).to_be_visible()
    page.get_by_role("button", name="Play variant a").click()
    expect(page.get_by_text("Test play")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Period for the decision")


def make_from(page: Page, sheet: Path) -> None:
    page.goto("/cms/scenarios/start/spreadsheet/")
    page.set_input_files("[name=file]", str(sheet))
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("an event tells when it is missed").first).to_be_visible()
    page.get_by_role("button", name="Make the working copy").click()
    expect(page.get_by_role("heading", name="Working copy of")).to_be_visible()


def write_a_line(page: Page, home: str) -> None:
    """A fault is told at its box, and gone once it is put right; a row is added without losing what was written."""
    page.goto(f"{home}documents/0/")
    page.fill("[name=minutes]", "soon")
    page.get_by_role("button", name="One more line").click()
    expect(page.locator("#minutes-told")).to_contain_text("must be a whole number")
    expect(page.locator("[name=minutes]")).to_have_value("soon")
    page.fill("[name=minutes]", "4")
    page.fill("[name='fields.1.label.en']", "Stall")
    page.fill("[name='fields.1.value.en']", "Number 7")
    page.locator(".ed-save").get_by_role("button", name="Save").click()
    expect(page.locator("#minutes-told")).to_have_count(0)
    expect(page.locator("[name='fields.1.value.en']")).to_have_value("Number 7")


def test_the_editor_is_accessible(visit, sheet):
    page = visit("author")
    make_from(page, sheet)
    home = page.url
    for path in ("", "documents/0/", "evidence/0/", "world/edit/", "forms/edit/", "graph/"):
        page.goto(f"{home}{path}")
        assert grave_findings(page) == []
