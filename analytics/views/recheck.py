"""What falls due for a new check in the months ahead."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.people.access import gate, person

from ..readers import READERS
from ..selectors.expiring import certificates_ahead
from ..selectors.recheck import recheck_page
from ..services.disclosures import note_view
from .reach import may_export, table_of
from .stated import stated_in


@gate(*READERS)
@require_safe
def recheck(request: HttpRequest) -> HttpResponse:
    table = table_of(request)
    if table is None:
        return render(request, "analytics/no_snapshot.html", {"may_export": may_export(request)})
    page = recheck_page(table.snapshot, table.scope, request.GET.get("unit", ""))
    unit = page.chosen.unit.code if page else ""
    note_view(viewer=person(request), snapshot=table.snapshot, unit=unit, page="recheck", stated=stated_in(request))
    certificates = certificates_ahead(table.scope, timezone.localdate())
    context = {**table.context, "page": page, "certificates": certificates}
    return render(request, "analytics/recheck.html", context)
