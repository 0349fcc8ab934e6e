"""Skill gaps by unit: the heatmap, a unit, a competency of a unit, and a new snapshot on request."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lms.people.access import access, gate, person

from ..forms import ExportFiguresForm
from ..models import SnapshotGroup
from ..readers import EXPORTERS, READERS
from ..selectors.competency import competency_page
from ..selectors.heatmap import Columns, heatmap_of
from ..selectors.snapshots import subtree_of
from ..selectors.unit import unit_page
from ..services.calendar import SnapshotJustTaken, request_snapshot
from ..services.disclosures import note_view
from .reach import may_export, table_of, table_or_404


@gate(*READERS)
@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    table = table_of(request)
    if table is None:
        return render(request, "analytics/no_snapshot.html", {"may_export": may_export(request)})
    columns = Columns.ALL if request.GET.get("competencies") == Columns.ALL else Columns.ASSESSED
    heatmap = heatmap_of(table.snapshot, table.before, table.scope, columns)
    shown = ", ".join(row.group.code for row in heatmap.rows if row.indent == 0)
    note_view(viewer=person(request), snapshot=table.snapshot, unit=shown, page="heatmap")
    context = {
        **table.context,
        "heatmap": heatmap,
        "columns": columns.value,
        "form": ExportFiguresForm(auto_id="export_%s"),
    }
    return render(request, "analytics/gaps.html", context)


@gate(*READERS)
@require_safe
def unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    table = table_or_404(request)
    seen = access(person(request), SnapshotGroup, **subtree_of(table.snapshot, unit_id))
    page = unit_page(table.snapshot, table.before, table.scope, seen)
    note_view(viewer=person(request), snapshot=table.snapshot, unit=page.unit.code, page="unit")
    context = {**table.context, "page": page, "form": ExportFiguresForm(auto_id="export_%s")}
    return render(request, "analytics/unit.html", context)


@gate(*READERS)
@require_safe
def competency(request: HttpRequest, unit_id: UUID, code: str) -> HttpResponse:
    table = table_or_404(request)
    seen = access(person(request), SnapshotGroup, **subtree_of(table.snapshot, unit_id))
    page = competency_page((table.snapshot, table.before), table.scope, seen=seen, code=code, offered=table.offered)
    note_view(viewer=person(request), snapshot=table.snapshot, unit=page.unit.code, page=f"competency {code}")
    return render(request, "analytics/competency.html", {**table.context, "page": page})


@gate(*EXPORTERS)
@require_POST
def take_snapshot(request: HttpRequest) -> HttpResponse:
    try:
        request_snapshot(by=person(request), at=timezone.now())
    except SnapshotJustTaken:
        messages.warning(request, _("A snapshot was asked for less than a minute ago. Please wait a moment."))
    else:
        messages.success(
            request, _("The snapshot is being taken. In a few seconds it is the newest in the list below.")
        )
    return redirect("analytics:gaps")
