"""Being placed. Every page works without scripts; what a right and a wrong answer get back is the same."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.people.access import access, person, signed_in

from ..models import Placement
from ..selectors.placement_pages import placement_card, results_of, task_of, walk_of
from ..services.placement import (
    NothingChosen,
    PlacementRefused,
    StepReply,
    answer_step,
    end_placement,
    start_placement,
)

MOST_TOKENS = 20  # options of one item


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def placement_start(request: HttpRequest) -> HttpResponse:
    """What it is for, how long it takes and what follows; and the start."""
    if request.method == "POST":
        try:
            begun = start_placement(learner=person(request), at=timezone.now())
        except PlacementRefused:
            return redirect("assessments:placement_start")  # the page says why
        return redirect("assessments:placement", begun.public_id)
    card = placement_card(person(request), timezone.now())
    return render(request, "assessments/placement/start.html", {"card": card})


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def placement(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The task that waits. An answer leads back here, whatever it was."""
    sitting = access(request.user, Placement, public_id=public_id)
    if request.method == "POST":
        return _answer(request, sitting)
    task = task_of(sitting) if sitting.status == Placement.Status.OPEN else None
    if task is None:
        return redirect("assessments:placement_result", public_id)
    return render(request, "assessments/placement/task.html", {"placement": sitting, "task": task})


@signed_in
@require_POST
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    sitting = access(request.user, Placement, public_id=public_id)
    end_placement(placement=sitting, at=timezone.now())
    return redirect("assessments:placement_result", public_id)


@signed_in
@never_cache
@require_safe
def result(request: HttpRequest, public_id: UUID) -> HttpResponse:
    sitting = access(request.user, Placement, public_id=public_id)
    if sitting.status == Placement.Status.OPEN:
        return redirect("assessments:placement", public_id)
    return render(request, "assessments/placement/result.html", {"placement": sitting, "results": results_of(sitting)})


@signed_in
@never_cache
@require_safe
def steps(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How the result came about, task by task, in plain words and without the tasks."""
    sitting = access(request.user, Placement, public_id=public_id)
    if sitting.status == Placement.Status.OPEN:
        return redirect("assessments:placement", public_id)
    return render(request, "assessments/placement/steps.html", {"placement": sitting, "areas": walk_of(sitting)})


def _answer(request: HttpRequest, sitting: Placement) -> HttpResponse:
    number = request.POST.get("number", "")
    if not (number.isascii() and number.isdigit() and len(number) < 5):
        return HttpResponseBadRequest()
    reply = StepReply(
        number=int(number),
        tokens=request.POST.getlist("value")[:MOST_TOKENS],
        is_unknown="unknown" in request.POST,
    )
    try:
        answer_step(placement=sitting, reply=reply, at=timezone.now())
    except NothingChosen:
        messages.error(request, _("Choose an answer, or say that you do not know it."))
    return redirect("assessments:placement", sitting.public_id)
