"""Borderline regression for simulated cases: runs graded by people who do not know the scores, and what follows."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.base.desk import desk_context
from lms.people.access import access, person

from ...domain.standard_setting.borderline import FEWEST_RUNS
from ...forms.standard_setting.people import ConveneRatersForm
from ...models import Scenario, ScenarioPanel
from ...panel_permissions import may_convene
from ...selectors.scenarios import live_version
from ...selectors.standard_setting.scatter import scatter
from ...selectors.standard_setting.scenario_results import (
    panels_of_scenario,
    progress_of_raters,
    runs_to_grade,
    scenario_result,
)
from ...services.standard_setting.refusal import PanelRefused
from ...services.standard_setting.scenario_panels import close_scenario_panel, convene_raters
from ..doors import authors_and_reviewers
from .crumbs import ICON, to_cut_scores, to_scenario_cuts

Status = ScenarioPanel.Status


@authors_and_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def scenario(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The panels that there were, and two raters for a new one."""
    user = person(request)
    found = access(user, Scenario, public_id=public_id)
    version = live_version(found.code)
    form = ConveneRatersForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and version is not None and form.is_valid():
        raters = [form.cleaned_data["first"], form.cleaned_data["second"]]
        try:
            panel = convene_raters(version=version, raters=raters, convener=user)
        except PanelRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("cut_scores:grading", panel.public_id)
    context = {
        **desk_context(to_cut_scores(), title=f"{found.code} {found.title}", icon=ICON),
        "scenario": found,
        "version": version,
        "runs": runs_to_grade(version).count() if version else 0,
        "fewest_runs": FEWEST_RUNS,
        "panels": panels_of_scenario(found),
        "form": form if may_convene(user, found) and version is not None else None,
    }
    return render(request, "assessments/desk/cut_scores/scenario.html", context)


@authors_and_reviewers
@require_safe
def grading(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = person(request)
    found = access(user, ScenarioPanel, public_id=public_id)
    result = scenario_result(found) if found.status == Status.CLOSED else None
    title = _("Grading of %(code)s version %(number)s") % {
        "code": found.version.scenario.code,
        "number": found.version.number,
    }
    context = {
        **desk_context(to_scenario_cuts(found.version.scenario), title=title, icon=ICON),
        "panel": found,
        "raters": progress_of_raters(found),
        "runs": found.runs.count(),
        "result": result,
        "scatter": scatter(result) if result else None,
        "leads": found.convener_id == user.pk and may_convene(user, found.version.scenario),
        "rater_url": request.build_absolute_uri("/panels/"),
    }
    return render(request, "assessments/desk/cut_scores/grading.html", context)


@authors_and_reviewers
@require_POST
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = person(request)
    found = access(user, ScenarioPanel, public_id=public_id)
    wanted = request.POST.get("to", "")
    if wanted not in (Status.CLOSED, Status.DISCARDED):
        raise Http404
    try:
        close_scenario_panel(panel=found, to=Status(wanted), actor=user, at=timezone.now())
    except PanelRefused as refused:
        messages.error(request, str(refused))
    return redirect("cut_scores:grading", public_id)
