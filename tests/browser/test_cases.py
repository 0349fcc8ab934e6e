"""Every shipped case at the desk: an expert and one who stamps; a restart in between; acts that nobody may do."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import grave_findings
from tests.browser.casework import SCENARIOS, golden, hand_in, play, scenario, sit_down

CODES = sorted(path.name.upper() for path in SCENARIOS.iterdir() if path.is_dir())
PASSED, FAILED = "Passed.", re.compile("Not passed this time|A critical breach fails a run")
Visit = Callable[..., Page]


@pytest.mark.parametrize("code", CODES)
def test_an_expert_passes_and_who_only_stamps_does_not(visit: Visit, code: str) -> None:
    page = visit("learner")
    variant = next(iter(scenario(code).cases))
    for name, verdict in (("rubber_stamp", FAILED), ("expert", PASSED)):
        line = golden(code, variant, name)
        desk = sit_down(page, code, variant)
        play(page, desk, line.play)
        hand_in(page, desk)
        assert line.lowest <= points(page) <= line.highest
        expect(page.locator("main")).to_contain_text(verdict)
    assert grave_findings(page) == []


def points(page: Page) -> int:
    return int(page.locator(".sz-points strong").first.inner_text())


def test_a_run_goes_on_after_the_server_was_restarted(visit: Visit, restart: Callable[[], None]) -> None:
    page = visit("learner", width=390, language="zh-hant")
    line = golden("SIM-1", "a", "expert")
    desk = sit_down(page, "SIM-1", "a")
    play(page, desk, line.play[:8])
    restart()
    page.goto("/cases/")
    page.locator(f"a[href='{desk_path(desk)}/']").first.click()
    play(page, desk, line.play[8:])
    hand_in(page, desk)
    assert line.lowest <= points(page) <= line.highest


def test_practice_is_taken_up_again_from_the_debrief(visit: Visit) -> None:
    page = visit("learner", width=390)
    line = golden("SIM-1", "a", "expert")
    desk = sit_down(page, "SIM-1", "a")
    play(page, desk, line.play[:9])
    hand_in(page, desk)
    page.get_by_role("link", name=re.compile("^Resume from here")).last.click()
    expect(page.locator("main")).to_contain_text("9 acts, with all that came of them by then")
    assert grave_findings(page) == []
    page.get_by_role("button", name="Go on from here").click()
    page.wait_for_url("**/cases/run/**")
    again = page.url.rstrip("/")
    assert again != desk
    play(page, again, line.play[9:])
    hand_in(page, again)
    assert line.lowest <= points(page) <= line.highest


def test_acts_that_nobody_may_do_are_refused_and_written_down(visit: Visit) -> None:
    learner, other, auditor = visit("learner"), visit("head"), visit("auditor")
    desk = sit_down(learner, "SIM-1", "a")
    learner.goto(f"{desk}/file/lease/")
    form = {
        name: learner.locator(f"form:has(button[name=document]) input[name={name}]").input_value()
        for name in ("csrfmiddlewaretoken", "seen", "type")
    }
    before = refusals(auditor)
    forged = {**form, "document": "co_owner_consent_paper"}  # of a later day
    assert post(learner, desk, forged) == 409
    assert post(learner, desk, {**form, "type": "do", "action": "file_case"}) == 409
    assert post(learner, desk, {**form, "document": "lease"}) == 200
    assert post(learner, desk, {**form, "document": "lease"}) == 409, "the same page sent again"
    other.goto("/my/account/")
    token = next(cookie["value"] for cookie in other.context.cookies() if "csrf" in cookie["name"])
    assert post(other, desk, {**form, "csrfmiddlewaretoken": token, "document": "id_scan"}) == 404
    assert refusals(auditor) == before + 4
    learner.goto(f"{desk}/steps/")
    assert learner.locator("input[name=seen]").first.input_value() == "1", "one act was lawful, and made once"


def post(page: Page, desk: str, form: dict[str, str]) -> int:
    return page.request.post(f"{desk}/act/", form=form, headers={"Referer": desk}).status


def refusals(page: Page) -> int:
    """Acts refused at a desk, as the audit log has them today."""
    page.goto("/people/audit/?action=case.action_refused")
    expect(page.get_by_role("heading", level=1)).to_have_text("Audit log")
    return page.locator("table tbody tr").count()


def desk_path(desk: str) -> str:
    return re.sub(r"^https?://[^/]+", "", desk)
