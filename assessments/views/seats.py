"""The candidate's side of a session: being here, getting in, calling somebody, and a sign of the browser."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from lms.base.doors import EXAM_TOKEN, mark
from lms.people.access import access, person, signed_in

from ..domain.exam_token import TokenRefused
from ..forms.board import EnterCodeForm
from ..models import Attempt, Examination
from ..selectors.invigilation import seat_of
from ..services.delivery import sign_of_life
from ..services.invigilation.admission import admit_by_code, arrive
from ..services.invigilation.calls import raise_hand
from ..services.invigilation.sessions import InvigilationRefused


@signed_in
@require_POST
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Say that one is here; with the code of the session, come in at once."""
    now = timezone.now()
    seat = seat_of(get_object_or_404(Examination, code=code), person(request), now)
    if seat is None:
        raise Http404
    form = EnterCodeForm(request.POST)
    if not form.is_valid():
        arrive(seat=seat, at=now)
        return redirect("assessments:examination", code)
    try:
        if not admit_by_code(seat=seat, code=form.cleaned_data["code"], at=now):
            messages.error(request, _("This is not the code of the session."))
    except InvigilationRefused as refused:
        messages.error(request, str(refused))
    return redirect("assessments:examination", code)


@signed_in
@require_POST
def call(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The candidate calls the invigilator."""
    sitting = access(request.user, Attempt, public_id=public_id)
    if not sitting.is_invigilated:
        raise Http404
    if sitting.status == Attempt.Status.OPEN:
        raise_hand(attempt=sitting, at=timezone.now())
        messages.success(request, _("The invigilator has been called."))
    position = request.POST.get("position", "1")
    return redirect("assessments:attempt", public_id, int(position) if position.isdecimal() else 1)


@csrf_exempt  # the token travels in a header that no other site can make a browser send
@require_http_methods(["PUT"])
def here(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A sign of the browser; the answer tells whether the page shown is still the right one."""
    try:
        sign = sign_of_life(public_id=public_id, token=request.headers.get("X-Exam-Token", ""), at=timezone.now())
    except TokenRefused:
        return JsonResponse({"error": "unknown attempt"}, status=404)
    return JsonResponse({"is_open": sign.is_open, "deadline": sign.deadline.isoformat()})


here = mark(here, EXAM_TOKEN)
