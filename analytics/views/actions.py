"""Actions of units: the list, a new one, and one action with its history and its end."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.people.access import access, gate, person, signed_in

from ..action_forms import ActionForm, ChangeActionForm, EndActionForm, TakeUpActionForm
from ..models import ActionEvent, UnitAction
from ..report_readers import WRITERS, may_write, writing_scope
from ..selectors.actions import actions_of, history_of, may_end, units_with_actions
from ..selectors.owners import leaders_in
from ..services.actions import ActionRefused, change_action, end_action, enter_action, take_up_action
from .reports import unit_in_writing

READ_AND_POST = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    """Those of the units in reach, and one's own: nobody needs a right to see what they answer for."""
    user, state = person(request), request.GET.get("state", "")
    units = units_with_actions(user)
    wanted = request.GET.get("unit", "")
    unit = next((one for one in units if str(one.public_id) == wanted), None)
    if wanted and unit is None:
        raise Http404
    context = {
        "rows": actions_of(user, state=state, unit=unit, today=timezone.localdate()),
        "units": units,
        "unit": unit,
        "state": state,
        "writable": writing_scope(user).units()[:200],
    }
    return render(request, "analytics/actions.html", context)


@gate(*WRITERS)
@require_http_methods(READ_AND_POST)
def new(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    unit = unit_in_writing(request, unit_id)
    form = ActionForm(request.POST or None, unit=unit)
    if request.method == "POST" and form.is_valid():
        made = enter_action(unit=unit, values=form.cleaned_data, by=person(request), at=timezone.now())
        messages.success(request, _("The action is entered."))
        return redirect("analytics:action", made.public_id)
    return render(request, "analytics/action_form.html", {"form": form, "unit": unit, "owners": leaders_in(unit)})


@signed_in
@require_safe
def action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    user, found = person(request), _in_reach(request, action_id)
    is_open = found.status == UnitAction.Status.OPEN
    context = {
        "action": found,
        "history": history_of(found),
        "is_overdue": is_open and found.due_on < timezone.localdate(),
        "may_change": is_open and may_write(user, found.unit),
        "form": (EndActionForm() if is_open else TakeUpActionForm()) if may_end(user, found) else None,
    }
    return render(request, "analytics/action.html", context)


@gate(*WRITERS)
@require_http_methods(READ_AND_POST)
def change(request: HttpRequest, action_id: UUID) -> HttpResponse:
    user, found = person(request), _in_reach(request, action_id)
    if not may_write(user, found.unit) or found.status != UnitAction.Status.OPEN:
        raise Http404
    form = ChangeActionForm(request.POST or None, unit=found.unit, instance=found)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        reason = values.pop("reason")
        change_action(action=found, values=values, reason=reason, by=user, at=timezone.now())
        messages.success(request, _("The change is recorded with its reason."))
        return redirect("analytics:action", found.public_id)
    context = {"form": form, "unit": found.unit, "action": found, "owners": leaders_in(found.unit)}
    return render(request, "analytics/action_form.html", context)


@signed_in
@require_POST
def end(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Done, dropped, or taken up again: each with words."""
    user, found = person(request), _in_reach(request, action_id)
    if not may_end(user, found):
        raise Http404
    is_open = found.status == UnitAction.Status.OPEN
    form = EndActionForm(request.POST) if is_open else TakeUpActionForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Say what came of it, or why."))
        return redirect("analytics:action", found.public_id)
    words, at = form.cleaned_data["words"], timezone.now()
    try:
        if is_open:
            what = ActionEvent.What(form.cleaned_data["what"])
            end_action(action=found, what=what, outcome=words, by=user, at=at)
        else:
            take_up_action(action=found, reason=words, by=user, at=at)
    except ActionRefused:
        messages.info(request, _("Somebody else was quicker."))
    else:
        messages.success(request, _("Recorded."))
    return redirect("analytics:action", found.public_id)


def _in_reach(request: HttpRequest, action_id: UUID) -> UnitAction:
    found: UnitAction = access(person(request), UnitAction, public_id=action_id)
    return found
