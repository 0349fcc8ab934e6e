"""Three conversations to have this month."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lms.people.access import access, gate, person, scope_of
from lms.people.models import Role

from ..models import Conversation
from ..selectors.conversation_words import cards_of
from ..selectors.conversations import held_before, occasions_of, standings_of_team, team_ids
from ..selectors.team import chosen_unit, units_with_people
from ..services.conversations import NotHeldYet, first_of, note_conversations_view, note_held, plan_month


@gate(Role.LINE_MANAGER)
@require_safe
def conversations(request: HttpRequest) -> HttpResponse:
    """Of one unit; the look is written down for the people proposed, as on the team's page."""
    user, now = person(request), timezone.now()
    scope = scope_of(user, Role.LINE_MANAGER)
    units = units_with_people(scope)
    unit = chosen_unit(units, scope, request.GET.get("unit", ""))
    if unit is None:
        if request.GET.get("unit"):
            raise Http404
        return render(request, "analytics/conversations.html", {"cards": [], "units": units, "unit": None})
    standings = standings_of_team(team_ids(unit, user), now)
    today = timezone.localdate(now)
    planned = plan_month(manager=user, unit=unit, occasions=occasions_of(standings, now), today=today)
    note_conversations_view(viewer=user, unit=unit, planned=planned, at=now)
    context = {
        "cards": cards_of(planned, standings),
        "units": units,
        "unit": unit,
        "today": today,
        "held": held_before(user, unit, first_of(today)),
    }
    return render(request, "analytics/conversations.html", context)


@gate(Role.LINE_MANAGER)
@require_POST
def held(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    user = person(request)
    found: Conversation = access(user, Conversation, public_id=conversation_id)
    try:
        note_held(conversation=found, on=date.fromisoformat(request.POST.get("on", "")), by=user)
    except NotHeldYet:
        messages.warning(request, _("Give the day on which it was held: within its month or later, not in the future."))
    except ValueError:
        messages.warning(request, _("Give the day as a date."))
    else:
        messages.success(request, _("Noted: the day, and nothing else."))
    return redirect(f"{reverse('analytics:conversations')}?unit={found.unit.public_id}")
