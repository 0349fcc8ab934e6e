"""An answer of every kind reaches the server, by scripts and without, and stands there when the page comes again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import grave_findings

TASKS = 10
TEXTS = "input[type=text][name^=value], textarea[name^=value]"


def test_by_scripts_with_a_lost_connection_and_a_reload(visit, every_kind):
    page = visit("manager")
    attempt = start(page, every_kind)
    seen = set()
    for place in range(1, TASKS + 1):
        page.goto(f"{attempt}/{place}/")
        seen.add(kind_of(page))
        assert held(page) == [], "nothing is an answer before somebody acts"
        assert grave_findings(page) == []
        page.route("**/items/**", lambda route: route.abort())
        fill(page)
        expect(page.locator("[data-status]")).to_contain_text("No connection")
        answer = held(page)
        assert answer
        page.reload()
        assert held(page) == answer, "kept in the browser"
        page.unroute("**/items/**")
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(page.locator("[data-status]")).to_contain_text("Saved at")
        page.evaluate("localStorage.clear()")
        page.reload()
        assert held(page) == answer, "kept on the server"
    assert len(seen) == TASKS
    page.goto(f"{attempt}/review/")
    expect(page.locator("main")).to_contain_text("Every task has an answer.")


def test_without_scripts(visit, every_kind):
    page = visit("auditor", scripts=False)
    attempt = start(page, every_kind)
    for place in range(1, TASKS + 1):
        page.goto(f"{attempt}/{place}/")
        fill(page)
        answer = held(page)
        page.get_by_role("button", name="Save and continue").click()
        page.goto(f"{attempt}/{place}/")
        assert held(page) == answer
    page.goto(f"{attempt}/review/")
    expect(page.locator("main")).to_contain_text("Every task has an answer.")


def start(page: Page, code: str) -> str:
    """Address of the attempt."""
    page.goto(f"/exam/{code}/")
    page.get_by_role("button", name="Start the examination now").click()
    page.wait_for_url("**/exam/attempt/**")
    found = re.match(r"(.*/exam/attempt/[^/]+)/", page.url)
    assert found
    return found[1]


def kind_of(page: Page) -> str:
    return page.locator(".sz-exam__stem, .sz-exam__case p").first.inner_text()


def held(page: Page) -> list[tuple[str, str]]:
    """What the form holds, in the order of its names: steps of an order may stand elsewhere."""
    entries: list[list[str]] = page.evaluate("[...new FormData(document.querySelector('.sz-exam'))]")
    return sorted((name, value) for name, value in entries if re.match("value|place", name) and value)


def fill(page: Page) -> None:
    """Something everywhere, in the last field first, by the controls that work without scripts."""
    for text in page.locator(TEXTS).all():
        text.fill("2026-03-05" if text.get_attribute("placeholder") else "12.5")
    if page.locator("textarea").count():
        page.locator("textarea").fill("First line\nSecond line")
    for select in page.locator("select[name^=value]").all():
        select.select_option(index=2)
    places = page.locator("select[name^=place]")
    names = [str(one.get_attribute("name")) for one in places.all()]
    for number, name in enumerate(reversed(names), start=1):
        page.select_option(f"[name='{name}']", str(number))
    for group in page.locator("fieldset:has(> .sz-choice)").all():
        group.locator("input").last.check()
    if page.locator("[data-zones]").count():
        page.locator("[data-zones] .sz-zones__list input").last.check()


@pytest.mark.parametrize("width", [1280, 390])
def test_no_task_is_wider_than_the_screen(visit, every_kind, width):
    page = visit("reviewer", width=width)
    page.goto(f"/exam/{every_kind}/")
    page.get_by_role("button", name="Start the examination now").or_(
        page.get_by_role("link", name="Continue the examination")
    ).click()
    if page.get_by_role("button", name="Go on here").is_visible():
        page.get_by_role("button", name="Go on here").click()
    page.wait_for_url("**/exam/attempt/**")
    attempt = page.url.rstrip("/").rsplit("/", 1)[0]
    for place in range(1, TASKS + 1):
        page.goto(f"{attempt}/{place}/")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
