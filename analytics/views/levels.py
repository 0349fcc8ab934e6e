"""Coverage across the levels of the administration."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lms.people.access import gate, person

from ..readers import READERS
from ..selectors.levels import levels_page
from ..services.disclosures import note_view
from .reach import may_export, table_of
from .stated import stated_in


@gate(*READERS)
@require_safe
def levels(request: HttpRequest) -> HttpResponse:
    table = table_of(request)
    if table is None:
        return render(request, "analytics/no_snapshot.html", {"may_export": may_export(request)})
    page = levels_page(table.snapshot, table.scope, request.GET.get("competency", ""))
    note_view(
        viewer=person(request),
        snapshot=table.snapshot,
        unit=", ".join(table.scope.codes),
        page="levels",
        stated=stated_in(request),
    )
    return render(request, "analytics/levels.html", {**table.context, "page": page})
