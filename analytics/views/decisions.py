"""How alike people decide the same simulated case."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lms.people.access import gate

from ..readers import TRAINERS
from ..selectors.decisions import decided_case, decisions_overview


@gate(*TRAINERS)
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    return render(request, "analytics/decisions.html", {"cases": decisions_overview()})


@gate(*TRAINERS)
@require_safe
def decision(request: HttpRequest, version_id: UUID, variant: str, mode: str) -> HttpResponse:
    return render(request, "analytics/decision.html", {"case": decided_case(version_id, variant, mode)})
