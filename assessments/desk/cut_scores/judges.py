"""Naming the judges of a panel."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from lms.people.access import access, person

from ...forms.standard_setting.people import AppointForm
from ...models import Panel
from ...panel_permissions import leads
from ...services.standard_setting.judges import appoint, dismiss
from ...services.standard_setting.refusal import PanelRefused
from ..doors import authors_and_reviewers


@authors_and_reviewers
@require_POST
def appoint_judge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = led_panel(request, public_id)
    form = AppointForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
        return redirect("cut_scores:panel", public_id)
    try:
        appoint(
            panel=found,
            user=form.cleaned_data["person"],
            expertise=form.cleaned_data["expertise"],
            actor=person(request),
        )
    except PanelRefused as refused:
        messages.error(request, str(refused))
    return redirect("cut_scores:panel", public_id)


@authors_and_reviewers
@require_POST
def dismiss_judge(request: HttpRequest, public_id: UUID, judge: int) -> HttpResponse:
    found = led_panel(request, public_id)
    try:
        dismiss(judge=get_object_or_404(found.judges.select_related("user"), pk=judge), actor=person(request))
    except PanelRefused as refused:
        messages.error(request, str(refused))
    return redirect("cut_scores:panel", public_id)


def led_panel(request: HttpRequest, public_id: UUID) -> Panel:
    """The panel, for its convener; others of the bank only read."""
    user = person(request)
    found = access(user, Panel, public_id=public_id)
    if not leads(user, found):
        raise Http404
    return found
