"""What for? Asked once a session before the first figure, and changed here at any time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from lms.people.access import gate, person

from ..forms import StatePurposeForm
from ..readers import READERS
from ..services.disclosures import note_purpose
from .stated import keep_stated, stated_in


@gate(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def purpose(request: HttpRequest) -> HttpResponse:
    goal = _goal(request)
    if request.method != "POST":
        kept = stated_in(request)
        form = StatePurposeForm(initial={"purpose": kept.purpose.value, "words": kept.words} if kept else None)
        return render(request, "analytics/purpose.html", {"form": form, "goal": goal})
    form = StatePurposeForm(request.POST)
    if not form.is_valid():
        return render(request, "analytics/purpose.html", {"form": form, "goal": goal})
    note_purpose(viewer=person(request), stated=form.stated)
    keep_stated(request, form.stated)
    return redirect(goal)


def _goal(request: HttpRequest) -> str:
    """Where the reader was going, if that is here; else the map."""
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    return asked if is_ours else reverse("analytics:gaps")
