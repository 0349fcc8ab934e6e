"""Bringing in scenarios and moving their versions on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lms.base.desk import desk_context
from lms.people.access import access, person

from ..domain.casework.errors import Problem, ScenarioInvalid
from ..forms.desk import TakeStepForm, UploadNewScenarioForm, UploadScenarioForm
from ..models import ReviewStep, Scenario, ScenarioVersion
from ..permissions import may_write
from ..selectors.authoring.scenarios import version_at_desk
from ..selectors.scenario_words import problem_words
from ..services.authoring.items import AuthoringRefused
from ..services.authoring.review import move_scenario
from ..services.authoring.scenario_files import read_upload
from ..services.authoring.scenarios import add_scenario_version, check_again, create_scenario
from .crumbs import to_scenario, to_scenarios
from .doors import authors_and_reviewers, authors_only
from .scenarios import ICON
from .steps import say_done

Take = Callable[[dict[str, Any]], ScenarioVersion]


@authors_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_scenario(request: HttpRequest) -> HttpResponse:
    author = person(request)
    form = UploadNewScenarioForm(*_posted(request), author=author)

    def take(definition: dict[str, Any]) -> ScenarioVersion:
        return create_scenario(definition=definition, unit=form.cleaned_data["unit"], author=author)

    context = desk_context(to_scenarios(), title=_("New scenario"), icon=ICON)
    return _taken(request, form, take, context=context)


@authors_only
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, public_id: UUID) -> HttpResponse:
    author = person(request)
    found = access(author, Scenario, public_id=public_id)
    if not may_write(author, found):
        raise Http404

    def take(definition: dict[str, Any]) -> ScenarioVersion:
        return add_scenario_version(scenario=found, definition=definition, author=author)

    context = {**desk_context(to_scenario(found), title=_("New version"), icon=ICON), "scenario": found}
    return _taken(request, UploadScenarioForm(*_posted(request)), take, context=context)


@authors_and_reviewers
@require_POST
def check(request: HttpRequest, public_id: UUID, version: int) -> HttpResponse:
    found = access(request.user, Scenario, public_id=public_id)
    check_again(version=version_at_desk(found, version), actor=person(request))
    messages.success(request, _("Checked again."))
    return redirect("authoring:scenario_version", public_id, version)


@authors_and_reviewers
@require_POST
def take_step(request: HttpRequest, public_id: UUID, version: int) -> HttpResponse:
    shown = version_at_desk(access(request.user, Scenario, public_id=public_id), version)
    form = TakeStepForm(request.POST)
    if not form.is_valid():
        raise Http404
    kind = ReviewStep.Kind(form.cleaned_data["kind"])
    try:
        move_scenario(
            version=shown,
            kind=kind,
            actor=person(request),
            at=timezone.now(),
            comment=form.cleaned_data["comment"],
        )
    except AuthoringRefused as refused:
        messages.error(request, str(refused))
    else:
        say_done(request, kind)
    return redirect("authoring:scenario_version", public_id, version)


def _posted(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _taken(request: HttpRequest, form: forms.Form, take: Take, *, context: dict[str, object]) -> HttpResponse:
    """Read the file and keep it, or list every problem with its place."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            version = take(read_upload(file.name, file.read()))
        except ScenarioInvalid as invalid:
            problems = invalid.problems
        except (AuthoringRefused, ValidationError) as refused:
            form.add_error(None, refused.messages if isinstance(refused, ValidationError) else str(refused))
        else:
            messages.success(request, _("Stored as a draft, with the report of its check."))
            return redirect("authoring:scenario_version", version.scenario.public_id, version.number)
    status = 422 if problems else 200
    told = [(problem.path, problem_words(problem)) for problem in problems]
    context = {**context, "form": form, "problems": told}
    return render(request, "assessments/desk/upload.html", context, status=status)
