"""An auditor reads figures and who read them; to audit equity is another right, and neither comes with the other."""

import csv
from collections.abc import Callable
from http import HTTPStatus
from io import StringIO

from playwright.sync_api import Page, expect

from .accessibility import grave_findings
from .figures import open_figures

AUDITOR = "鄭守正"
NOT_FOR_AUDITORS = ("/hr/equity/", "/hr/exports/", "/hr/team/", "/hr/decisions/")
NOT_FOR_EQUITY = ("/hr/gaps/", "/hr/report/", "/hr/exports/", "/people/audit/")


def test_an_auditor_reads_figures_and_the_log_of_who_read_them(visit: Callable[..., Page]) -> None:
    auditor = visit("auditor")
    figures_for_a_stated_purpose(auditor)
    the_own_look_stands_in_the_log(auditor)
    the_log_leaves_as_a_file_and_that_is_logged(auditor)
    refused(auditor, NOT_FOR_AUDITORS)
    the_person_knows_that_an_auditor_reads(visit("learner", width=390))


def test_the_audit_of_equity_is_a_right_of_its_own(visit: Callable[..., Page]) -> None:
    equity = visit("equity", width=390)
    expect(equity.locator(".sz-nav a", has_text="Equity audit")).to_have_count(1)
    equity.goto("/hr/equity/")
    expect(equity.locator("main")).to_contain_text("Each look at it is written down.")
    expect(equity.locator("table.sz-table")).to_have_count(2)
    assert grave_findings(equity) == []
    assert equity.evaluate("document.documentElement.scrollWidth") == 390
    assert equity.locator(".sz-table-wrap").evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)")
    refused(equity, NOT_FOR_EQUITY)
    refused(visit("hr"), ["/hr/equity/", "/people/audit/"])
    auditor = visit("auditor")
    look_for(auditor, "equity.viewed")
    expect(auditor.locator("main tbody tr").first).to_contain_text("purpose: Equity audit")


def figures_for_a_stated_purpose(auditor: Page) -> None:
    auditor.goto("/hr/gaps/")
    expect(auditor.get_by_role("heading", name="What do you read the figures for?")).to_be_visible()
    open_figures(auditor, purpose="audit")
    expect(auditor.locator(".sz-purpose")).to_contain_text("Audit")
    expect(auditor.locator("table.sz-heat")).to_be_visible()
    for label in ("XLSX", "Take a new snapshot now"):
        expect(auditor.get_by_role("button", name=label)).to_have_count(0)
    assert grave_findings(auditor) == []
    auditor.locator("table.sz-heat tbody th a").nth(1).click()
    expect(auditor.get_by_role("heading", name="Every competency of this unit")).to_be_visible()
    expect(auditor.locator(".sz-nav a[aria-current]")).to_have_text("Skill gaps")
    assert grave_findings(auditor) == []


def the_own_look_stands_in_the_log(auditor: Page) -> None:
    auditor.get_by_role("link", name="Audit log").first.click()
    look_for(auditor, "gaps.viewed")
    newest = auditor.locator("main tbody tr").first
    for words in (AUDITOR, "Figures looked at", "purpose: Audit", "page: unit"):
        expect(newest).to_contain_text(words)
    assert grave_findings(auditor) == []


def the_log_leaves_as_a_file_and_that_is_logged(auditor: Page) -> None:
    with auditor.expect_download() as taken:
        auditor.get_by_role("button", name="Download all events of this selection").click()
    rows = list(csv.DictReader(StringIO(taken.value.path().read_text(encoding="utf-8-sig"))))
    assert rows and {row["What happened"] for row in rows} == {"Figures looked at"}
    look_for(auditor, "audit.exported")
    expect(auditor.locator("main tbody tr").first).to_contain_text("act: Figures looked at")


def look_for(auditor: Page, act: str) -> None:
    auditor.goto("/people/audit/")
    auditor.select_option("select[name=action]", act)
    auditor.get_by_role("button", name="Filter").click()
    expect(auditor.locator("main tbody")).to_be_visible()


def the_person_knows_that_an_auditor_reads(learner: Page) -> None:
    learner.goto("/my/access/")
    expect(learner.locator("main li", has_text=AUDITOR)).to_contain_text("Auditor")
    expect(learner.locator("table:has(#rights)")).to_contain_text("the record of who did what and when")
    expect(learner.locator("table:has(#looks)", has_text=AUDITOR)).to_have_count(0)  # figures name nobody
    assert grave_findings(learner) == []


def refused(page: Page, addresses: list[str] | tuple[str, ...]) -> None:
    for address in addresses:
        answer = page.goto(address)
        assert answer and answer.status == HTTPStatus.NOT_FOUND, address
