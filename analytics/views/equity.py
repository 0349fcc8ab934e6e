"""Whether people of any age or length of service fare otherwise: for equity auditors of the whole administration."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lms.base.audit import record
from lms.people.access import gate_to_everything, person
from lms.people.models import Role

from ..selectors.equity import equity_page

EQUITY = "equity_audit"


@gate_to_everything(Role.EQUITY_AUDITOR)
@require_safe
def equity(request: HttpRequest) -> HttpResponse:
    page = equity_page(request.GET.get("at", ""))
    if page is not None:
        record(person(request), "equity.viewed", page.snapshot, purpose=EQUITY)
    return render(request, "analytics/equity.html", {"page": page})
