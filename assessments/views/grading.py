"""Where raters grade whole runs of a simulated case; they may be people who have no business in the CMS."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.access import access, signed_in

from ..forms.standard_setting.rating import GradeForm
from ..models import GlobalRating, Rater, ScenarioPanel
from ..selectors.standard_setting.grading import graded_by, record_of, run_at
from ..services.standard_setting.refusal import PanelRefused
from ..services.standard_setting.scenario_panels import grade_run


@signed_in
@never_cache
@require_safe
def rater_panel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    rater = access(request.user, Rater, panel__public_id=public_id)
    runs = graded_by(rater)
    context = {
        "panel": rater.panel,
        "runs": runs,
        "graded": sum(is_done for _position, is_done in runs),
        "next": next((position for position, is_done in runs if not is_done), None),
        "is_open": rater.panel.status == ScenarioPanel.Status.RATING,
        "grades": GlobalRating.Grade.choices,
    }
    return render(request, "assessments/panels/grading.html", context)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rater_run(request: HttpRequest, public_id: UUID, position: int) -> HttpResponse:
    rater = access(request.user, Rater, panel__public_id=public_id)
    if request.method == "POST":
        return _grade(request, rater, position)
    context = {
        "panel": rater.panel,
        "record": record_of(rater, position),
        "total": rater.panel.runs.count(),
        "is_open": rater.panel.status == ScenarioPanel.Status.RATING,
        "grades": GlobalRating.Grade.choices,
    }
    return render(request, "assessments/panels/run.html", context)


def _grade(request: HttpRequest, rater: Rater, position: int) -> HttpResponse:
    form = GradeForm(request.POST)
    run = run_at(rater, position)
    if not form.is_valid():
        messages.error(request, _("Choose a grade from 1 to 5."))
        return redirect("assessments:rater_run", rater.panel.public_id, position)
    try:
        grade_run(rater=rater, run=run, grade=form.cleaned_data["grade"], at=timezone.now())
    except PanelRefused as refused:
        messages.error(request, str(refused))
        return redirect("assessments:rater_panel", rater.panel.public_id)
    following = next((one for one, is_done in graded_by(rater) if not is_done), None)
    if following is None:
        return redirect("assessments:rater_panel", rater.panel.public_id)
    return redirect("assessments:rater_run", rater.panel.public_id, following)
