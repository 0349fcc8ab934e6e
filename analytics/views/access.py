"""One's own file: what the post needs, what was shown, who sees what of it, and who looked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.people.access import person, signed_in

from ..selectors.access import conversations_with, looks_at, who_watches
from ..selectors.actions import own_actions
from ..selectors.desk import desk_of


@signed_in
@require_safe
def access_log(request: HttpRequest) -> HttpResponse:
    user, now = person(request), timezone.now()
    context = {
        "desk": desk_of(user, now),
        "today": timezone.localdate(now),
        "looks": looks_at(user),
        "watching": who_watches(user),
        "held": conversations_with(user),
        "actions": own_actions(user),
    }
    return render(request, "analytics/access.html", context)
