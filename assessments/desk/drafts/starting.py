"""Beginning a new scenario: the built-in example, or a spreadsheet of steps, documents and deadlines."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.base.desk import desk_context
from lms.lib.localized import in_language
from lms.people.access import person

from ...domain.case_outline.outline import Outline
from ...domain.case_outline.reading import OutlineInvalid, Rows
from ...domain.case_outline.sheets import read_tables, template, words_of
from ...forms.scenario.starting import MakeFromOutlineForm, StartFromExampleForm, UploadOutlineForm
from ...selectors.outline_words import COLUMNS, sheet_fault_words
from ...services.authoring.outlines import definition_of, outline_of, start_from_example, start_from_outline
from ..crumbs import to_scenarios
from ..doors import authors_only
from ..scenarios import ICON

SALT = "assessments.outline"
OLDEST = 24 * 60 * 60  # seconds between the preview and the making
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@authors_only
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    author = person(request)
    form = StartFromExampleForm(request.POST if request.method == "POST" else None, author=author)
    if request.method == "POST" and form.is_valid():
        draft = start_from_example(
            code=form.cleaned_data["code"],
            competency=form.cleaned_data["competency"],
            unit=form.cleaned_data["unit"],
            editor=author,
        )
        return redirect("authoring:draft", draft.public_id)
    context = desk_context(to_scenarios(), title=_("New scenario"), icon=ICON)
    return render(request, "assessments/desk/editor/start.html", {**context, "form": form})


@authors_only
@require_http_methods(["GET", "HEAD", "POST"])
def from_spreadsheet(request: HttpRequest) -> HttpResponse:
    """The preview: what the sheets would become, or each fault with its sheet, row and column. Nothing is kept yet."""
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadOutlineForm(*posted)
    context: dict[str, Any] = {**desk_context(to_scenarios(), title=_("From a spreadsheet"), icon=ICON), "form": form}
    context["columns"] = COLUMNS.items()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            tables = read_tables(file.name, file.read())
            context |= _preview(request, tables, outline_of(tables))
        except OutlineInvalid as invalid:
            context["faults"] = [(fault, sheet_fault_words(fault)) for fault in invalid.faults]
    return render(
        request, "assessments/desk/editor/spreadsheet.html", context, status=422 if "faults" in context else 200
    )


@authors_only
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """The working copy that was shown before."""
    author = person(request)
    form = MakeFromOutlineForm(request.POST, author=author)
    if not form.is_valid():
        return redirect("authoring:start_from_spreadsheet")
    try:
        tables = signing.loads(form.cleaned_data["tables"], salt=SALT, max_age=OLDEST)
        outline = outline_of(tables)
    except (signing.BadSignature, OutlineInvalid):
        return redirect("authoring:start_from_spreadsheet")
    draft = start_from_outline(outline=outline, unit=form.cleaned_data["unit"], editor=author)
    return redirect("authoring:draft", draft.public_id)


@authors_only
@require_safe
def spreadsheet_template(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(template(), content_type=WORKBOOK)
    response["Content-Disposition"] = 'attachment; filename="case.xlsx"'
    return response


def _preview(request: HttpRequest, tables: Mapping[str, Rows], outline: Outline) -> dict[str, Any]:
    definition, language = definition_of(outline), get_language() or "en"
    kept = signing.dumps(words_of(tables), salt=SALT, compress=True)
    rules = Counter(rule["competency"] for rule in definition["evidence"])
    said = {step.id: in_language(step.title, language) for step in outline.steps}
    return {
        "outline": outline,
        "title": in_language(outline.title, language),
        "papers": [(paper, in_language(paper.title, language)) for paper in outline.papers],
        "steps": [(step, said[step.id], said.get(step.after, "")) for step in outline.steps],
        "deadlines": [
            (one, in_language(one.title, language), said[one.until], said.get(one.since, ""))
            for one in outline.deadlines
        ],
        "rules": sorted(rules.items()),
        "goldens": [golden["name"] for golden in definition["goldens"]],
        "make_form": MakeFromOutlineForm(initial={"tables": kept}, author=person(request)),
    }
