"""The invigilator's board: read again every few seconds, and every act on it is a post with its reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lms.people.access import access, person, signed_in

from ..forms.board import ActForm
from ..models import ExamSession, Incident, Seat
from ..selectors.board import board_of
from ..services.invigilation.acting import end_for, pause, resume
from ..services.invigilation.admission import admit
from ..services.invigilation.calls import lower_hand
from ..services.invigilation.incidents import add_minutes, decide_incident, may_decide, note_incident
from ..services.invigilation.room import admit_all_present, pause_everybody, resume_everybody
from ..services.invigilation.sessions import InvigilationRefused

Act = Callable[[Seat, dict[str, Any], dict[str, Any]], object]
RoomAct = Callable[[ExamSession, dict[str, Any], dict[str, Any]], object]

ACTS: dict[str, Act] = {
    "admit": lambda seat, said, who: admit(seat=seat, **who),
    "pause": lambda seat, said, who: pause(seat=seat, reason=said["reason"], **who),
    "resume": lambda seat, said, who: resume(seat=seat, **who),
    "end": lambda seat, said, who: end_for(seat=seat, reason=said["reason"], **who),
    "lower_hand": lambda seat, said, who: lower_hand(seat=seat, **who),
    "note": lambda seat, said, who: note_incident(session=seat.session, seat=seat, note=said["reason"], **who),
    "minutes": lambda seat, said, who: add_minutes(seat=seat, minutes=said["minutes"] or 0, note=said["reason"], **who),
}
ROOM_ACTS: dict[str, RoomAct] = {
    "admit_all": lambda session, said, who: admit_all_present(session=session, **who),
    "pause_all": lambda session, said, who: pause_everybody(session=session, reason=said["reason"], **who),
    "resume_all": lambda session, said, who: resume_everybody(session=session, **who),
    "note": lambda session, said, who: note_incident(session=session, note=said["reason"], **who),
}


@signed_in
@never_cache
@require_safe
def board(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return render(request, "assessments/sessions/board.html", _context(request, public_id))


@signed_in
@never_cache
@require_safe
def board_rows(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same without its frame, for the script that keeps it fresh."""
    return render(request, "assessments/sessions/board_rows.html", _context(request, public_id))


@signed_in
@require_POST
def act_on_seat(request: HttpRequest, public_id: UUID, seat_id: UUID) -> HttpResponse:
    found = _invigilated(request, public_id)
    seat = get_object_or_404(found.seats.select_related("session", "learner"), public_id=seat_id)
    form = ActForm(request.POST)
    act = ACTS.get(form.cleaned_data["act"]) if form.is_valid() else None
    if act is None:
        raise Http404
    return _done(request, public_id, lambda: act(seat, form.cleaned_data, _who(request)))


@signed_in
@require_POST
def act_on_room(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _invigilated(request, public_id)
    form = ActForm(request.POST)
    act = ROOM_ACTS.get(form.cleaned_data["act"]) if form.is_valid() else None
    if act is None:
        raise Http404
    return _done(request, public_id, lambda: act(found, form.cleaned_data, _who(request)))


@signed_in
@require_POST
def decide(request: HttpRequest, public_id: UUID, incident_id: UUID) -> HttpResponse:
    """By the second person, who may be a manager and no invigilator."""
    found = access(request.user, ExamSession, public_id=public_id)
    incidents = Incident.objects.filter(session=found).select_related("session__unit", "seat")
    incident = get_object_or_404(incidents, public_id=incident_id)
    if not may_decide(incident, person(request)):
        raise Http404
    approve = request.POST.get("decision") == "approve"
    return _done(request, public_id, lambda: decide_incident(incident=incident, approve=approve, **_who(request)))


def _invigilated(request: HttpRequest, public_id: UUID) -> ExamSession:
    found = access(request.user, ExamSession, public_id=public_id)
    if not found.invigilators.filter(pk=person(request).pk).exists():
        raise Http404
    return found


def _context(request: HttpRequest, public_id: UUID) -> dict[str, object]:
    user = person(request)
    found = access(user, ExamSession, public_id=public_id)
    shown = board_of(found, timezone.now())
    may_act = found.closed_at is None and user.pk in found.invigilators.values_list("pk", flat=True)
    return {
        "session": found,
        "board": shown,
        "may_act": may_act,
        "waiting": [(one, may_decide(one, user)) for one in shown.waiting],
    }


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": person(request), "at": timezone.now()}


def _done(request: HttpRequest, public_id: UUID, act: Callable[[], object]) -> HttpResponse:
    try:
        made = act()
    except InvigilationRefused as refused:
        messages.error(request, str(refused))
    else:
        if isinstance(made, Incident) and made.status == Incident.Status.WAITING:
            messages.warning(request, _("More than ten minutes: a second person must agree before they are added."))
    return redirect("assessments:board", public_id)
