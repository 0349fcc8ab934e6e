"""Playing a version at the real desk before anybody releases it. What is played so counts for nothing and nowhere."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from lms.people.access import access, person

from ..models import Scenario
from ..selectors.authoring.scenarios import version_at_desk
from ..services.casework import CaseNotOffered, start_test
from .doors import authors_and_reviewers


@authors_and_reviewers
@require_POST
def play(request: HttpRequest, public_id: UUID, version: int) -> HttpResponse:
    shown = version_at_desk(access(request.user, Scenario, public_id=public_id), version)
    variant = request.POST.get("variant", "")
    try:
        run = start_test(version=shown, player=person(request), variant=variant, at=timezone.now())
    except CaseNotOffered:
        raise Http404 from None
    return redirect("assessments:case_run", run.public_id)
