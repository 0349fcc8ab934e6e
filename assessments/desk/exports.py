"""Taking items of a bank out, with their keys, in a format of one's choice."""

from collections import Counter
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lms.base.desk import desk_context
from lms.people.access import access, person

from ..forms.desk import NarrowItemsForm
from ..forms.exchange import ExportItemsForm
from ..models import ItemBank, ItemVersion
from ..selectors.authoring.banks import item_heads, narrowed
from ..selectors.exchange import FormatRow, format_rows
from ..services.exchange.exporting import Download, note_export, prepare_export
from ..services.exchange.words import carried_in_part, problem_in_words
from .banks import ICON
from .crumbs import to_bank
from .doors import authors_and_reviewers


@authors_and_reviewers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The items that the list was narrowed to. What the format cannot carry is shown before the file is given."""
    bank = access(request.user, ItemBank, public_id=public_id)
    heads = narrowed(item_heads(bank), NarrowItemsForm(request.GET).to_filter(), today=timezone.localdate())
    form = ExportItemsForm(request.POST or None, initial={"which": "listed"})
    left_out: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        chosen = heads.filter(status=ItemVersion.Status.LIVE) if asked["which"] == "live" else heads
        download = prepare_export(bank=bank, heads=chosen, code=asked["format"], language=asked["language"])
        left_out = [(name, problem_in_words(problem)) for name, problem in download.export.left_out]
        if download.export.written and (not left_out or "without" in request.POST):
            note_export(bank=bank, download=download, code=asked["format"], by=person(request))
            return _file(download)
        if not left_out:
            form.add_error(None, _("There is no item to export."))
    context = {
        **desk_context(to_bank(bank), title=_("Export items"), icon=ICON),
        "bank": bank,
        "form": form,
        "query": request.GET.urlencode(),
        "rows": [_shown(row) for row in format_rows(Counter(heads.values_list("kind", flat=True)))],
        "left_out": left_out,
    }
    return render(request, "assessments/desk/export_items.html", context)


def _shown(row: FormatRow) -> dict[str, object]:
    losses = [(ItemVersion.Kind(kind).label, carried_in_part(code)) for kind, code in row.in_part]
    return {"format": row.format, "carried": row.carried, "total": row.total, "in_part": losses}


def _file(download: Download) -> HttpResponse:
    response = HttpResponse(download.export.content, content_type=download.content_type)
    response["Content-Disposition"] = f'attachment; filename="{download.file_name}"'
    return response
