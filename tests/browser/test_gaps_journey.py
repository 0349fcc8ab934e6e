"""HR goes from the map to a post's competency and to the reasons of a change, and prints the map for grey paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .accessibility import grave_findings
from .figures import open_figures

OFFICE = re.compile("Natural Resources")
INK = """cells => Object.fromEntries(cells.map(cell => {
    const look = getComputedStyle(cell);
    const step = [...cell.classList].find(name => /--\\w+$/.test(name)).split('--')[1];
    return [step, {ground: look.backgroundColor, ink: look.color, bar: parseFloat(look.borderBottomWidth),
                   line: look.borderTopStyle, image: look.backgroundImage}];
}))"""


def test_hr_goes_from_the_map_to_the_reasons_of_a_change(visit: Callable[..., Page]) -> None:
    page = visit("hr")
    ask_what_for(page)
    unit = from_the_map_to_a_unit(page)
    from_the_unit_to_a_post_and_its_competency(page)
    why_it_changed(page, unit)
    many_small_trends(page)
    on_grey_paper(page)


def ask_what_for(page: Page) -> None:
    page.goto("/hr/gaps/")
    expect(page.get_by_role("heading", name="What do you read the figures for?")).to_be_visible()
    assert grave_findings(page) == []
    open_figures(page, purpose="budget")
    expect(page.locator(".sz-purpose")).to_contain_text("Preparing a budget")
    expect(page.locator("table.sz-heat")).to_be_visible()
    assert grave_findings(page) == []


def from_the_map_to_a_unit(page: Page) -> str:
    page.get_by_role("link", name="Protection", exact=True).click()
    page.locator("table.sz-heat thead").get_by_role("link", name="P2").click()
    shares = page.locator("table.sz-heat tbody td:nth-of-type(2)").all_inner_texts()
    known = [int(text.split()[0]) for text in shares if re.fullmatch(r"\d+(\s[▲▼] \d+)?", text.strip())]
    assert known == sorted(known)
    page.get_by_role("link", name=OFFICE).first.click()
    expect(page.locator("h1")).to_contain_text(OFFICE)
    assert grave_findings(page) == []
    return page.url.split("?")[0].rstrip("/").rsplit("/", 1)[1]


def from_the_unit_to_a_post_and_its_competency(page: Page) -> None:
    page.locator("table.sz-heat tbody td a[href*='/posts/']").first.click()
    expect(page.locator("nav.sz-breadcrumbs li")).to_have_count(5)
    assert grave_findings(page) == []
    page.locator("nav.sz-breadcrumbs li a").last.click()
    expect(page.locator("table.sz-table")).to_contain_text("Not shown: fewer than 10 people")
    assert grave_findings(page) == []


def why_it_changed(page: Page, unit: str) -> None:
    page.goto("/hr/change/")
    expect(page.locator(".sz-change__sentence")).to_contain_text("Coverage")
    drawn = page.locator(".sz-fall__label").all_text_contents()
    told = page.locator("table:has(#parts) .sz-num").all_inner_texts()[1:]
    points = [int(re.split(r"\s", text.replace("−", "-").replace("±", ""))[0]) for text in told]
    assert points[0] + sum(points[1:-1]) == points[-1]
    assert [one.split("\n")[0].replace("\xa0", " ") for one in told] == drawn
    page.select_option("#unit", unit)
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text(OFFICE)
    assert grave_findings(page) == []


def many_small_trends(page: Page) -> None:
    page.goto("/hr/trends/")
    drawings = page.locator("svg.sz-chart--small")
    assert drawings.count() > 4
    page.get_by_text("As a table").first.click()
    expect(page.locator(".sz-multiple table").first).to_be_visible()
    assert grave_findings(page) == []


def on_grey_paper(page: Page) -> None:
    """Without a single background: the number is black on white, and the step is the height of its bar."""
    page.goto("/hr/gaps/")
    page.emulate_media(media="print")
    looks = page.locator(".sz-heat td.sz-heat__cell[class*='--'], .sz-key .sz-heat__cell").evaluate_all(INK)
    assert {look["ground"] for look in looks.values()} == {"rgb(255, 255, 255)"}
    assert {look["ink"] for look in looks.values()} == {"rgb(0, 0, 0)"}
    assert {look["image"] for look in looks.values()} == {"none"}
    bars = [looks[step]["bar"] for step in "01234"]
    assert bars == sorted(set(bars)), bars
    assert looks["unknown"]["line"] == "dashed"
    assert looks["suppressed"]["line"] == "dotted"
    expect(page.get_by_text("E-service case handling").first).to_be_visible()  # what the codes stand for


@pytest.mark.parametrize("address", ["/hr/gaps/", "/hr/trends/", "/hr/change/"])
def test_the_figures_need_no_script_and_fit_a_phone(visit: Callable[..., Page], address: str) -> None:
    page = visit("hr", scripts=False, width=390)
    page.goto(address)
    page.locator("input[name=purpose][value=audit]").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("h1")).to_be_visible()
    expect(page).to_have_url(re.compile(re.escape(address)))
    for part in ("main svg", "main table"):
        assert page.locator(part).count() or address == "/hr/gaps/"
