"""The way in for those who rate, check and decide: to the first of their tabs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from lms.people.access import gate

from ...contest_permissions import DECIDING_ROLES
from ...evidence_menu import SECTIONS


@gate(*DECIDING_ROLES)
@require_safe
def evidence_desk(request: HttpRequest) -> HttpResponse:
    return redirect(SECTIONS.links(request)[0].url)
