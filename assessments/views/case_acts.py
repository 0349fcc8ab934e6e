"""From a posted form to an act of the engine, and back to the page where its effect is seen."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lms.people.access import person, signed_in

from ..models import CaseRun
from ..selectors.case_words import REFUSALS
from ..selectors.scenarios import run_of
from ..services.casework import ActRefused, act, note_stranger, take_over_run
from .binding import session_key

LONGEST_VALUE = 4000  # characters; the engine's own limit for free text
SECTION_OF = {"open": "file", "look_up": "registries", "check": "checklist", "submit": "letters"}
PART_OF = {"open": "document", "look_up": "tool", "check": "checklist", "submit": "form"}
LONE = {"do": "action", "wait": "until"}


@signed_in
@never_cache
@require_POST
def case_act(request: HttpRequest, public_id: UUID) -> HttpResponse:
    run = run_of(request.user, public_id)
    if run is None:
        _note_stranger(request, public_id)
        raise Http404
    action = action_in(request.POST)
    try:
        run = act(run=run, action=action, seen=_seen(request.POST), session_key=session_key(request), at=timezone.now())
    except ActRefused as refused:
        return _refuse(request, run, refused.code)
    if run.status != CaseRun.Status.OPEN:
        return redirect("assessments:case_debrief", public_id)
    return _to_the_effect(request, run, action)


@signed_in
@require_POST
def take_over_case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    run = run_of(request.user, public_id)
    if run is None:
        raise Http404
    take_over_run(run=run, session_key=session_key(request))
    return redirect("assessments:case_run", public_id)


def taken_over(request: HttpRequest, run: CaseRun) -> HttpResponse:
    context = {"take_over": reverse("assessments:case_take_over", args=[run.public_id])}
    return render(request, "assessments/taken_over.html", context, status=HTTPStatus.CONFLICT)


def action_in(posted: QueryDict) -> dict[str, Any]:
    """The act as the engine reads it. Only the shape is made here; what is allowed, the engine says."""
    if any("\0" in text for name, values in posted.lists() for text in (name, *values)):
        return {"type": ""}  # no form of ours sends it, and not every database can keep it
    kind = posted.get("type", "")
    action: dict[str, Any] = {"type": kind[:20]}
    for name in (PART_OF.get(kind), LONE.get(kind)):
        if name:
            action[name] = posted.get(name, "")[:60]
    if kind == "look_up":
        action |= {"purpose": posted.get("purpose", "")[:60], "basis": posted.get("basis", "")[:60]}
    if kind == "check":
        action["marks"] = _marks(posted)
    if kind == "submit":
        action["payload"] = payload_in(posted)
    return action


def payload_in(posted: QueryDict) -> dict[str, Any]:
    """Fields named `one-…` hold a single value, `many-…` a list of boxes ticked."""
    payload: dict[str, Any] = {}
    for key in posted:
        kind, _dash, name = key.partition("-")
        if kind == "many":
            payload[name[:60]] = list(dict.fromkeys(value[:60] for value in posted.getlist(key)[:60]))
        elif kind == "one":
            payload[name[:60]] = posted.get(key, "").replace("\r\n", "\n").strip()[: LONGEST_VALUE + 1]
    return payload


def _marks(posted: QueryDict) -> dict[str, dict[str, str | None]]:
    names = [key.partition("-")[2][:60] for key in posted if key.startswith("mark-")]
    return {
        name: {"value": posted.get(f"mark-{name}", "")[:60], "source": posted.get(f"source-{name}", "")[:60] or None}
        for name in names
    }


def _seen(posted: QueryDict) -> int:
    text = posted.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1


def _to_the_effect(request: HttpRequest, run: CaseRun, action: dict[str, Any]) -> HttpResponse:
    """The address ends in what the focus moves to: the thing opened, the word that it is done, or the clock."""
    kind = action["type"]
    if kind in SECTION_OF:
        url = reverse("assessments:case_part", args=[run.public_id, SECTION_OF[kind], action[PART_OF[kind]]])
        if kind in ("open", "look_up"):
            return redirect(f"{url}#opened")
        messages.success(
            request, _("Your findings are in the file.") if kind == "check" else _("Sent. A copy stays here.")
        )
        return redirect(f"{url}#done")
    if kind == "wait":
        return redirect(reverse("assessments:case_run", args=[run.public_id]) + "#clock")
    messages.success(request, _("Done and noted in the journal."))
    return redirect(reverse("assessments:case_section", args=[run.public_id, "steps"]) + "#done")


def _refuse(request: HttpRequest, run: CaseRun, code: str) -> HttpResponse:
    if code == "elsewhere":
        return taken_over(request, run)
    if code == "stale":
        return render(request, "assessments/cases/conflict.html", {"run": run}, status=409)
    if code in ("run_closed", "time_over"):
        if code == "time_over":
            messages.info(request, _("The time was over before this arrived. What was done before counts."))
        return redirect("assessments:case_debrief", run.public_id)
    return render(request, "assessments/cases/refused.html", {"run": run, "reason": REFUSALS[code]}, status=409)


def _note_stranger(request: HttpRequest, public_id: UUID) -> None:
    run = CaseRun.objects.filter(public_id=public_id).first()
    if run is not None:
        note_stranger(run=run, actor=person(request))
