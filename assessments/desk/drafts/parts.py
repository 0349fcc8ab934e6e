"""The editor's pages: a part with its boxes, a list of things, one thing, and any of them as YAML."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.base.simplifying import simplifier
from lms.people.access import person

from ...domain.casework.errors import ScenarioInvalid
from ...domain.casework.reading import fault
from ...forms.scenario.kinds import read_all, show_all
from ...forms.scenario.moves import change_rows, moved, new_row
from ...forms.scenario.sent import Sent
from ...models import ScenarioDraft
from ...selectors.authoring.drafts import names_in
from ...selectors.authoring.scenarios import differences
from ...selectors.scenario_words import problem_words
from ...services.authoring.drafts import DraftMoved, save_draft
from ...services.authoring.scenario_files import read_part, write_yaml
from ..doors import authors_and_reviewers
from .faults import faults_by_thing, told_on
from .frame import KINDS_OF_NAMES, editor_context, to_draft, to_part
from .pages import Page, page_of, page_url, refuse_readers, seen_in, title_of

CONFLICT, UNREADABLE = 409, 422


@authors_and_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, public_id: UUID, part: str) -> HttpResponse:
    page = page_of(request, public_id, part)
    if request.method == "POST":
        refuse_readers(request, page.draft)
        return _move_things(request, page) if page.part.is_list else _save(request, page)
    return _list(request, page) if page.part.is_list else _form(request, page, page.value)


@authors_and_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def thing(request: HttpRequest, public_id: UUID, part: str, thing: int) -> HttpResponse:
    page = page_of(request, public_id, part, thing)
    if request.method == "POST":
        refuse_readers(request, page.draft)
        return _save(request, _where_it_is_now(request, page))
    return _form(request, page, page.value)


@authors_and_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def as_yaml(request: HttpRequest, public_id: UUID, part: str, thing: int | None = None) -> HttpResponse:
    """For what is rare or long; what is no YAML is not stored, and stays on the page."""
    page = page_of(request, public_id, part, thing)
    if request.method != "POST":
        return _yaml(request, page, write_yaml(page.value))
    refuse_readers(request, page.draft)
    text = request.POST.get("text", "")
    try:
        value = read_part(text)
        _check_shape(page, value)
        save_draft(draft=page.draft, entries=page.entries(value), seen=seen_in(request), editor=person(request))
    except ScenarioInvalid as invalid:
        told = [(problem.path.removeprefix(":"), problem_words(problem)) for problem in invalid.problems]
        return _yaml(request, page, text, problems=told, status=UNREADABLE)
    except DraftMoved as conflict:
        return _yaml(request, Page(conflict.draft, page.part, page.thing), text, theirs=True, status=CONFLICT)
    messages.success(request, _("Saved."))
    return redirect(page.url)


def _check_shape(page: Page, value: Any) -> None:
    if page.part.is_list and page.thing is None:
        if not isinstance(value, list):
            raise fault("", "not_list")
    elif not isinstance(value, Mapping):
        raise fault("", "not_mapping")


def _save(request: HttpRequest, page: Page) -> HttpResponse:
    """Whatever was written is kept; a button of a row moves it on the way."""
    former = page.value if page.thing is None or page.thing < len(page.things) else {}
    value = read_all(page.boxes, Sent(request.POST, simplifier()), "", former)
    move = request.POST.get("move", "")
    try:
        changed = moved(page.boxes, value, move) if move else value
        save_draft(draft=page.draft, entries=page.entries(changed), seen=seen_in(request), editor=person(request))
    except DraftMoved as conflict:
        return _form(request, Page(conflict.draft, page.part, page.thing), value, theirs=page.draft, status=CONFLICT)
    except ScenarioInvalid as invalid:
        messages.error(request, " ".join(problem_words(problem) for problem in invalid.problems))
        return _form(request, page, value, status=UNREADABLE)
    if move:
        return redirect(f"{page.url}#{_anchor(move)}")
    messages.success(request, _("Saved."))
    return redirect(page.url)


def _anchor(move: str) -> str:
    """Where the row of a move, or the list it was added to, stands on the page."""
    verb, _colon, at = move.partition(":")
    place = "".join(sign if sign.isalnum() or sign in "_-" else "-" for sign in at)[:200]
    return f"add-{place}" if verb == "add" else place


def _move_things(request: HttpRequest, page: Page) -> HttpResponse:
    verb, _colon, place = request.POST.get("move", "").partition(":")
    at = int(place) if place.isascii() and place.isdigit() and len(place) < 6 else None
    new = new_row(page.part.new, page.things)
    things = change_rows(page.things, verb, at, new=new)
    if verb == "add" and page.part.last_stays:
        things[-2:] = reversed(things[-2:])
    try:
        save_draft(draft=page.draft, entries=page.entries(things), seen=seen_in(request), editor=person(request))
    except DraftMoved:
        messages.error(
            request, _("Somebody has just changed this working copy. Nothing was done; here it is as it is now.")
        )
        return redirect(page.url)
    return redirect(page_url(page.draft, page.part.slug, things.index(new)) if verb == "add" else page.url)


def _where_it_is_now(request: HttpRequest, page: Page) -> Page:
    """Things may have been moved since the page was opened: it is found again by the id it then had."""
    was = request.POST.get("was", "")
    ids = [_name(one) for one in page.things]
    if not was or (page.thing is not None and page.thing < len(ids) and ids[page.thing] == was):
        return page
    return Page(page.draft, page.part, ids.index(was) if was in ids else len(ids))


def _name(thing: object) -> str:
    return str(thing.get("id") or thing.get("name") or "") if isinstance(thing, Mapping) else ""


def _form(
    request: HttpRequest, page: Page, value: Any, *, theirs: ScenarioDraft | None = None, status: int = 200
) -> HttpResponse:
    is_thing = page.thing is not None
    title = (title_of(value) or _name(value) or str(page.part.one)) if is_thing else str(page.part.label)
    trail = to_part(page.draft, page.part) if is_thing else to_draft(page.draft)
    context = editor_context(request, page.draft, trail, title=title, current=page.part.slug)
    told = told_on(context["faults"], page.part.slug, page.thing)
    there = page.thing is None or page.thing < len(page.things)
    context |= {
        "page": page,
        "boxes": show_all(page.boxes, value, "", told),
        "here": [(box.replace(".", "-"), words) for box, here in told.items() for words in here],
        "was": _name(value) if status == 200 else request.POST.get("was", ""),
        "is_conflict": status == CONFLICT,
        "differences": differences(page.value if there else {}, value) if theirs else [],
        "names": [(KINDS_OF_NAMES[kind], names) for kind, names in names_in(page.draft.definition) if names],
        "yaml_url": _yaml_url(page) if there else "",
        "neighbours": _neighbours(page),
    }
    return render(request, "assessments/desk/editor/form.html", context, status=status)


def _list(request: HttpRequest, page: Page) -> HttpResponse:
    title = str(page.part.label)
    context = editor_context(request, page.draft, to_draft(page.draft), title=title, current=page.part.slug)
    counts = faults_by_thing(context["faults"], page.part.slug)
    context |= {
        "page": page,
        "here": [("", words) for here in told_on(context["faults"], page.part.slug, None).values() for words in here],
        "yaml_url": _yaml_url(page),
        "things": [
            (number, _name(one), title_of(one), page_url(page.draft, page.part.slug, number), counts[number])
            for number, one in enumerate(page.things)
        ],
    }
    return render(request, "assessments/desk/editor/things.html", context)


def _yaml(
    request: HttpRequest,
    page: Page,
    text: str,
    *,
    problems: list[tuple[str, str]] | None = None,
    theirs: bool = False,
    status: int = 200,
) -> HttpResponse:
    is_thing = page.thing is not None
    if is_thing and page.thing is not None and page.thing >= len(page.things):
        raise Http404
    trail = to_part(page.draft, page.part) if is_thing else to_draft(page.draft)
    name = _name(page.value) if is_thing else str(page.part.label)
    title = _("%(name)s as YAML") % {"name": name}
    context = editor_context(request, page.draft, trail, title=title, current=page.part.slug)
    context |= {"page": page, "text": text, "problems": problems, "theirs": write_yaml(page.value) if theirs else ""}
    return render(request, "assessments/desk/editor/yaml.html", context, status=status)


def _yaml_url(page: Page) -> str:
    args = [page.draft.public_id, page.part.slug, *([] if page.thing is None else [page.thing])]
    return reverse("authoring:draft_yaml" if page.thing is None else "authoring:draft_thing_yaml", args=args)


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
