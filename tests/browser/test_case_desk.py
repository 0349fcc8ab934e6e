"""The desk by keyboard alone, on a telephone, to a screen reader's rules; what interrupts and what writes itself."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import grave_findings
from tests.browser.casework import golden, hand_in, play, put_off, sit_down

SECTIONS = ("inbox", "file", "registries", "checklist", "letters", "steps", "calendar", "rules", "journal")
FARTHEST = 150  # presses of Tab on one page
Visit = Callable[..., Page]
FOCUSED = "document.activeElement"


@pytest.mark.parametrize(
    ("code", "acts", "width", "language"),
    [
        ("SIM-1", 12, 390, "zh-hant"),
        ("SIM-2", 12, 1280, "en"),
        ("SIM-3", 10, 390, "en"),
        ("SIM-4", 10, 1280, "zh-hant"),
        ("SIM-5", 10, 390, "zh-hant"),
    ],
)
def test_every_place_is_sound_and_nothing_lies_sideways(
    visit: Visit, code: str, acts: int, width: int, language: str
) -> None:
    page = visit("learner", width=width)
    desk = sit_down(page, code, "a")
    play(page, desk, golden(code, "a", "expert").play[:acts])
    page.context.add_cookies([{"name": "django_language", "value": language, "url": page.url}])
    for section in SECTIONS:
        page.goto(f"{desk}/{section}/")
        links = page.locator(".sz-case-list a, .sz-case-main > .sz-inbox a").evaluate_all("all => all.map(a => a.href)")
        for address in [page.url, *links[:4]]:
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
            assert grave_findings(page) == []


def test_a_case_is_worked_from_end_to_end_by_keyboard(visit: Visit) -> None:
    page = visit("learner")
    desk = sit_down(page, "SIM-1", "a")
    line = golden("SIM-1", "a", "rubber_stamp")
    for action in line.play:
        by_keyboard(page, desk, action)
    if "/debrief/" not in page.url:
        hand_in(page, desk)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/debrief/" in page.url


def by_keyboard(page: Page, desk: str, action: Mapping[str, Any]) -> None:
    """The act, without a pointer; afterwards the focus is where its effect is."""
    kind = action["type"]
    if kind == "open":
        go_to(page, "file")
        tab_to(page, f"a[href*='/file/{action['document']}/']", "Enter")
        assert focused_id(page) == "opened"
        tab_to(page, f"button[name=document][value={action['document']}]", "Enter")
        expect(page.locator("#opened")).to_be_focused()
    elif kind == "look_up":
        go_to(page, "registries")
        tab_to(page, f"a[href*='/registries/{action['tool']}/']", "Enter")
        for name in ("purpose", "basis"):
            choose(page, name, action[name])
        tab_to(page, "form.sz-query button", "Enter")
        expect(page.locator("#opened")).to_be_focused()
    elif kind == "submit":
        go_to(page, "letters")
        tab_to(page, f"a[href*='/letters/{action['form']}/']", "Enter")
        fill_by_keyboard(page, action["payload"])
        tab_to(page, "button[value=preview]", "Enter")
        expect(page.locator("#opened")).to_be_focused()
        tab_to(page, "form[action$='/act/'].sz-inline button:not([name])", "Enter")
    elif kind == "do":
        go_to(page, "steps")
        tab_to(page, f"button[name=action][value={action['action']}]", "Enter")
    else:
        tab_to(page, f"button[name=until][value={action.get('until')}]", "Enter")
    if page.locator("[data-ring]").count():
        with page.expect_navigation():
            page.keyboard.press("Escape")


def go_to(page: Page, section: str) -> None:
    tab_to(page, f".sz-case-rail a[href$='/{section}/']", "Enter")


def fill_by_keyboard(page: Page, payload: Mapping[str, Any]) -> None:
    for name, given in payload.items():
        if isinstance(given, list | tuple):
            for value in given:
                tab_to(page, f"input[name=many-{name}][value={value}]", "Space")
        elif page.locator(f"input[type=radio][name=one-{name}]").count():
            choose(page, f"one-{name}", given)
        else:
            page.locator(f"[name=one-{name}]").focus()
            page.keyboard.type(given if "-" not in given else "".join(reversed(given.split("-"))))


def choose(page: Page, name: str, value: str) -> None:
    tab_to(page, f"input[type=radio][name={name}]", "Space")
    for _ in range(page.locator(f"input[name={name}]").count()):
        if page.locator(f"input[name={name}][value={value}]").is_checked():
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"{name} cannot be set to {value} by keyboard")


def tab_to(page: Page, selector: str, key: str) -> None:
    """Press Tab until the focus is there, from wherever it is, then the key; Enter leads to another page."""
    for _ in range(FARTHEST):
        if page.evaluate(f"selector => {FOCUSED}.matches(selector)", selector):
            if key == "Enter":
                with page.expect_navigation():
                    page.keyboard.press(key)
            else:
                page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} cannot be reached by keyboard on {page.url}")


def focused_id(page: Page) -> str:
    return str(page.evaluate(f"{FOCUSED}.id"))


def ring(page: Page) -> str:
    """A desk at which the telephone rings."""
    desk = sit_down(page, "SIM-1", "a")
    for until in ("next_day", "hour"):
        put_off(page)
        page.locator(f"button[name=until][value={until}]").click()
        page.wait_for_load_state()
    return desk


def test_a_call_holds_the_focus_until_it_is_answered_or_put_off(visit: Visit) -> None:
    page = visit("learner")
    desk = ring(page)
    dialog = page.get_by_role("alertdialog", name="The telephone rings")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("link")).to_be_focused()
    assert grave_findings(page) == []
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(f"{FOCUSED} === document.body || {FOCUSED}.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator("#opened")).to_be_focused()
    page.goto(f"{desk}/rules/")
    expect(dialog).to_have_count(0)
    page.get_by_role("region", name="One matter is waiting for you").get_by_role("link").click()
    expect(page.get_by_role("region", name="waiting for you")).to_have_count(0)


def test_without_scripts_a_call_is_answered_all_the_same(visit: Visit) -> None:
    page = visit("learner", scripts=False, width=390)
    ring(page)
    page.get_by_role("link", name="Answer now").click()
    assert page.url.endswith("/inbox/phone_call/#opened")
    expect(page.locator("[data-ring]")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_letter_writes_itself_while_it_is_composed(visit: Visit, width: int) -> None:
    page = visit("learner", width=width)
    desk = sit_down(page, "SIM-1", "a")
    page.goto(f"{desk}/letters/one_time_notice/")
    box = page.locator("[data-draft-box]")
    expect(box).to_be_hidden()
    page.locator("input[name=many-items][value=floor_plan]").check()
    expect(box).to_be_visible()
    if width < 1000:
        box.locator("summary").click()
    expect(box).to_contain_text("Kitchen floor plan")
    if width < 1000:
        box.locator("summary").click()
    page.locator("input[name=many-items][value=floor_plan]").uncheck()
    page.locator("textarea").first.fill("We are open until six.")
    expect(box).to_contain_text("We are open until six.")
    expect(box).not_to_contain_text("Kitchen floor plan")
    assert grave_findings(page) == []
