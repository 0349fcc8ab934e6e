"""A working copy as a whole: what is wrong with it, its check, and what becomes of it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.people.access import access, person

from ...domain.casework.errors import ScenarioInvalid
from ...forms.desk import UploadScenarioForm
from ...models import Scenario, ScenarioDraft
from ...selectors.scenario_words import problem_words
from ...services.authoring.drafts import (
    DraftMoved,
    check_draft,
    discard_draft,
    next_number,
    note_draft_export,
    open_draft,
    replace_draft,
    store_draft,
)
from ...services.authoring.items import AuthoringRefused
from ...services.authoring.review import has_faults
from ...services.authoring.scenario_files import read_upload, write_yaml
from ..doors import authors_and_reviewers, authors_only
from ..scenarios import finding_lines
from .frame import editor_context, to_draft
from .pages import page_url, refuse_readers, seen_in


@authors_only
@require_POST
def edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """To the working copy of a scenario, which is begun from its latest version if there is none."""
    found = access(request.user, Scenario, public_id=public_id)
    try:
        draft = open_draft(scenario=found, editor=person(request))
    except AuthoringRefused as refused:
        messages.error(request, str(refused))
        return redirect("authoring:scenario", public_id)
    return redirect("authoring:draft", draft.public_id)


@authors_and_reviewers
@require_safe
def draft(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = access(request.user, ScenarioDraft, public_id=public_id)
    title = _("Working copy of %(code)s") % {"code": str(found).upper()}
    context = editor_context(request, found, to_draft(found)[:-1], title=title)
    context |= {
        "number": next_number(found.scenario) if found.scenario else 1,
        "findings": finding_lines(found.report),
        "checked_at": parse_datetime(found.report.get("checked_at", "")),
        "is_check_of_now": found.report.get("revision") == found.revision,
        "has_faults": has_faults(found.report),
        "lines": [
            (fault, page_url(found, fault.place.part.slug, fault.place.thing) if fault.place else "")
            for fault in context["faults"]
        ],
    }
    return render(request, "assessments/desk/editor/draft.html", context)


@authors_only
@require_POST
def check(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _of_an_author(request, public_id)
    check_draft(draft=found, editor=person(request))
    return redirect("authoring:draft", public_id)


@authors_only
@require_POST
def store(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """As the next version; from there on it is played, reviewed and released."""
    found = _of_an_author(request, public_id)
    try:
        version = store_draft(draft=found, seen=seen_in(request), editor=person(request))
    except ScenarioInvalid as invalid:
        messages.error(request, " ".join(problem_words(problem) for problem in invalid.problems[:3]))
    except (AuthoringRefused, ValidationError) as refused:
        messages.error(request, " ".join(getattr(refused, "messages", [str(refused)])))
    except DraftMoved:
        messages.error(request, _("Somebody has just changed this working copy. Please look at it again."))
    else:
        messages.success(request, _("Stored as a draft, with the report of its check."))
        return redirect("authoring:scenario_version", version.scenario.public_id, version.number)
    return redirect("authoring:draft", public_id)


@authors_only
@require_POST
def discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _of_an_author(request, public_id)
    discard_draft(draft=found, editor=person(request))
    messages.success(request, _("The working copy was discarded."))
    if found.scenario is None:
        return redirect("authoring:scenarios")
    return redirect("authoring:scenario", found.scenario.public_id)


@authors_and_reviewers
@require_safe
def export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = access(request.user, ScenarioDraft, public_id=public_id)
    note_draft_export(draft=found, actor=person(request))
    response = HttpResponse(write_yaml(found.definition), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="working-copy.yaml"'
    return response


@authors_only
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The whole text from a file; the export of the working copy gives such a file."""
    found = _of_an_author(request, public_id)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, problems = UploadScenarioForm(*posted), []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            definition = read_upload(file.name, file.read())
            replace_draft(draft=found, definition=definition, seen=seen_in(request), editor=person(request))
        except ScenarioInvalid as invalid:
            problems = [(problem.path, problem_words(problem)) for problem in invalid.problems]
        except DraftMoved:
            form.add_error(None, _("Somebody has just changed this working copy. Please look at it again."))
        else:
            messages.success(request, _("The working copy holds the text of the file now."))
            return redirect("authoring:draft", public_id)
    context = editor_context(request, found, to_draft(found), title=_("Text from a file"))
    context |= {"form": form, "problems": problems}
    return render(request, "assessments/desk/editor/replace.html", context, status=422 if problems else 200)


def _of_an_author(request: HttpRequest, public_id: UUID) -> ScenarioDraft:
    found = access(request.user, ScenarioDraft, public_id=public_id)
    refuse_readers(request, found)
    return found
