"""Sessions of invigilated examinations: set up by HR or training managers, seen by them, invigilators and auditors."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.people.access import access, gate, gate_to_everything, has_role, person, scope_of, signed_in, visible
from lms.people.models import Role, User

from ..forms.exam_session import OpenSessionForm, SeatPeopleForm
from ..models import Examination, ExamSession
from ..selectors.board import log_of
from ..services.invigilation.seating import free_seat, seat_people
from ..services.invigilation.sessions import (
    OPENING_ROLES,
    InvigilationRefused,
    close_session,
    open_session,
    require_invigilation,
)

SESSIONS_SHOWN = 100
EVENTS_SHOWN = 200


@signed_in
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Those that one invigilates, or that belong to one's units."""
    user = person(request)
    decides = scope_of(user, Role.TRAINING_MANAGER).is_everything
    context = {
        "sessions": visible(user, ExamSession).select_related("examination", "unit")[:SESSIONS_SHOWN],
        "may_open": has_role(user, *OPENING_ROLES),
        "examinations": Examination.objects.all() if decides else [],
    }
    return render(request, "assessments/sessions/list.html", context)


@gate_to_everything(Role.TRAINING_MANAGER)
@require_POST
def invigilation(request: HttpRequest, code: str) -> HttpResponse:
    """Whether an examination may be sat without an invigilator."""
    examination = get_object_or_404(Examination, code=code)
    require_invigilation(examination=examination, required="required" in request.POST, by=person(request))
    messages.success(request, _("Changed for everybody who starts from now on."))
    return redirect("assessments:sessions")


@gate(*OPENING_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def new_session(request: HttpRequest) -> HttpResponse:
    user = person(request)
    form = OpenSessionForm(request.POST or None, opener=user)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_session(**form.cleaned_data, by=user, at=timezone.now())
        except InvigilationRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The session is set up. Now say who is expected."))
            return redirect("assessments:session", made.public_id)
    return render(request, "assessments/sessions/new.html", {"form": form})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who is expected, and what happened; seats are given by who may open sessions for the unit."""
    user = person(request)
    found = access(user, ExamSession, public_id=public_id)
    may_manage = manages(user, found)
    form = SeatPeopleForm(request.POST or None, opener=user) if may_manage else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid() and _seat(request, found, form):
            return redirect("assessments:session", public_id)
    context = {
        "session": found,
        "seats": found.seats.select_related("learner", "attempt").order_by("learner__name"),
        "invigilators": found.invigilators.order_by("name"),
        "incidents": found.incidents.select_related("seat__learner", "noted_by", "decided_by"),
        "events": log_of(found)[:EVENTS_SHOWN],
        "may_manage": may_manage and found.closed_at is None,
        "form": form,
    }
    return render(request, "assessments/sessions/one.html", context)


@gate(*OPENING_ROLES)
@require_POST
def unseat(request: HttpRequest, public_id: UUID, seat_id: UUID) -> HttpResponse:
    found = _managed(request, public_id)
    seat = get_object_or_404(found.seats.select_related("session", "learner"), public_id=seat_id)
    try:
        free_seat(seat=seat, by=person(request))
    except InvigilationRefused as refused:
        messages.error(request, str(refused))
    return redirect("assessments:session", public_id)


@gate(*OPENING_ROLES)
@require_POST
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    try:
        close_session(session=_managed(request, public_id), by=person(request), at=timezone.now())
    except InvigilationRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The session is closed."))
    return redirect("assessments:session", public_id)


def manages(user: User, session: ExamSession) -> bool:
    return scope_of(user, *OPENING_ROLES).covers(session.unit)


def _managed(request: HttpRequest, public_id: UUID) -> ExamSession:
    found = access(request.user, ExamSession, public_id=public_id)
    if not manages(person(request), found):
        raise Http404
    return found


def _seat(request: HttpRequest, found: ExamSession, form: SeatPeopleForm) -> bool:
    try:
        count = seat_people(session=found, people=form.everybody(), by=person(request))
    except InvigilationRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("People newly expected: %(count)s") % {"count": count})
    return True
