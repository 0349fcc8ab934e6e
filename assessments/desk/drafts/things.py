"""A list of things: added to, moved and taken from; each thing has a page of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lms.people.access import person

from ...forms.scenario.moves import change_rows, new_row
from ...services.authoring.drafts import DraftMoved, save_draft
from .faults import faults_by_thing, told_on
from .frame import editor_context, to_draft
from .pages import Page, name_of, page_url, seen_in, title_of, yaml_url


def show_things(request: HttpRequest, page: Page) -> HttpResponse:
    title = str(page.part.label)
    context = editor_context(request, page.draft, to_draft(page.draft), title=title, current=page.part.slug)
    counts = faults_by_thing(context["faults"], page.part.slug)
    context |= {
        "page": page,
        "here": [("", words) for here in told_on(context["faults"], page.part.slug, None).values() for words in here],
        "yaml_url": yaml_url(page),
        "things": [
            (number, name_of(one), title_of(one), page_url(page.draft, page.part.slug, number), counts[number])
            for number, one in enumerate(page.things)
        ],
    }
    return render(request, "assessments/desk/editor/things.html", context)


def move_things(request: HttpRequest, page: Page) -> HttpResponse:
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


def where_it_is_now(request: HttpRequest, page: Page) -> Page:
    """Things may have been moved since the page was opened: it is found again by the id it then had."""
    was = request.POST.get("was", "")
    ids = [name_of(one) for one in page.things]
    if not was or (page.thing is not None and page.thing < len(ids) and ids[page.thing] == was):
        return page
    return Page(page.draft, page.part, ids.index(was) if was in ids else len(ids))
