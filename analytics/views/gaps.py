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
from ..selectors.heatmap import Columns, Wish, heatmap_of
from ..selectors.post import post_page
from ..selectors.snapshots import subtree_of
from ..selectors.unit import unit_page
from ..services.calendar import SnapshotJustTaken, request_snapshot
from ..services.disclosures import note_view
from .reach import Table, may_export, table_of, table_or_404
from .stated import stated_in


@gate(*READERS)
@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    table = table_of(request)
    if table is None:
        return render(request, "analytics/no_snapshot.html", {"may_export": may_export(request)})
    columns = Columns.ALL if request.GET.get("competencies") == Columns.ALL else Columns.ASSESSED
    wish = Wish(columns=columns, area=request.GET.get("area", ""), sort=request.GET.get("sort", ""))
    heatmap = heatmap_of(table.snapshot, table.before, table.scope, wish)
    shown = ", ".join(row.group.code for row in heatmap.rows if row.indent == 0)
    _note(request, table, unit=shown, page="heatmap")
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
    _note(request, table, unit=page.unit.code, page="unit")
    context = {**table.context, "page": page, "form": ExportFiguresForm(auto_id="export_%s")}
    return render(request, "analytics/unit.html", context)


@gate(*READERS)
@require_safe
def post(request: HttpRequest, unit_id: UUID, post_code: str) -> HttpResponse:
    """The holders of one post in one unit, as far as they may be shown."""
    table = table_or_404(request)
    access(person(request), SnapshotGroup, **subtree_of(table.snapshot, unit_id))
    page = post_page(table.snapshot, table.before, table.scope, unit_id=unit_id, post_code=post_code)
    _note(request, table, unit=page.unit.code, page=f"post {post_code}")
    return render(request, "analytics/post.html", {**table.context, "page": page})


@gate(*READERS)
@require_safe
def competency(request: HttpRequest, unit_id: UUID, code: str, post_code: str = "") -> HttpResponse:
    """Of a unit, or of the holders of one post in it."""
    table = table_or_404(request)
    seen = access(person(request), SnapshotGroup, **subtree_of(table.snapshot, unit_id))
    page = competency_page(
        (table.snapshot, table.before),
        table.scope,
        seen=seen,
        code=code,
        offered=table.offered,
        post_code=post_code,
    )
    _note(request, table, unit=page.unit.code, page=f"post {post_code}, {code}" if post_code else f"competency {code}")
    return render(request, "analytics/competency.html", {**table.context, "page": page})


@gate(*EXPORTERS)
@require_POST
def take_snapshot(request: HttpRequest) -> HttpResponse:
    try:
        request_snapshot(by=person(request), at=timezone.now())
    except SnapshotJustTaken:
        messages.warning(request, _("A snapshot was asked for less than a minute ago. Please wait a moment."))
    else:
        messages.info(request, _("The snapshot is being taken. In a few seconds it is the newest in the list below."))
    return redirect("analytics:gaps")


def _note(request: HttpRequest, table: Table, *, unit: str, page: str) -> None:
    note_view(viewer=person(request), snapshot=table.snapshot, unit=unit, page=page, stated=stated_in(request))
