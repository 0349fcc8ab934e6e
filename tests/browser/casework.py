"""Plays scripted runs at the desk, through its own pages and forms as a person would."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

from assessments.domain.casework.loading import assemble, load_scenario
from assessments.domain.casework.scenario import Golden, Scenario

SCENARIOS = Path(__file__).resolve().parents[2] / "assessments" / "starter" / "scenarios"


@cache
def scenario(code: str) -> Scenario:
    files = sorted((SCENARIOS / code.lower()).glob("*.yaml"))
    return load_scenario(
        assemble(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for path in files)
    )


def golden(code: str, variant: str, name: str) -> Golden:
    return scenario(code).cases[variant].goldens[name]


def sit_down(page: Page, code: str, variant: str) -> str:
    """Begin to practise a variant; answers the desk's address."""
    page.goto(f"/cases/{code}/")
    page.select_option("select[name=variant]", variant)
    page.locator("form:has(input[name=mode][value=practice]) button").click()
    page.wait_for_url("**/cases/run/**")
    return page.url.rstrip("/")


def play(page: Page, desk: str, acts: Iterable[Mapping[str, Any]]) -> None:
    for act in acts:
        perform(page, desk, act)


def hand_in(page: Page, desk: str) -> None:
    """Unless the line has closed the case by itself."""
    if "/debrief/" not in page.url:
        perform(page, desk, {"type": "finish"})
    page.wait_for_url("**/debrief/")


def work_sim_1(page: Page) -> None:
    """The expert's line; the credit list tells which variant was drawn, as it would tell an officer."""
    desk = page.url.rstrip("/")
    lines = {name: case.goldens["expert"].play for name, case in scenario("SIM-1").cases.items()}
    variant = "a"
    for step in range(len(lines["a"])):
        action = lines[variant][step]
        perform(page, desk, action)
        if action.get("tool") == "credit_list":
            page.goto(f"{desk}/registries/credit_list/")
            variant = "b" if "No deferral" in page.inner_text("main") else "a"
    page.wait_for_url("**/debrief/")


def perform(page: Page, desk: str, action: Mapping[str, Any]) -> None:
    """One act through the desk's own forms."""
    kind = action["type"]
    if kind == "open":
        page.goto(f"{desk}/file/{action['document']}/")
        page.locator(f"button[name=document][value={action['document']}]").click()
    elif kind == "look_up":
        page.goto(f"{desk}/registries/{action['tool']}/")
        page.check(f"input[name=purpose][value={action['purpose']}]")
        page.check(f"input[name=basis][value={action['basis']}]")
        page.locator("form.sz-query button").click()
    elif kind == "check":
        page.goto(f"{desk}/checklist/{action['checklist']}/")
        for item, mark in action["marks"].items():
            page.check(f"input[name=mark-{item}][value={mark['value']}]")
            page.select_option(f"select[name=source-{item}]", mark.get("source") or "")
        page.locator("form.sz-checklist button").click()
    elif kind == "submit":
        _write(page, desk, action)
    elif kind == "do":
        page.goto(f"{desk}/steps/")
        page.locator(f"button[name=action][value={action['action']}]").click()
    elif kind == "wait":
        page.locator(f"button[name=until][value={action['until']}]").click()
    elif kind == "finish":
        page.goto(f"{desk}/steps/")
        page.locator("details.sz-case-lay summary").click()
        page.locator("details.sz-case-lay button").click()
    page.wait_for_load_state()
    put_off(page)


def put_off(page: Page) -> None:
    """Whoever interrupts waits, and the next act can be done."""
    later = page.locator("[data-later]")
    if later.count():
        later.click()
        page.wait_for_load_state()


def _write(page: Page, desk: str, action: Mapping[str, Any]) -> None:
    page.goto(f"{desk}/letters/{action['form']}/")
    for field, given in action["payload"].items():
        if isinstance(given, list):
            for value in given:
                page.check(f"input[name=many-{field}][value={value}]")
        elif page.locator(f"input[type=radio][name=one-{field}]").count():
            page.check(f"input[name=one-{field}][value={given}]")
        else:
            page.fill(f"[name=one-{field}]", given)
    page.locator("button[name=go][value=preview]").click()
    page.wait_for_load_state()
    page.locator("form:has(input[name=type][value=submit]) .sz-button-row button").first.click()
