"""Examinations with their cut scores: what holds, what held, what comes, and the panels behind it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.base.desk import desk_context
from lms.people.access import access, person

from ...forms.standard_setting.convening import ConveneForm
from ...models import Examination
from ...panel_permissions import may_convene
from ...selectors.authoring.scenarios import scenario_rows
from ...selectors.standard_setting.panels import (
    cut_versions,
    examination_rows,
    panels_of,
    waiting_for_signature,
)
from ...services.standard_setting.panels import convene
from ...services.standard_setting.refusal import PanelRefused
from ..doors import authors_and_reviewers
from .crumbs import ICON, to_cut_scores, to_examination


@authors_and_reviewers
@require_safe
def examination_list(request: HttpRequest) -> HttpResponse:
    user = person(request)
    context = {
        **desk_context([], title=_("Cut scores"), icon=ICON),
        "rows": examination_rows(user, timezone.localdate()),
        "waiting": waiting_for_signature(user),
        "scenarios": scenario_rows(user),
    }
    return render(request, "assessments/desk/cut_scores/list.html", context)


@authors_and_reviewers
@require_safe
def examination(request: HttpRequest, code: str) -> HttpResponse:
    user = person(request)
    found = access(user, Examination, code=code)
    context = {
        **desk_context(to_cut_scores(), title=f"{found.code} {found.title}", icon=ICON),
        "examination": found,
        "versions": cut_versions(found, timezone.localdate()),
        "panels": panels_of(found),
        "may_convene": may_convene(user, found.bank),
    }
    return render(request, "assessments/desk/cut_scores/examination.html", context)


@authors_and_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def convene_panel(request: HttpRequest, code: str) -> HttpResponse:
    user = person(request)
    found = access(user, Examination, code=code)
    if not may_convene(user, found.bank):
        raise Http404
    form = ConveneForm(request.POST if request.method == "POST" else None, examination=found)
    if request.method == "POST" and form.is_valid():
        try:
            panel = convene(
                examination=found,
                level=form.cleaned_data["level"],
                borderline=form.to_texts(),
                numbers=form.cleaned_data["numbers"],
                convener=user,
            )
        except PanelRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("cut_scores:panel", panel.public_id)
    context = {**desk_context(to_examination(found), title=_("Convene a panel"), icon=ICON), "form": form}
    return render(request, "assessments/desk/cut_scores/convene.html", context)
