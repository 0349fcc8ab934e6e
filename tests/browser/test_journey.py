"""The whole way: learner, lesson, examinations, case, certificate, verification by a stranger, head, HR's figures."""

import re

from playwright.sync_api import Page, expect

from tests.browser.accessibility import grave_findings
from tests.browser.casework import work_sim_1
from tests.browser.expert import sit
from tests.browser.figures import open_figures

OFFICE = re.compile(r"Administrative\s*Approval\s*Bureau")
SNAPSHOT_PATIENCE = 60  # seconds; it is taken in the background


def test_from_the_first_lesson_to_a_certificate_and_the_units_number(visit, colleagues):
    before = coverage_of(visit("hr"), OFFICE, "S1")
    head, learner = visit("head"), visit("learner")
    unknown = standing_in_the_team(head)
    read_a_lesson(learner)
    sit(learner, "G-02")
    expect(learner.locator("main")).to_contain_text("Passed")
    sit(learner, "F-11")
    expect(learner.locator("main")).to_contain_text("Passed")
    work_the_case(learner)
    number = take_the_certificate(learner)
    verify_as_a_stranger(visit(), number)
    assert standing_in_the_team(head) != unknown, "who leads the learner sees at once what was shown"
    colleagues("X02")
    hr = visit("hr")
    take_a_snapshot(hr)
    after = wait_for_another_figure(hr, before)
    assert after != before, "the unit's figure must show that the learner and colleagues were assessed"


def read_a_lesson(page: Page) -> None:
    page.goto("/catalogue/")
    assert grave_findings(page) == []
    page.get_by_role("link", name="Security and personal data for everyone").first.click()
    assert grave_findings(page) == []
    page.get_by_role("link", name=re.compile("How most leaks really happen")).first.click()
    assert grave_findings(page) == []
    check = page.locator(".sz-check").first
    check.locator("input[type=radio]").first.check()
    check.get_by_role("button").first.click()
    expect(page.locator(".sz-check").first).to_contain_text(re.compile("Right|Not right"))


def work_the_case(page: Page) -> None:
    page.goto("/cases/SIM-1/")
    assert grave_findings(page) == []
    page.get_by_role("button", name="Start the examination now").click()
    page.wait_for_url("**/cases/run/**")
    assert grave_findings(page) == []
    work_sim_1(page)
    assert grave_findings(page) == []
    expect(page.locator("main")).to_contain_text("100")


def take_the_certificate(page: Page) -> str:
    page.goto("/my/certificates/")
    expect(page.locator("main")).to_contain_text("Front-line Foundation")
    assert grave_findings(page) == []
    link = page.locator("a[href*='/verify/']").first.get_attribute("href") or ""
    pdf = page.request.get(page.locator("a[href$='.pdf'], a[href*='.pdf?']").first.get_attribute("href") or "")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body().startswith(b"%PDF")
    page.goto("/my/")
    assert grave_findings(page) == []
    return link.rstrip("/").rsplit("/", 1)[1]


def verify_as_a_stranger(page: Page, number: str) -> None:
    page.goto(f"/verify/{number}/")
    expect(page.locator("main")).to_contain_text("林曉晴")
    expect(page.locator("main")).to_contain_text(re.compile("valid", re.IGNORECASE))
    assert grave_findings(page) == []
    reply = page.goto("/verify/AAAAAAAAAAAAAAAAAAAAAAAAAA/")
    assert reply is not None
    assert reply.status == 404


def standing_in_the_team(page: Page) -> str:
    page.goto("/hr/team/")
    return page.locator("tr", has_text="林曉晴").first.inner_text()


def take_a_snapshot(page: Page) -> None:
    open_figures(page)
    page.get_by_role("button", name="Take a new snapshot now").click()
    page.wait_for_load_state()
    assert grave_findings(page) == []


def coverage_of(page: Page, unit: re.Pattern[str], competency: str) -> str:
    open_figures(page)
    row = page.locator("table.sz-heat tr", has=page.get_by_role("link", name=unit)).first
    heading = page.locator("table.sz-heat thead tr").last.locator("th").all_inner_texts()
    place = next(index for index, text in enumerate(heading) if text.split()[:1] == [competency])
    return row.locator("th, td").nth(place).inner_text().strip()


def wait_for_another_figure(page: Page, before: str) -> str:
    for _ in range(SNAPSHOT_PATIENCE):
        after = coverage_of(page, OFFICE, "S1")
        if after != before:
            return after
        page.wait_for_timeout(1000)
    return before
