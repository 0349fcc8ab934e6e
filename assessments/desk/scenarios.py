"""Scenarios to read: versions, checks, differences, the file. Truth and rubric are shown nowhere else."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from lms.base.audit import record
from lms.base.desk import desk_context
from lms.people.access import access, has_role, person
from lms.people.models import Role

from ..domain.casework.errors import ScenarioInvalid
from ..forms.desk import TakeStepForm
from ..models import Scenario, ScenarioDraft, ScenarioVersion
from ..permissions import is_in_review, may_write, open_steps
from ..selectors.authoring.drafts import draft_rows
from ..selectors.authoring.scenarios import differences, scenario_rows, test_runs, version_at_desk, versions_of
from ..selectors.scenario_words import finding_steps, finding_words
from ..selectors.scenarios import script_of
from ..services.authoring.review import has_faults
from ..services.authoring.scenario_files import write_yaml
from .crumbs import to_scenario, to_scenarios
from .doors import authors_and_reviewers
from .steps import buttons_for

ICON = "clipboard-list"
RUNS_SHOWN = 5
SECRET_PARTS = {
    "truth": gettext_lazy("The truth of the case"),
    "evidence": gettext_lazy("Rubric"),
    "events": gettext_lazy("Events to come"),
    "endings": gettext_lazy("Endings"),
}
CHECKS = {
    "format": gettext_lazy("format"),
    "golden": gettext_lazy("scripted run"),
    "variants": gettext_lazy("equal variants"),
    "time": gettext_lazy("time limit"),
    "cover": gettext_lazy("evidence for each competency"),
    "bots": gettext_lazy("players without thought"),
    "leakage": gettext_lazy("texts shown too early"),
    "reach": gettext_lazy("what can be reached"),
    "witness": gettext_lazy("rules kept and broken"),
    "law": gettext_lazy("law in force"),
    "languages": gettext_lazy("languages"),
}


@authors_and_reviewers
@require_safe
def scenario_list(request: HttpRequest) -> HttpResponse:
    user = person(request)
    context = {
        **desk_context([], title=_("Scenarios"), icon=ICON),
        "scenarios": scenario_rows(user),
        "drafts": draft_rows(user),
        "may_create": has_role(user, Role.AUTHOR),
    }
    return render(request, "assessments/desk/scenarios.html", context)


@authors_and_reviewers
@require_safe
def scenario(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = person(request)
    found = access(user, Scenario, public_id=public_id)
    versions = list(versions_of(found))
    context = {
        **desk_context(to_scenarios(), title=f"{found.code} {found.title}", icon=ICON),
        "scenario": found,
        "versions": [(version, is_in_review(version), has_faults(version.report)) for version in versions],
        "may_write": may_write(user, found),
        "draft": ScenarioDraft.objects.filter(scenario=found).defer("definition", "report").first(),
    }
    return render(request, "assessments/desk/scenario.html", context)


@authors_and_reviewers
@require_safe
def version(request: HttpRequest, public_id: UUID, version: int) -> HttpResponse:
    """What the check found, what was said, and the parts that no player may see."""
    user = person(request)
    found = access(user, Scenario, public_id=public_id)
    shown = version_at_desk(found, version)
    definition = ScenarioVersion.objects.values_list("definition", flat=True).get(pk=shown.pk)
    title = _("%(code)s version %(number)s") % {"code": found.code, "number": version}
    context = {
        **desk_context(to_scenario(found), title=title, icon=ICON),
        "scenario": found,
        "version": shown,
        "is_in_review": is_in_review(shown),
        "findings": finding_lines(shown.report),
        "checked_at": parse_datetime(shown.report.get("checked_at", "")),
        "has_faults": has_faults(shown.report),
        "secret_parts": [
            (label, write_yaml({name: definition[name]})) for name, label in SECRET_PARTS.items() if name in definition
        ],
        "steps": shown.steps.all(),
        "buttons": buttons_for(open_steps(user, shown)),
        "step_form": TakeStepForm(),
        "may_write": may_write(user, found),
        "variants": _variants(shown),
        "test_runs": test_runs(user, shown)[:RUNS_SHOWN],
    }
    return render(request, "assessments/desk/scenario_version.html", context)


@authors_and_reviewers
@require_safe
def compare(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """`?from=1&to=2`; without numbers, the two latest."""
    found = access(request.user, Scenario, public_id=public_id)
    numbers = list(found.versions.order_by("-number").values_list("number", flat=True))
    after = _number(request, "to", default=numbers[0] if numbers else 0)
    before = _number(request, "from", default=next((one for one in numbers if one < after), after))
    held = dict(found.versions.filter(number__in=[before, after]).values_list("number", "definition"))
    if before not in held or after not in held:
        raise Http404
    title = _("Version %(before)s compared with version %(after)s") % {"before": before, "after": after}
    context = {
        **desk_context(to_scenario(found), title=title, icon=ICON),
        "scenario": found,
        "numbers": numbers,
        "before": before,
        "after": after,
        "differences": differences(held[before], held[after]),
    }
    return render(request, "assessments/desk/compare.html", context)


@authors_and_reviewers
@require_safe
def export(request: HttpRequest, public_id: UUID, version: int) -> HttpResponse:
    """The whole definition as one file; that it left the desk is written down."""
    user = person(request)
    found = access(user, Scenario, public_id=public_id)
    shown = version_at_desk(found, version)
    definition = ScenarioVersion.objects.values_list("definition", flat=True).get(pk=shown.pk)
    record(user, "scenario_version.exported", shown, scenario=found.code, version=version)
    response = HttpResponse(write_yaml(definition), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.code.lower()}-v{version}.yaml"'
    return response


def finding_lines(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A report as it is kept, with its checks and findings in words."""
    return [
        {
            **one,
            "check": CHECKS.get(one["check"], one["check"]),
            "words": finding_words(one),
            "steps": finding_steps(one),
        }
        for one in report.get("findings", [])
    ]


def _variants(version: ScenarioVersion) -> list[str]:
    """Those that can be played; none if the engine has changed so that it no longer reads the version."""
    try:
        return list(script_of(version).cases)
    except ScenarioInvalid:
        return []


def _number(request: HttpRequest, name: str, *, default: int) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default
