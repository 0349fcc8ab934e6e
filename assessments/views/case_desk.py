"""The desk: one page a section, each complete without scripts, all of them behind the same frame."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lms.people.access import signed_in

from ..models import CaseRun
from ..selectors.case_desk import Desk, desk_of, provisions_for
from ..selectors.case_resuming import may_be_resumed, steps_of
from ..services.casework import is_bound
from .binding import session_key
from .case_acts import payload_in, taken_over
from .case_debrief import run_seen

READ_COOKIE = "sz_read"  # which messages this browser has opened; nothing but their names, and only for this run
LONGEST_SEARCH = 60


@dataclass(frozen=True, slots=True)
class Section:
    """A place at the desk. `kind` is the list of the engine's view that its parts come from."""

    name: str
    label: str | Promise
    kind: str
    act: str = ""  # of the journal key that its parts lead to


SECTIONS = {
    section.name: section
    for section in (
        Section("inbox", gettext_lazy("Inbox"), "inbox"),
        Section("file", gettext_lazy("Case file"), "documents"),
        Section("registries", gettext_lazy("Registries"), "tools", "look_up"),
        Section("checklist", gettext_lazy("Checklist"), "checklists", "check"),
        Section("letters", gettext_lazy("Letters and decision"), "forms", "submit"),
        Section("steps", gettext_lazy("Other steps"), "actions"),
        Section("rules", gettext_lazy("Rule book"), "rulebook"),
        Section("journal", gettext_lazy("Journal"), "journal"),
    )
}
WITH_PARTS = ("inbox", "file", "registries", "checklist", "letters")


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
    if place is None or (part and section not in WITH_PARTS):
        raise Http404
    read = _read(request) | ({part} if section == "inbox" and part else set())
    desk = desk_of(run, language=get_language() or "en", read=read)
    chosen = _chosen(desk, place, part)
    if request.method == "POST" and section != "letters":
        return redirect(request.path)
    context = {**_frame(request, desk, place), "part": chosen, **_MORE.get(section, _nothing)(request, desk, chosen)}
    sheet = context.get("is_draft", False)
    template = "assessments/cases/papers/letter.html" if sheet else f"assessments/cases/desk/{section}.html"
    response = render(request, template, context)
    if read != _read(request):
        _remember(request, response, run, read=read)
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
    return {
        "desk": desk,
        "shown": desk.shown,
        "run": desk.run,
        "section": place,
        "sections": [_link(desk, one, is_current=one is place) for one in SECTIONS.values()],
        "beside": next((source for source in desk.sources if source["id"] == beside), None),
        "now": timezone.now(),
    }


def _link(desk: Desk, section: Section, *, is_current: bool) -> dict[str, Any]:
    counts = {"inbox": desk.unread, "file": len(desk.shown["documents"])}
    return {
        "name": section.name,
        "label": section.label,
        "url": reverse("assessments:case_section", args=[desk.run.public_id, section.name]),
        "count": counts.get(section.name, 0),
        "is_unread": section.name == "inbox" and desk.unread > 0,
        "is_current": is_current,
    }


def _letters(request: HttpRequest, desk: Desk, form: dict[str, Any] | None) -> dict[str, Any]:
    if form is None:
        return {}
    hints = _hints(request, desk, form, act="submit")
    if request.method != "POST" or not form["enabled"]:
        return {**hints, "fields": _filled(form, {}), "is_preview": False}
    payload, go = payload_in(request.POST), request.POST.get("go")
    errors = _missing(form, payload) if go == "preview" else []
    return {
        **hints,
        "fields": _filled(form, payload),
        "errors": errors,
        "letter": desk.draft(form["id"], payload),
        "is_preview": go == "preview" and not errors,
        "is_draft": go == "draft",
    }


def _filled(form: dict[str, Any], payload: dict[str, Any]) -> list[dict[str, Any]]:
    filled = []
    for field in form["fields"]:
        given = payload.get(field["id"], [] if field["kind"] == "multi" else "")
        many = given if isinstance(given, list) else [given]
        options = [{**option, "is_chosen": option["id"] in many} for option in field["options"]]
        prefix = "many" if field["kind"] == "multi" else "one"
        filled.append({**field, "name": f"{prefix}-{field['id']}", "options": options, "given": given, "many": many})
    return filled


def _missing(form: dict[str, Any], payload: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {"text": _("%(field)s: this is still empty.") % {"field": field["label"]}, "href": f"#field-{field['id']}"}
        for field in form["fields"]
        if field["required"] and field["kind"] != "multi" and not payload.get(field["id"])
    ]


def _rules(request: HttpRequest, desk: Desk, part: dict[str, Any] | None) -> dict[str, Any]:
    query = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    words = query.lower().split()
    laws = [
        law
        for law in desk.shown["rulebook"]
        if all(word in f"{law['name']} {law['article']} {law['summary']}".lower() for word in words)
    ]
    return {"query": query, "laws": laws}


def _registries(request: HttpRequest, desk: Desk, part: dict[str, Any] | None) -> dict[str, Any]:
    return _hints(request, desk, part, act="look_up")


def _checklist(request: HttpRequest, desk: Desk, part: dict[str, Any] | None) -> dict[str, Any]:
    return _hints(request, desk, part, act="check")


def _hints(request: HttpRequest, desk: Desk, part: dict[str, Any] | None, *, act: str) -> dict[str, Any]:
    """Practice names the articles that bear on a step; an examination names none."""
    if part is None or not desk.is_practice:
        return {}
    return {"hints": provisions_for(desk.run, f"{act}.{part['id']}", rulebook=desk.shown["rulebook"])}


def _journal(request: HttpRequest, desk: Desk, part: dict[str, Any] | None) -> dict[str, Any]:
    """Practice can be taken up again before each of its acts."""
    return {"acts": steps_of(desk.run, language=desk.language)} if may_be_resumed(desk.run) else {}


def _nothing(request: HttpRequest, desk: Desk, part: dict[str, Any] | None) -> dict[str, Any]:
    return {}


_MORE: dict[str, Callable[[HttpRequest, Desk, dict[str, Any] | None], dict[str, Any]]] = {
    "letters": _letters,
    "rules": _rules,
    "registries": _registries,
    "checklist": _checklist,
    "journal": _journal,
}


def _read(request: HttpRequest) -> set[str]:
    return {name for name in request.COOKIES.get(READ_COOKIE, "").split(".") if name.isidentifier()}


def _remember(request: HttpRequest, response: HttpResponse, run: CaseRun, *, read: set[str]) -> None:
    response.set_cookie(
        READ_COOKIE,
        ".".join(sorted(read)),
        path=reverse("assessments:case_run", args=[run.public_id]),
        max_age=60 * 60 * 24 * 30,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
    )
