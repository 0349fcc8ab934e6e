"""A page of boxes: shown with its faults, and saved whatever was written."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lms.base.simplifying import simplifier
from lms.people.access import person

from ...domain.casework.errors import ScenarioInvalid
from ...forms.scenario.moves import moved
from ...forms.scenario.nested import read_all, show_all
from ...forms.scenario.sent import Sent
from ...selectors.authoring.drafts import names_in
from ...selectors.authoring.scenarios import differences
from ...selectors.scenario_words import problem_words
from ...services.authoring.drafts import DraftMoved, save_draft
from .faults import told_on
from .frame import KINDS_OF_NAMES, editor_context, to_draft, to_part
from .pages import Page, name_of, page_url, seen_in, title_of, yaml_url

CONFLICT, UNREADABLE = 409, 422


def save(request: HttpRequest, page: Page) -> HttpResponse:
    """Whatever was written is kept; a button of a row moves it on the way."""
    former = page.value if page.thing is None or page.thing < len(page.things) else {}
    value = read_all(page.boxes, Sent(request.POST, simplifier()), "", former)
    move = request.POST.get("move", "")
    try:
        changed = moved(page.boxes, value, move) if move else value
        save_draft(draft=page.draft, entries=page.entries(changed), seen=seen_in(request), editor=person(request))
    except DraftMoved as conflict:
        return show_form(request, Page(conflict.draft, page.part, page.thing), value, status=CONFLICT)
    except ScenarioInvalid as invalid:
        messages.error(request, " ".join(problem_words(problem) for problem in invalid.problems))
        return show_form(request, page, value, status=UNREADABLE)
    if move:
        return redirect(f"{page.url}#{_anchor(move)}")
    messages.success(request, _("Saved."))
    return redirect(page.url)


def _anchor(move: str) -> str:
    """Where the row of a move, or the list it was added to, stands on the page."""
    verb, _colon, at = move.partition(":")
    place = "".join(sign if sign.isalnum() or sign in "_-" else "-" for sign in at)[:200]
    return f"add-{place}" if verb == "add" else place


def show_form(request: HttpRequest, page: Page, value: Any, *, status: int = 200) -> HttpResponse:
    """`value` is what stands in the boxes: the stored text, or what was written when it could not be saved."""
    is_thing = page.thing is not None
    title = (title_of(value) or name_of(value) or str(page.part.one)) if is_thing else str(page.part.label)
    trail = to_part(page.draft, page.part) if is_thing else to_draft(page.draft)
    context = editor_context(request, page.draft, trail, title=title, current=page.part.slug)
    told = told_on(context["faults"], page.part.slug, page.thing)
    there = page.thing is None or page.thing < len(page.things)
    context |= {
        "page": page,
        "boxes": show_all(page.boxes, value, "", told),
        "here": [(box.replace(".", "-"), words) for box, here in told.items() for words in here],
        "was": name_of(value) if status == 200 else request.POST.get("was", ""),
        "is_conflict": status == CONFLICT,
        "differences": differences(page.value if there else {}, value) if status == CONFLICT else [],
        "names": [(KINDS_OF_NAMES[kind], names) for kind, names in names_in(page.draft.definition) if names],
        "yaml_url": yaml_url(page) if there else "",
        "neighbours": _neighbours(page),
    }
    return render(request, "assessments/desk/editor/form.html", context, status=status)


def _neighbours(page: Page) -> dict[str, str]:
    """Addresses of the thing before and the one after."""
    if page.thing is None:
        return {}
    places = {"before": page.thing - 1, "after": page.thing + 1}
    return {
        name: page_url(page.draft, page.part.slug, place)
        for name, place in places.items()
        if 0 <= place < len(page.things)
    }
