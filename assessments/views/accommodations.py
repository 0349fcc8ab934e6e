"""Accommodations: asked for by HR or a training manager, decided by a second person, read by auditors."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.access import gate, has_role, person, visible
from lms.people.models import Role

from ..forms.accommodation import AskAccommodationForm
from ..models import Accommodation
from ..selectors.accommodations import listed
from ..services.accommodations import (
    GRANTING_ROLES,
    AccommodationRefused,
    approve_accommodation,
    ask_accommodation,
    decline_accommodation,
    end_accommodation,
    may_grant,
    take_back_accommodation,
)

READERS = (*GRANTING_ROLES, Role.AUDITOR)
DECISIONS = {
    "approve": approve_accommodation,
    "decline": decline_accommodation,
    "take_back": take_back_accommodation,
    "end": end_accommodation,
}


@gate(*READERS)
@require_safe
def accommodations(request: HttpRequest) -> HttpResponse:
    groups = listed(visible(request.user, Accommodation), timezone.localdate())
    context = {"groups": groups, "may_ask": has_role(request.user, *GRANTING_ROLES)}
    return render(request, "assessments/accommodations/list.html", context)


@gate(*GRANTING_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    form = AskAccommodationForm(request.POST or None, asker=person(request))
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        asked = ask_accommodation(learner=facts.pop("person"), **facts, by=person(request), at=timezone.now())
        messages.success(request, _("Your request waits for a second person. Until then nothing is granted."))
        return redirect("assessments:accommodation", asked.public_id)
    return render(request, "assessments/accommodations/ask.html", {"form": form})


@gate(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def accommodation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One of them, and what its reader may do with it."""
    user = person(request)
    rows = visible(user, Accommodation).select_related("learner", "asked_by", "decided_by")
    found = get_object_or_404(rows, public_id=public_id)
    may_act = may_grant(user, found.learner)
    if request.method == "POST":
        if not may_act:
            raise Http404
        return _decide(request, found)
    context = {
        "one": found,
        "may_act": may_act,
        "is_own": found.asked_by_id == user.pk,
        "is_waiting": found.status == Accommodation.Status.WAITING,
        "may_end": found.status == Accommodation.Status.APPROVED and found.ends_on >= timezone.localdate(),
    }
    return render(request, "assessments/accommodations/one.html", context)


def _decide(request: HttpRequest, found: Accommodation) -> HttpResponse:
    decide = DECISIONS.get(request.POST.get("decision", ""))
    if decide is None:
        raise Http404
    try:
        decide(accommodation=found, by=person(request), at=timezone.now())
    except AccommodationRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your decision is recorded."))
    return redirect("assessments:accommodation", found.public_id)
