"""An answer chosen without a connection reaches the server before the examination can be handed in."""

import re

from playwright.sync_api import Page, expect

CODE = "G-02"
OPTION = "fieldset label.sz-choice input"


def test_what_is_chosen_offline_is_sent_from_the_overview_before_handing_in(visit):
    page: Page = visit("head")
    page.goto(f"/exam/{CODE}/")
    page.get_by_role("button", name="Start the examination now").or_(
        page.get_by_role("link", name="Continue the examination")
    ).click()
    page.wait_for_url("**/exam/attempt/**")
    if page.get_by_role("button", name="Go on here").is_visible():
        page.get_by_role("button", name="Go on here").click()
    attempt = page.url.split("/exam/attempt/")[1].split("/")[0]
    place = neighbours_with_options(page, attempt)
    page.goto(f"/exam/attempt/{attempt}/{place}/")
    page.route("**/items/**", lambda route: route.abort())  # pages still come, answers no longer go
    chosen = choose(page)
    expect(page.locator("[data-status]")).to_contain_text("No connection")
    page.goto(f"/exam/attempt/{attempt}/review/")
    hand_in = page.get_by_role("button", name="Hand in now")
    expect(hand_in).to_be_disabled()
    expect(page.locator("[data-status]")).to_contain_text("you can hand in then")
    page.unroute("**/items/**")
    expect(hand_in).to_be_enabled()
    page.goto(f"/exam/attempt/{attempt}/{place}/")
    expect(page.locator(f"input[value='{chosen}']")).to_be_checked()
    turn_without_connection(page, attempt, place)
    take_the_other_way(page, attempt, place)


def neighbours_with_options(page: Page, attempt: str) -> int:
    """The first of two tasks in a row that are answered by choosing; which they are, the draw decides."""
    before = 0
    for place in range(1, 31):
        page.goto(f"/exam/attempt/{attempt}/{place}/")
        if page.locator(OPTION).count() and before == place - 1 > 0:
            return before
        before = place if page.locator(OPTION).count() else before
    raise AssertionError("no two tasks in a row are answered by choosing")


def turn_without_connection(page: Page, attempt: str, place: int) -> None:
    """All tasks lie in the page: one goes on working, and everything arrives afterwards."""
    page.goto(f"/exam/attempt/{attempt}/{place}/")
    page.context.set_offline(True)
    first = choose(page)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(f"^Task {place + 1} of"))
    expect(page).to_have_url(re.compile(f"/{place + 1}/$"))
    second = choose(page)
    expect(page.locator("[data-status]")).to_contain_text("No connection")
    page.locator(".sz-squares").get_by_role("link", name=f"{place} answered").click()
    expect(page.locator(f"input[value='{first}']")).to_be_checked()
    page.go_back()
    expect(page.locator(f"input[value='{second}']")).to_be_checked()
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(f"^Task {place + 1} of"))
    page.context.set_offline(False)
    expect(page.locator("[data-status]")).to_contain_text("Saved at")
    page.evaluate("localStorage.clear()")
    for number, chosen in ((place, first), (place + 1, second)):
        page.goto(f"/exam/attempt/{attempt}/{number}/")
        expect(page.locator(f"input[value='{chosen}']")).to_be_checked()


def take_the_other_way(page: Page, attempt: str, place: int) -> None:
    """Two windows on one task: the choice made later is the one that is kept."""
    other = page.context.new_page()
    for window in (page, other):
        window.goto(f"/exam/attempt/{attempt}/{place}/")
    first = choose(page)
    expect(page.locator("[data-status]")).to_contain_text("Saved at")
    later = choose(other, but=first)
    expect(other.locator("[data-status]")).to_contain_text("Saved at")
    other.reload()
    expect(other.locator(f"input[value='{later}']")).to_be_checked()


def choose(page: Page, *, but: str = "") -> str:
    """Another option than the one that is chosen; answers its token."""
    option = page.locator(f"{OPTION}:not(:checked):not([value='{but}'])").first
    token = option.get_attribute("value") or ""
    page.locator(f"input[value='{token}']").check()
    return token
