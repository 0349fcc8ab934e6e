"""A part or a thing as YAML, for what is rare or long."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.people.access import person

from ...domain.casework.errors import ScenarioInvalid
from ...domain.casework.reading import fault
from ...selectors.scenario_words import problem_words
from ...services.authoring.drafts import DraftMoved, save_draft
from ...services.authoring.scenario_files import read_part, write_yaml
from ..doors import authors_and_reviewers
from .forms import CONFLICT, UNREADABLE
from .frame import editor_context, to_draft, to_part
from .pages import Page, name_of, page_of, refuse_readers, seen_in


@authors_and_reviewers
@require_http_methods(["GET", "HEAD", "POST"])
def as_yaml(request: HttpRequest, public_id: UUID, part: str, thing: int | None = None) -> HttpResponse:
    """For what is rare or long; what is no YAML is not stored, and stays on the page."""
    page = page_of(request, public_id, part, thing)
    if request.method != "POST":
        return _show(request, page, write_yaml(page.value))
    refuse_readers(request, page.draft)
    text = request.POST.get("text", "")
    try:
        value = read_part(text)
        _check_shape(page, value)
        save_draft(draft=page.draft, entries=page.entries(value), seen=seen_in(request), editor=person(request))
    except ScenarioInvalid as invalid:
        told = [(problem.path.removeprefix(":"), problem_words(problem)) for problem in invalid.problems]
        return _show(request, page, text, problems=told, status=UNREADABLE)
    except DraftMoved as conflict:
        return _show(request, Page(conflict.draft, page.part, page.thing), text, theirs=True, status=CONFLICT)
    messages.success(request, _("Saved."))
    return redirect(page.url)


def _check_shape(page: Page, value: Any) -> None:
    if page.part.is_list and page.thing is None:
        if not isinstance(value, list):
            raise fault("", "not_list")
    elif not isinstance(value, Mapping):
        raise fault("", "not_mapping")


def _show(
    request: HttpRequest,
    page: Page,
    text: str,
    *,
    problems: list[tuple[str, str]] | None = None,
    theirs: bool = False,
    status: int = 200,
) -> HttpResponse:
    is_thing = page.thing is not None
    if is_thing and page.thing is not None and page.thing >= len(page.things):
        raise Http404
    trail = to_part(page.draft, page.part) if is_thing else to_draft(page.draft)
    name = name_of(page.value) if is_thing else str(page.part.label)
    title = _("%(name)s as YAML") % {"name": name}
    context = editor_context(request, page.draft, trail, title=title, current=page.part.slug)
    context |= {"page": page, "text": text, "problems": problems, "theirs": write_yaml(page.value) if theirs else ""}
    return render(request, "assessments/desk/editor/yaml.html", context, status=status)
