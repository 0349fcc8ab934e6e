"""Equatings of an examination: what could be equated, what waits, what holds, what held."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lms.base.desk import desk_context
from lms.people.access import access, person

from ..equating_permissions import may_drop_equating, may_put_equating_in_force, may_withdraw_equating
from ..forms.equating import DecideEquatingForm
from ..models import Equating, Examination
from ..selectors.equating.effects import touched_by
from ..selectors.equating.pairs import compared_forms
from ..selectors.equating.sittings import are_corrected_since
from ..selectors.equating.words import lack_words
from ..services.equating.deciding import drop_equating, put_equating_in_force, withdraw_equating
from ..services.equating.refusal import EquatingRefused
from .banks import ICON
from .crumbs import to_equatings, to_examination
from .doors import authors_and_reviewers


@authors_and_reviewers
@require_safe
def comparison(request: HttpRequest, code: str) -> HttpResponse:
    """Every form beside the reference, with what is wanting."""
    found = access(request.user, Examination, code=code)
    asked = request.GET.get("reference", "")
    compared = compared_forms(found, int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None)
    context = {
        **desk_context(to_examination(found), title=_("Forms compared"), icon=ICON),
        "examination": found,
        "compared": compared,
        "rows": [(row, [lack_words(one) for one in row.lacks]) for row in compared.rows],
        "equatings": found.equatings.select_related("form", "reference", "proposed_by", "decided_by"),
    }
    return render(request, "assessments/desk/equatings.html", context)


@authors_and_reviewers
@require_safe
def equating(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Figures as they were proposed; what they would mean for the latest sittings as of now."""
    user, found = person(request), _equating(request, code, number)
    title = _("Equating %(number)s") % {"number": found.number}
    context = {
        **desk_context(to_equatings(found.examination), title=title, icon=ICON),
        "examination": found.examination,
        "equating": found,
        "dropped": [one for one in found.anchors if not one["is_kept"]],
        "kept": [one for one in found.anchors if one["is_kept"]],
        "touched": touched_by(found.form, found.conversion, found.errors, found.effective_from),
        "sittings": found.attempts.count(),
        "is_outdated": are_corrected_since([found.form_id, found.reference_id], found.proposed_at),
        "may_put_in_force": may_put_equating_in_force(user, found),
        "may_drop": may_drop_equating(user, found),
        "may_withdraw": may_withdraw_equating(user, found),
        "decide": DecideEquatingForm(),
    }
    return render(request, "assessments/desk/equating.html", context)


@authors_and_reviewers
@require_POST
def decide(request: HttpRequest, code: str, number: int) -> HttpResponse:
    user, found, form = person(request), _equating(request, code, number), DecideEquatingForm(request.POST)
    if not form.is_valid():
        raise Http404
    decision, reason, now = form.cleaned_data["decision"], form.cleaned_data["reason"], timezone.now()
    try:
        if decision == "accept":
            put_equating_in_force(equating=found, actor=user, at=now)
            messages.success(request, _("In force from its day on. Results that were given stay as they are."))
        elif decision == "drop":
            drop_equating(equating=found, reason=reason, actor=user, at=now)
            messages.success(request, _("Not put in force. Every point counts as before."))
        else:
            withdraw_equating(equating=found, reason=reason, actor=user, at=now)
            messages.success(request, _("Withdrawn for sittings that begin from now on."))
    except EquatingRefused as refused:
        messages.error(request, str(refused))
    return redirect("authoring:equating", code, number)


def _equating(request: HttpRequest, code: str, number: int) -> Equating:
    examination = access(request.user, Examination, code=code)
    rows = Equating.objects.select_related("form", "reference", "proposed_by", "decided_by", "withdrawn_by")
    found = get_object_or_404(rows, examination=examination, number=number)
    found.examination = found.form.examination = found.reference.examination = examination
    return found
