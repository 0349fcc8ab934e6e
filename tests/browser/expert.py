"""What a well-prepared person knows: the answers of the starter banks."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml
from playwright.sync_api import Locator, Page

from assessments.domain.items.content import ItemContent
from assessments.domain.items.files import read_entry
from assessments.domain.items.registry import read_keyed, slots_of
from assessments.domain.items.wire import draw_tokens, write_reply
from assessments.selectors.questions import Asked, Question, question_of

ROOT = Path(__file__).resolve().parents[2] / "assessments" / "starter"
STEM = ".sz-exam__case, .sz-exam__stem"  # the first one on the page


@cache
def answers() -> dict[str, Question]:
    """English stem → the task with the right answer filled in, as the player would show it."""
    found = {}
    for path in (ROOT / "items").glob("*.yaml"):
        for entry in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["items"]:
            found[_squeeze(entry["stem"]["en"])] = _answered(read_entry(_without_file(entry)))
    return found


def _without_file(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """Where a picture is named by its file, its digest and size do not matter here."""
    if "picture" not in entry.get("body", {}):
        return entry
    picture = {"digest": "0" * 64, "width": 4000, "height": 4000, "alt": entry["body"]["picture"]["alt"]}
    return {**entry, "body": {**entry["body"], "picture": picture}}


def _answered(content: ItemContent) -> Question:
    slots = slots_of(content.kind, content.body)
    tokens = draw_tokens(slots, Random(1))
    sent = write_reply(slots, tokens, read_keyed(content.kind, content.body, content.right).solution())
    return question_of(content.kind, content.stem, content.body, tokens=tokens, sent=sent, language="en")


def sit(page: Page, code: str, *, right: bool = True) -> None:
    """Sit a whole examination in English, giving the right answers (or others)."""
    page.goto(f"/exam/{code}/")
    page.get_by_role("button", name="Start the examination now").click()
    while "/review/" not in page.url:
        page.wait_for_selector(STEM)
        question = answers()[_stem(page)]
        for task in (question, *question.parts):
            for asked in task.asked:
                if task.kind == "ordering":
                    _place(page, asked, right=right)
                else:
                    _fill(page, asked, right=right)
        page.get_by_role("button", name="Save and continue").click()
        page.wait_for_load_state()
    page.get_by_role("button", name="Hand in now").click()
    page.wait_for_url("**/result/")


def _stem(page: Page) -> str:
    """A case is told in paragraphs below a heading of its own."""
    first = page.locator(STEM).first
    return _squeeze(" ".join(first.locator("p").all_inner_texts()) or first.inner_text())


def _fill(page: Page, asked: Asked, *, right: bool) -> None:
    """Find each control by its field and the words beside it: tokens differ from candidate to candidate."""
    if asked.typed:
        page.fill(f"[name='{asked.field}']", asked.typed if right else "0")
    chosen = {_squeeze(choice.text) for choice in asked.choices if choice.is_chosen}
    for label in page.locator(f"label.sz-choice:has([name='{asked.field}'])").all():
        if (re.sub(r"^\d+ ", "", _words(label, "span")) in chosen) == right:
            label.locator("input").check()
    for option in page.locator(f"select[name='{asked.field}'] option:not([value=''])").all():
        if (re.sub(r"^[A-Z]\. ", "", _squeeze(option.text_content() or "")) in chosen) == right:
            page.select_option(f"select[name='{asked.field}']", option.get_attribute("value"))


def _place(page: Page, asked: Asked, *, right: bool) -> None:
    """Each step at its place, or in the opposite order; steps of other tasks on the page are left alone."""
    place_of = {_squeeze(choice.text): choice.place or 0 for choice in asked.choices}
    for name in [str(one.get_attribute("name")) for one in page.locator(".sz-order__place").all()]:
        step = page.locator(f".sz-order__step:has([name='{name}'])")
        place = place_of.get(_words(step, ".sz-order__text"))
        if place:
            step.locator("select").select_option(str(place if right else len(place_of) + 1 - place))


def _words(within: Locator, selector: str) -> str:
    return _squeeze(within.locator(selector).first.inner_text())


def _squeeze(text: str) -> str:
    return " ".join(text.split())
