"""An answer chosen without a connection reaches the server before the examination can be handed in."""

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
    take_the_other_way(page, attempt)


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
