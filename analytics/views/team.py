"""A line manager's people: levels and states, never answers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.people.access import gate, person, scope_of
from lms.people.models import Role

from ..selectors.team import Team, chosen_unit, team_of, units_with_people
from ..services.disclosures import note_team_view


@gate(Role.LINE_MANAGER)
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """One unit at a time; every look is written down for the people looked at."""
    scope = scope_of(request.user, Role.LINE_MANAGER)
    units = units_with_people(scope)
    unit = chosen_unit(units, scope, request.GET.get("unit", ""))
    if unit is None:
        if request.GET.get("unit"):
            raise Http404
        return render(request, "analytics/team.html", {"team": Team(), "units": units, "unit": None})
    now = timezone.now()
    found = team_of(unit, person(request), now)
    note_team_view(viewer=person(request), unit=unit, subjects=found.people, at=now)
    return render(request, "analytics/team.html", {"team": found, "units": units, "unit": unit})
