"""An answer chosen without a connection reaches the server before the examination can be handed in."""

import re

from playwright.sync_api import Page, expect

CODE = "G-02"


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
    page.goto(f"/exam/attempt/{attempt}/2/")
    page.route("**/items/**", lambda route: route.abort())  # pages still come, answers no longer go
    chosen = choose(page)
    expect(page.locator("[data-status]")).to_contain_text("No connection")
    page.goto(f"/exam/attempt/{attempt}/review/")
    hand_in = page.get_by_role("button", name="Hand in now")
    expect(hand_in).to_be_disabled()
    expect(page.locator("[data-status]")).to_contain_text("you can hand in then")
    page.unroute("**/items/**")
    expect(hand_in).to_be_enabled()
    page.goto(f"/exam/attempt/{attempt}/2/")
    expect(page.locator(f"input[value='{chosen}']")).to_be_checked()
    turn_without_connection(page, attempt)
    take_the_other_way(page, attempt)


def turn_without_connection(page: Page, attempt: str) -> None:
    """All tasks lie in the page: one goes on working, and everything arrives afterwards."""
    page.goto(f"/exam/attempt/{attempt}/4/")
    page.context.set_offline(True)
    first = choose(page)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Task 5 of"))
    expect(page).to_have_url(re.compile("/5/$"))
    second = choose(page)
    expect(page.locator("[data-status]")).to_contain_text("No connection")
    page.locator(".sz-squares").get_by_role("link", name="4 answered").click()
    expect(page.locator(f"input[value='{first}']")).to_be_checked()
    page.go_back()
    expect(page.locator(f"input[value='{second}']")).to_be_checked()
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Task 5 of"))
    page.context.set_offline(False)
    expect(page.locator("[data-status]")).to_contain_text("Saved at")
    page.evaluate("localStorage.clear()")
    for place, chosen in ((4, first), (5, second)):
        page.goto(f"/exam/attempt/{attempt}/{place}/")
        expect(page.locator(f"input[value='{chosen}']")).to_be_checked()


def take_the_other_way(page: Page, attempt: str) -> None:
    """Two windows on one task: the choice made later is the one that is kept."""
    other = page.context.new_page()
    for window in (page, other):
        window.goto(f"/exam/attempt/{attempt}/3/")
    first = choose(page)
    expect(page.locator("[data-status]")).to_contain_text("Saved at")
    later = choose(other, but=first)
    expect(other.locator("[data-status]")).to_contain_text("Saved at")
    other.reload()
    expect(other.locator(f"input[value='{later}']")).to_be_checked()


def choose(page: Page, *, but: str = "") -> str:
    """Another option than the one that is chosen; answers its token."""
    option = page.locator(f"fieldset label.sz-choice input:not(:checked):not([value='{but}'])").first
    token = option.get_attribute("value") or ""
    page.locator(f"input[value='{token}']").check()
    return token
