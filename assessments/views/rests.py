"""Taking a break that was granted: answers are locked and hidden while the clock stands still."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.people.access import access, signed_in

from ..models import Attempt
from ..services.delivery import is_bound, token_for
from ..services.overdue import close_if_overdue
from ..services.resting import RestRefused, begin_rest, end_rest
from .binding import session_key

ACTS = {"begin": begin_rest, "end": end_rest}


@signed_in
@require_POST
def rest(request: HttpRequest, public_id: UUID) -> HttpResponse:
    now = timezone.now()
    sitting = close_if_overdue(attempt=access(request.user, Attempt, public_id=public_id), at=now)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    if sitting.status == Attempt.Status.OPEN and is_bound(sitting, session_key(request)):
        try:
            act(attempt=sitting, at=now)
        except RestRefused:
            messages.info(request, _("There is no break to begin or to end now."))
    return redirect("assessments:attempt", public_id, 1)


def stopped_page(request: HttpRequest, sitting: Attempt) -> HttpResponse:
    """Instead of the tasks, as long as the clock was not set running again."""
    now = timezone.now()
    clock = sitting.clock
    context = {
        "attempt": sitting,
        "now": now,
        "token": token_for(sitting),
        "is_rest": sitting.stopped_for == Attempt.Stop.REST,
        "stands_still": clock.stands_still(now),
        "runs_again_at": now + (clock.ahead - clock.used(now)),
        "minutes_left": int(clock.left(now).total_seconds() // 60),
    }
    return render(request, "assessments/stopped.html", context)
