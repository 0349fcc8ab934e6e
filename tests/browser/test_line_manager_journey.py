"""A line manager prepares the conversations of the month, and the person sees in their own file who looked."""

import re
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

from django.utils import timezone
from playwright.sync_api import Page, expect

from .accessibility import grave_findings
from .figures import open_figures

HEAD, LEARNER = "陳立德", "林曉晴"
OTHER_BUREAU = re.compile("Market Regulation")


def test_a_line_manager_prepares_and_holds_a_conversation(visit: Callable[..., Page]) -> None:
    head = visit("head")
    team = the_own_people(head)
    proposed = three_at_most_with_what_to_say(head)
    assert set(proposed) <= set(team)
    the_day_is_noted_and_nothing_else(head)
    the_person_sees_who_looked(visit("learner", width=390))
    other_teams_do_not_exist(head, a_unit_elsewhere(visit("hr")))


def the_own_people(head: Page) -> list[str]:
    head.get_by_role("link", name="My team").click()
    expect(head.locator("main")).to_contain_text("there is no ranking")
    expect(head.locator("#unit")).to_have_count(0)  # one unit, hence no choice
    people = head.locator("main tbody th[scope=row]").all_inner_texts()
    assert LEARNER in people and HEAD not in people
    assert grave_findings(head) == []
    return people


def three_at_most_with_what_to_say(head: Page) -> list[str]:
    head.get_by_role("link", name="Three conversations to have this month").click()
    expect(head.locator(".sz-nav a[aria-current]")).to_have_text("My team")
    cards = head.locator("main section.sz-card")
    assert 1 <= cards.count() <= 3
    for word in ("To open with", "To bring"):
        expect(cards.first).to_contain_text(word)
    return cards.locator("h2").all_inner_texts()


def the_day_is_noted_and_nothing_else(head: Page) -> None:
    card = head.locator("main section.sz-card", has=head.get_by_role("button", name="Note the day")).last
    name = card.locator("h2").inner_text()
    card.get_by_label("Held on").fill((timezone.localdate() + timedelta(days=2)).isoformat())
    card.get_by_role("button", name="Note the day").click()
    expect(head.locator("main")).to_contain_text("not in the future")
    card = head.locator("main section.sz-card", has_text=name)
    card.get_by_role("button", name="Note the day").click()
    expect(head.locator("main")).to_contain_text("Noted: the day, and nothing else.")
    expect(card).to_contain_text("Held on")
    expect(card.locator("form")).to_have_count(0)
    assert grave_findings(head) == []


def the_person_sees_who_looked(learner: Page) -> None:
    learner.goto("/my/access/")
    looks = learner.locator("table:has(#looks) tbody tr", has_text=HEAD)
    expect(looks.first).to_contain_text("Line manager")
    expect(looks.first).to_contain_text("leading the team")
    rights = learner.locator("h3", has_text="By name").locator("xpath=following-sibling::ul[1]/li")
    expect(rights.filter(has_text=HEAD)).to_contain_text("Line manager")
    assert grave_findings(learner) == []
    assert learner.evaluate("document.documentElement.scrollWidth") == 390


def a_unit_elsewhere(hr: Page) -> str:
    """Its number, as HR reads it on the map."""
    open_figures(hr)
    address = hr.locator("table.sz-heat th").get_by_role("link", name=OTHER_BUREAU).get_attribute("href") or ""
    return address.split("?")[0].rstrip("/").rsplit("/", 1)[1]


def other_teams_do_not_exist(head: Page, unit: str) -> None:
    open_figures(head)
    for address in ("/hr/team/?unit=", "/hr/team/conversations/?unit=", "/hr/risks/?unit=", "/hr/gaps/"):
        answer = head.goto(f"{address}{unit}{'' if address.endswith('=') else '/'}")
        assert answer and answer.status == HTTPStatus.NOT_FOUND, address
    expect(head.locator("main")).not_to_contain_text(OTHER_BUREAU)
