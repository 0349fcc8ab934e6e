"""The way of the author: a manager adds a lesson, a second person publishes it, a learner reads it."""

import re
from uuid import uuid4

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PatienceOver

from tests.browser.accessibility import grave_findings

ROWS = "Monday | Li Na | Intake\nTuesday | Wang Wei | Check"


def test_a_lesson_goes_from_its_manager_through_a_reviewer_to_a_learner(visit):
    title = f"Handing a case over {uuid4().hex[:6]}"
    manager, learner = visit("manager"), visit("learner")
    address = write_a_lesson(manager, title)
    preview_it(manager, address, title)
    submit_it(manager, address)
    cannot_approve_it(manager, address)
    learner.goto("/courses/F-11/")
    expect(learner.locator("main")).not_to_contain_text(title)
    approve_it(visit("reviewer"), title)
    read_it(learner, title)


def write_a_lesson(page: Page, title: str) -> str:
    page.goto("/cms/")
    page.get_by_role("link", name=re.compile("^F-11 ")).first.click()
    course = page.url.rstrip("/").rsplit("/", 1)[1]
    page.goto(f"/cms/pages/add/courses/lessonpage/{course}/")
    page.fill("[name=title]", title)
    page.fill("[name=summary]", "You hand over an open case so that nobody is asked twice.")
    add_block(page, "Table")
    page.fill("[name=body-0-value-caption]", "Who holds the file")
    page.fill("[name=body-0-value-header]", "Day | Holder | Task")
    page.fill("[name=body-0-value-rows]", ROWS)
    add_block(page, "Self-check")
    page.fill("[name=body-1-value-stem]", "What stands first in a hand-over note?")
    write_answer(page, 0, "The deadline", "It cannot be moved.", is_right=True)
    add_an_answer(page)
    write_answer(page, 1, "My impression", "Facts come first.", is_right=False)
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text(title)
    page.wait_for_url("**/edit/")
    return page.url


def add_block(page: Page, name: str) -> None:
    page.locator("[data-contentpath=body] .c-sf-add-button").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def add_an_answer(page: Page) -> None:
    """The editor drops a click that comes while a block still unfolds."""
    button = page.locator("[data-contentpath=options] .c-sf-add-button").last
    second = page.locator("[name=body-1-value-options-1-value-text]")
    button.click()
    try:
        second.wait_for(timeout=5_000)
    except PatienceOver:
        button.click()


def write_answer(page: Page, number: int, text: str, explanation: str, *, is_right: bool) -> None:
    prefix = f"body-1-value-options-{number}-value"
    page.fill(f"[name={prefix}-text]", text)
    page.fill(f"[name={prefix}-explanation]", explanation)
    page.set_checked(f"[name={prefix}-is_correct]", is_right)


def preview_it(page: Page, address: str, title: str) -> None:
    page.goto(address.replace("/edit/", "/view_draft/"))
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("main table caption")).to_contain_text("Who holds the file")
    expect(page.locator("main")).to_contain_text("Facts come first.")


def submit_it(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Send to review").click()
    page.wait_for_url(lambda url: "/edit/" not in url)


def cannot_approve_it(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("body")).to_contain_text("in review and cannot be changed")
    expect(page.locator("[data-workflow-action-name=approve], [name=action-publish]")).to_have_count(0)
    page.goto("/cms/")
    expect(page.locator("main")).to_contain_text("No page waits for you")


def approve_it(page: Page, title: str) -> None:
    page.goto("/cms/")
    page.get_by_role("link", name=re.compile(title)).first.click()
    preview = page.frame_locator("iframe")
    expect(preview.locator("h1")).to_have_text(title)
    expect(preview.locator("main table caption")).to_contain_text("Who holds the file")
    assert grave_findings(page) == []
    page.get_by_role("button", name="Approve and publish").click()
    page.wait_for_url("**/cms/")
    expect(page.locator(".messages")).to_contain_text("is published")


def read_it(page: Page, title: str) -> None:
    page.goto("/courses/F-11/")
    page.get_by_role("link", name=re.compile(title)).first.click()
    expect(page.locator("main table caption")).to_contain_text("Who holds the file")
    check = page.locator(".sz-check").first
    check.get_by_label("My impression").check()
    check.get_by_role("button").first.click()
    expect(page.locator(".sz-check").first).to_contain_text("Facts come first.")
