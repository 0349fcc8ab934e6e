"""After a run: the debrief, and going on from an earlier step of it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.access import signed_in

from ..models import CaseRun
from ..selectors.case_debrief import Debrief, debrief_of
from ..selectors.case_resuming import resumption_of
from ..selectors.rule_groups import GROUPINGS, SHOW, how_many, rule_groups
from ..selectors.scenarios import run_of
from ..services.case_resuming import NotResumable, resume_practice
from ..services.casework import close_if_overdue


@signed_in
@never_cache
@require_safe
def case_debrief(request: HttpRequest, public_id: UUID) -> HttpResponse:
    run = run_seen(request, public_id)
    if run.status == CaseRun.Status.OPEN:
        return redirect("assessments:case_run", public_id)
    debrief = debrief_of(run, language=get_language() or "en")
    return render(request, "assessments/cases/debrief.html", {"debrief": debrief, **_rules(request, debrief)})


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case_resume(request: HttpRequest, public_id: UUID, step: int) -> HttpResponse:
    """What would be taken over; posting it goes on from there in a run of its own."""
    run = run_seen(request, public_id)
    resumption = resumption_of(run, step, language=get_language() or "en")
    if resumption is None:
        raise Http404
    if request.method == "POST":
        return _resume(run, step)
    return render(request, "assessments/cases/resume.html", {"resumption": resumption})


def _resume(run: CaseRun, step: int) -> HttpResponse:
    try:
        fresh = resume_practice(run=run, step=step, at=timezone.now())
    except NotResumable:
        raise Http404 from None
    return redirect("assessments:case_run", fresh.public_id)


def run_seen(request: HttpRequest, public_id: UUID) -> CaseRun:
    """A run that this person may see, closed if its time is over."""
    run = run_of(request.user, public_id)
    if run is None:
        raise Http404
    return close_if_overdue(run=run, at=timezone.now())


def _rules(request: HttpRequest, debrief: Debrief) -> dict[str, Any]:
    show, grouping = request.GET.get("show", ""), request.GET.get("by", "")
    show = show if show in SHOW else "all"
    grouping = grouping if grouping in GROUPINGS else "competency"
    counts = how_many(debrief)
    return {
        "groups": rule_groups(debrief, grouping=grouping, show=show),
        "show": show,
        "grouping": grouping,
        "filters": [{"name": name, "label": label, "count": counts[name]} for name, (label, _) in SHOW.items()],
        "groupings": [{"name": name, "label": label} for name, label in GROUPINGS.items()],
    }
