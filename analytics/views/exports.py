"""Files of the figures, for those who plan with them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from lms.people.access import access, gate, person, scope_of

from ..exports.delimited import csv_bytes
from ..exports.table import export_of
from ..exports.workbook import xlsx_bytes
from ..forms import ExportFiguresForm
from ..models import Snapshot, SnapshotGroup
from ..readers import EXPORTERS
from ..selectors.snapshots import subtree_of
from ..services.disclosures import note_export

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@gate(*EXPORTERS)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    form = ExportFiguresForm(request.POST)
    if not form.is_valid():
        raise Http404
    wanted = form.cleaned_data
    scope = scope_of(person(request), *EXPORTERS)
    snapshot = get_object_or_404(Snapshot, public_id=wanted["at"])
    path = ""
    if wanted["unit"]:
        path = access(person(request), SnapshotGroup, **subtree_of(snapshot, wanted["unit"])).path
        if not scope.covers_path(path):
            raise Http404
    made = export_of(snapshot, scope, path=path)
    note_export(
        viewer=person(request),
        snapshot=snapshot,
        unit=path or "all in reach",
        purpose=wanted["purpose"],
        file_format=wanted["format"],
    )
    content = csv_bytes(made) if wanted["format"] == "csv" else xlsx_bytes(made)
    headers = {"Content-Disposition": f'attachment; filename="{made.file_stem}.{wanted["format"]}"'}
    return HttpResponse(content, content_type=TYPES[wanted["format"]], headers=headers)
