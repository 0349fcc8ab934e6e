"""The list of simulated cases, and the briefing before one sits down."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.access import person, signed_in

from ..models import CaseRun, Scenario
from ..selectors.accommodations import granted_to
from ..selectors.cases import case_card, case_cards, exams_of, permission_for_exam
from ..services.casework import CaseNotOffered, ExamRefused, start_exam, start_practice
from .binding import session_key


@signed_in
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    return render(request, "assessments/cases/list.html", {"cards": case_cards(person(request))})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, code: str) -> HttpResponse:
    """What it trains and how it works; then the start, to practise or to be examined."""
    card = case_card(code, person(request))
    if card is None:
        raise Http404
    if request.method == "POST":
        return _start(request, get_object_or_404(Scenario, code=code))
    scenario = get_object_or_404(Scenario.objects.select_related("unit"), code=code)
    learner = person(request)
    granted = granted_to(learner, timezone.localdate())
    context = {
        "card": card,
        "permission": permission_for_exam(scenario, learner, exams_of(learner, scenario), at=timezone.now()),
        "granted": granted,
        "own_minutes": round(granted.time_for(card.minutes).total_seconds() / 60),
    }
    return render(request, "assessments/cases/briefing.html", context)


def _start(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    try:
        run = _started(request, scenario)
    except CaseNotOffered:
        raise Http404 from None
    except ExamRefused:
        return redirect("assessments:case", scenario.code)  # which says why
    return redirect("assessments:case_run", run.public_id)


def _started(request: HttpRequest, scenario: Scenario) -> CaseRun:
    learner, at = person(request), timezone.now()
    if request.POST.get("mode") == CaseRun.Mode.EXAM:
        return start_exam(scenario=scenario, learner=learner, session_key=session_key(request), at=at)
    variant = request.POST.get("variant") or None
    return start_practice(scenario=scenario, learner=learner, variant=variant, at=at)
