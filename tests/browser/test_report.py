"""HR drafts the report on an office, its head signs, publishes and decides; then the head's conversations."""

import re

from playwright.sync_api import Page, expect

from tests.browser.accessibility import grave_findings
from tests.browser.figures import open_figures

OFFICE = "X02"
SERVICE = "Registration of new firms"


def test_a_report_from_the_draft_to_actions(visit):
    hr, head = visit("hr"), visit("head", width=390)
    address = draft(hr)
    expect(hr.get_by_text("It waits for a second person")).to_be_visible()
    open_figures(head, address)
    for step in ("Reviewed: figures and judgement are sound", "Sign it", "Publish it to everybody in reach"):
        head.get_by_role("button", name=step).click()
    expect(head.locator("main")).to_contain_text("Signed by")
    assert grave_findings(head) == []
    assert head.evaluate("document.documentElement.scrollWidth") == 390
    head.get_by_role("radio").first.check()
    head.get_by_role("button", name="Record the choice").click()
    expect(head.locator("main")).to_contain_text("chose A on")
    for kind, sign in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert head.request.get(f"{address}{kind}/").body().startswith(sign)
    end_the_first_action(head)


def test_the_head_sees_three_people_at_most_and_notes_a_day(visit):
    head = visit("head", scripts=False)
    head.goto("/hr/team/")
    head.get_by_role("link", name="Three conversations to have this month").click()
    cards = head.locator("main section.sz-card")
    assert 1 <= cards.count() <= 3
    head.get_by_role("button", name="Note the day").first.click()
    expect(head.locator("main")).to_contain_text("Held on")
    seen = visit("head")
    seen.goto("/hr/team/conversations/")
    assert grave_findings(seen) == []


def test_ones_own_file_is_one_page(visit):
    learner = visit("learner", width=390)
    learner.get_by_role("link", name=re.compile("My file")).click()
    expect(learner.get_by_role("heading", name="Who sees what about you")).to_be_visible()
    assert grave_findings(learner) == []
    assert learner.evaluate("document.documentElement.scrollWidth") == 390


def draft(hr: Page) -> str:
    open_figures(hr, "/hr/report/")
    assert grave_findings(hr) == []
    unit = hr.locator("#unit option", has_text=f"({OFFICE})").get_attribute("value")
    hr.select_option("#unit", unit)
    hr.get_by_role("button", name="Draft the report").click()
    assert grave_findings(hr) == []
    for place in range(hr.locator("input[name$='-service']").count()):
        hr.fill(f"input[name=gap{place}-service]", SERVICE)
        hr.fill(f"input[name=gap{place}-owner]", "head@demo.example")
        hr.fill(f"input[name=gap{place}-due]", "2031-03-01")
    hr.get_by_role("button", name="Save").click()
    expect(hr.locator("main")).to_contain_text(SERVICE)
    return hr.url


def end_the_first_action(head: Page) -> None:
    head.goto("/hr/actions/")
    assert grave_findings(head) == []
    head.locator("main tbody a").first.click()
    assert grave_findings(head) == []
    head.get_by_label("done").check()
    head.get_by_label(re.compile("What came of it")).fill("Eight people trained in the new cases.")
    head.get_by_role("button", name="Record it").click()
    expect(head.locator("main")).to_contain_text("Eight people trained in the new cases.")
