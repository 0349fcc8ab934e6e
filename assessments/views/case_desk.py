"""The desk: one page a section, each complete without scripts, all of them behind the same frame."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lms.people.access import signed_in

from ..models import CaseRun
from ..selectors.case_desk import Desk, desk_of
from ..services.casework import is_bound
from .binding import session_key
from .case_acts import taken_over
from .case_debrief import run_seen
from .case_reading import PUT_OFF, READ, names_in, put_off_now, remember
from .case_sections import SECTIONS, Section, contents_of, label_of


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case_run(request: HttpRequest, public_id: UUID, section: str = "inbox", part: str = "") -> HttpResponse:
    """A section of the desk, or one thing in it; posting a letter here only previews it, or answers its text alone."""
    run = run_seen(request, public_id)
    if run.status != CaseRun.Status.OPEN:
        return redirect("assessments:case_debrief", public_id)
    if not is_bound(run, session_key(request)):
        return taken_over(request, run)
    place = SECTIONS.get(section)
    if place is None or (part and not place.has_parts):
        raise Http404
    if request.method == "POST" and (section != "letters" or "later" in request.POST):
        return _put_off(request, run)
    read = names_in(request, READ) | ({part} if section == "inbox" and part else set())
    desk = desk_of(run, language=get_language() or "en", read=read)
    chosen = _chosen(desk, place, part)
    context = {**_frame(request, desk, place), "part": chosen, **contents_of(place, request, desk, chosen)}
    sheet = context.get("is_draft", False)
    template = "assessments/cases/desk/draft.html" if sheet else f"assessments/cases/desk/{section}.html"
    response = render(request, template, context)
    remember(request, response, run, read=read)
    return response


def _put_off(request: HttpRequest, run: CaseRun) -> HttpResponse:
    """Whoever interrupts waits, marked on every page, and the page is as it was."""
    response = redirect(f"{request.path}#opened")
    remember(request, response, run, put_off=names_in(request, PUT_OFF) | put_off_now(request))
    return response


def _chosen(desk: Desk, place: Section, part: str) -> dict[str, Any] | None:
    if part:
        chosen = desk.part(place.kind, part)
        if chosen is None:
            raise Http404
        return chosen
    # One checklist needs no list of checklists.
    things: list[dict[str, Any]] = desk.shown[place.kind]
    return things[0] if place.name == "checklist" and len(things) == 1 else None


def _frame(request: HttpRequest, desk: Desk, place: Section) -> dict[str, Any]:
    beside = request.GET.get("beside", "")
    ringing, waiting = desk.interruptions(names_in(request, PUT_OFF))
    return {
        "desk": desk,
        "shown": desk.shown,
        "run": desk.run,
        "section": place,
        "label": label_of(place, desk),
        "sections": [_link(desk, one, is_current=one is place) for one in SECTIONS.values()],
        "beside": next((source for source in desk.sources if source["id"] == beside), None),
        # A letter half written is not interrupted: nothing can have come in while it was.
        "ringing": ringing if request.method != "POST" else [],
        "waiting": waiting if request.method != "POST" else [*ringing, *waiting],
        "now": timezone.now(),
    }


def _link(desk: Desk, section: Section, *, is_current: bool) -> dict[str, Any]:
    counts = {"inbox": desk.unread, "file": len(desk.shown["documents"])}
    return {
        "name": section.name,
        "label": label_of(section, desk),
        "url": reverse("assessments:case_section", args=[desk.run.public_id, section.name]),
        "count": counts.get(section.name, 0),
        "is_unread": section.name == "inbox" and desk.unread > 0,
        "is_current": is_current,
    }
