"""One unit over time: many small trends, and why coverage changed."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lms.people.access import access, gate, person

from ..models import SnapshotGroup
from ..readers import READERS
from ..selectors.changes import change_page
from ..selectors.snapshots import subtree_of
from ..selectors.surroundings import Surroundings, surroundings_of
from ..selectors.trends import trends_page
from ..services.disclosures import note_view
from .reach import Table, may_export, table_of
from .stated import stated_in


@gate(*READERS)
@require_safe
def trends(request: HttpRequest) -> HttpResponse:
    table = table_of(request)
    if table is None:
        return render(request, "analytics/no_snapshot.html", {"may_export": may_export(request)})
    place = _place(request, table)
    page = trends_page(table.snapshot, table.offered, place, code=request.GET.get("competency", "")) if place else None
    _note(request, table, place, "trends")
    return render(request, "analytics/trends.html", {**table.context, "page": page})


@gate(*READERS)
@require_safe
def change(request: HttpRequest) -> HttpResponse:
    table = table_of(request)
    if table is None:
        return render(request, "analytics/no_snapshot.html", {"may_export": may_export(request)})
    place = _place(request, table)
    words = {"before": _("before"), "now": _("now"), "unknown": _("Unknown then or now, or shown of too few then")}
    code = request.GET.get("competency", "")
    page = change_page(table.snapshot, place, code=code, words=words) if place else None
    _note(request, table, place, "change")
    return render(request, "analytics/change.html", {**table.context, "page": page})


def _place(request: HttpRequest, table: Table) -> Surroundings | None:
    """The unit asked for, else the highest in reach."""
    asked = request.GET.get("unit")
    if not asked:
        return surroundings_of(table.snapshot, table.scope, None)
    try:
        unit_id = UUID(asked)
    except ValueError as error:
        raise Http404 from error
    access(person(request), SnapshotGroup, **subtree_of(table.snapshot, unit_id))
    return surroundings_of(table.snapshot, table.scope, unit_id)


def _note(request: HttpRequest, table: Table, place: Surroundings | None, page: str) -> None:
    if place:
        note_view(
            viewer=person(request),
            snapshot=table.snapshot,
            unit=place.unit.code,
            page=page,
            stated=stated_in(request),
        )
