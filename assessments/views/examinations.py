"""Sitting an examination. Every page works without scripts; scripts only save sooner."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.people.access import access, person, signed_in

from ..domain.double_marking import USUAL_TIME
from ..forms.board import EnterCodeForm
from ..models import Attempt, Examination
from ..selectors.conduct.cases import own_cases
from ..selectors.examinations import examination_card, permission_to_start
from ..selectors.invigilation import next_seat_of, seat_of
from ..selectors.player import corrections_of, paper_of, parts_of
from ..services.delivery import (
    Answer,
    AnswerRefused,
    BadAnswer,
    ClockStopped,
    NumberTaken,
    StartRefused,
    is_bound,
    save_answer,
    start_attempt,
    submit_attempt,
    take_over,
    token_for,
)
from ..services.languages import note_language
from ..services.overdue import close_if_overdue
from .binding import session_key
from .replies import strings_of
from .rests import stopped_page

SMALLEST_SHOWN = 0.05  # points; the page gives one decimal


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def examination(request: HttpRequest, code: str) -> HttpResponse:
    """The rules before the clock starts, and the start."""
    sat = get_object_or_404(Examination.objects.select_related("bank__unit"), code=code)
    if request.method == "POST":
        try:
            return _start(request, sat)
        except StartRefused as refused:
            permission = refused.permission
    else:
        permission = permission_to_start(sat, person(request), timezone.now())
    user, now = person(request), timezone.now()
    card = examination_card(code, user)
    if card is None:
        raise Http404
    context = {
        "card": card,
        "permission": permission,
        "seat": seat_of(sat, user, now),
        "next_seat": next_seat_of(sat, user, now),
        "code_form": EnterCodeForm(),
    }
    return render(request, "assessments/examination.html", context)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attempt(request: HttpRequest, public_id: UUID, position: int) -> HttpResponse:
    """One task; the others lie beside it, so that scripts can turn to them without a connection."""
    sitting = _sitting(request, public_id)
    if sitting.status != Attempt.Status.OPEN:
        return redirect("assessments:result", public_id)
    if (elsewhere := _not_here(request, sitting)) is not None:
        return elsewhere
    if request.method == "POST":
        return _save_and_go(request, sitting, position)
    paper = paper_of(sitting)
    sheets = paper.sheets()
    if position not in range(1, len(sheets) + 1):
        raise Http404
    note_language(attempt=sitting, language=get_language() or "")
    context = {
        "attempt": sitting,
        "sheet": sheets[position - 1],
        "others": [sheet for sheet in sheets if sheet.position != position],
        "places": paper.places,
        "token": token_for(sitting),
        "now": timezone.now(),
    }
    return render(request, "assessments/attempt.html", context)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is answered, what is not; and the one button that ends it."""
    sitting = _sitting(request, public_id)
    if sitting.status != Attempt.Status.OPEN:
        return redirect("assessments:result", public_id)
    if (elsewhere := _not_here(request, sitting)) is not None:
        return elsewhere
    if request.method == "POST":
        submit_attempt(attempt=sitting, at=timezone.now())
        return redirect("assessments:result", public_id)
    places = paper_of(sitting).places
    context = {
        "attempt": sitting,
        "places": places,
        "unanswered": [place for place in places if not place.is_answered],
        "token": token_for(sitting),
        "now": timezone.now(),
    }
    return render(request, "assessments/review.html", context)


@signed_in
@require_POST
def take_over_attempt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    sitting = _sitting(request, public_id)
    if sitting.status != Attempt.Status.OPEN:
        return redirect("assessments:result", public_id)
    take_over(attempt=sitting, session_key=session_key(request))
    return redirect("assessments:attempt", public_id, 1)


@signed_in
@never_cache
@require_safe
def result(request: HttpRequest, public_id: UUID) -> HttpResponse:
    sitting = _sitting(request, public_id)
    if sitting.status == Attempt.Status.OPEN:
        return redirect("assessments:attempt", public_id, 1)
    if sitting.status == Attempt.Status.MARKING:
        context = {"attempt": sitting, "expected": (sitting.closed_at or sitting.deadline) + USUAL_TIME}
        return render(request, "assessments/marking.html", context)
    cut, gained = sitting.cuts[str(sitting.examination.level)], sitting.counted - (sitting.score or 0.0)
    context = {
        "attempt": sitting,
        "parts": parts_of(sitting),
        "corrections": corrections_of(sitting),
        "percent": round(100 * sitting.share),
        "cut_percent": round(100 * cut),
        "is_harder": None if abs(gained) < SMALLEST_SHOWN else gained > 0,
        "case": own_cases(person(request)).filter(attempt=sitting).first(),
    }
    return render(request, "assessments/result.html", context)


def _not_here(request: HttpRequest, sitting: Attempt) -> HttpResponse | None:
    """What is shown instead of tasks: the sitting is bound to another session, or its clock stands still."""
    if not is_bound(sitting, session_key(request)):
        take_over = reverse("assessments:take_over", args=[sitting.public_id])
        context = {"take_over": take_over}
        return render(request, "assessments/taken_over.html", context, status=HTTPStatus.CONFLICT)
    return stopped_page(request, sitting) if sitting.stopped_at is not None else None


def _start(request: HttpRequest, examination: Examination) -> HttpResponse:
    sitting = start_attempt(
        examination=examination, learner=person(request), session_key=session_key(request), at=timezone.now()
    )
    return redirect("assessments:attempt", sitting.public_id, 1)


def _save_and_go(request: HttpRequest, sitting: Attempt, position: int) -> HttpResponse:
    paper = paper_of(sitting)
    if position not in range(1, len(paper.drawn) + 1):
        raise Http404
    held = paper.held.get(position)
    try:
        answer = _answer(request.POST, position, held_seq=held.seq if held else 0)
    except BadAnswer:
        return HttpResponseBadRequest()
    try:
        receipt = save_answer(public_id=sitting.public_id, token=token_for(sitting), answer=answer, at=timezone.now())
    except NumberTaken:
        return _show_what_is_held(request, sitting, position)
    except AnswerRefused as refused:
        # The page of the result leads back to an attempt whose clock only stands still.
        if not isinstance(refused, ClockStopped):
            messages.error(request, _("The time was over before this answer arrived. What was saved before counts."))
        return redirect("assessments:result", sitting.public_id)
    if receipt.seq > answer.seq:
        return _show_what_is_held(request, sitting, position)
    going = request.POST.get("go", "next")
    if going == "review" or (going == "next" and position >= len(paper.drawn)):
        return redirect("assessments:review", sitting.public_id)
    return redirect("assessments:attempt", sitting.public_id, max(1, position + (-1 if going == "back" else 1)))


def _answer(posted: QueryDict, position: int, *, held_seq: int) -> Answer:
    """The script counts its choices, so that none of them, sent by itself, overtakes this post; else we count here."""
    seq = posted.get("seq", "")
    return Answer(
        position=position,
        seq=int(seq) if seq.isascii() and seq.isdigit() and len(seq) < 20 else held_seq + 1,
        value=strings_of(posted),
        is_flagged="flag" in posted,
    )


def _show_what_is_held(request: HttpRequest, sitting: Attempt, position: int) -> HttpResponse:
    messages.warning(
        request, _("Another window of yours answered this task later. That answer is kept; change it here if you wish.")
    )
    return redirect("assessments:attempt", sitting.public_id, position)


def _sitting(request: HttpRequest, public_id: UUID) -> Attempt:
    found = access(request.user, Attempt, public_id=public_id)
    return close_if_overdue(attempt=found, at=timezone.now())
