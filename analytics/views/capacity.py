"""The capacity register: the list, one unit, and a new entry."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.access import gate, person, scope_of
from lms.people.models import OrgUnit

from ..capacity_forms import RecordCapacityForm
from ..domain.capacity.facts import Rank
from ..domain.capacity.records import as_record
from ..readers import EXPORTERS, READERS
from ..selectors.capacity import RegisterFilter, by_level, history_of, narrowed, register_lines, with_abilities
from ..selectors.capacity_words import ASKED, RANKS
from ..selectors.snapshots import chosen, snapshots
from ..services.capacity import record_capacity

PAGE = 40


@gate(*READERS)
@require_safe
def capacity(request: HttpRequest) -> HttpResponse:
    lines = register_lines(scope_of(request.user, *READERS), timezone.localdate())
    asked = RegisterFilter(**{name: request.GET.get(name, "")[:120] for name in ("words", "level", "body", "rank")})
    page = Paginator(narrowed(lines, asked), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": with_abilities(list(page.object_list), chosen(snapshots(), "")),
        "levels": by_level(lines),
        "asked": asked,
        "questions": ASKED.items(),
        "level_choices": OrgUnit.Level.choices,
        "rank_choices": [(one.value, RANKS[one]) for one in Rank],
        "may_enter": bool(scope_of(request.user, *EXPORTERS)),
    }
    return render(request, "analytics/capacity/register.html", context)


@gate(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def capacity_of_unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """What is in force, everything entered before, and for those who keep the register the form of the next entry."""
    unit = get_object_or_404(scope_of(request.user, *READERS).units(), public_id=unit_id)
    may_enter = scope_of(request.user, *EXPORTERS).covers(unit)
    if request.method == "POST" and not may_enter:
        raise Http404
    history, today = history_of(unit), timezone.localdate()
    in_force = next((one for one in history if one.as_of <= today), None)
    initial = {"as_of": today} | (as_record(in_force.capacity) if in_force else {})
    form = RecordCapacityForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        record_capacity(
            unit=unit, by=person(request), as_of=facts["as_of"], capacity=form.capacity, source=facts["source"]
        )
        messages.success(request, _("The entry was made. What was entered before stays below."))
        return redirect("analytics:capacity_of_unit", unit_id)
    (line,) = with_abilities(
        [one for one in register_lines(scope_of(request.user, *READERS), today) if one.unit.pk == unit.pk],
        chosen(snapshots(), ""),
    )
    context = {"unit": unit, "line": line, "history": history, "form": form, "may_enter": may_enter}
    return render(request, "analytics/capacity/unit.html", context)
