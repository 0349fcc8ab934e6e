"""Indicators of the service: the units in reach beside each other, one unit over time, before and after a training."""

from datetime import date, datetime, time
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.people.access import gate, has_role, person, scope_of
from lms.people.models import OrgUnit, Role

from ..domain.effects.designs import Design
from ..forms import CompareForm
from ..readers import EXPORTERS, READERS
from ..selectors.effects import effect_page
from ..selectors.indicators import indicators
from ..selectors.service_pages import overview, unit_service
from ..selectors.trainings import trainings
from ..services.disclosures import note_service_view
from .stated import stated_in


@gate(*READERS)
@require_safe
def service(request: HttpRequest) -> HttpResponse:
    scope = scope_of(person(request), *READERS)
    page = overview(scope, timezone.now())
    may_import, may_look = has_role(request.user, *EXPORTERS), has_role(request.user, Role.AUDITOR)
    context = {"page": page, "may_import": may_import, "may_look": may_look}
    return render(request, "analytics/service/overview.html", context)


@gate(*READERS)
@require_safe
def service_unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """As known today, or with `as_of` at the end of a day: corrections that came later are left out."""
    unit: OrgUnit = get_object_or_404(scope_of(person(request), *READERS).units(), public_id=unit_id)
    now = timezone.now()
    day = parse_day(request.GET.get("as_of", ""), timezone.localdate(now))
    at = timezone.make_aware(datetime.combine(day, time.max)) if day else now
    context = {"page": unit_service(unit, at), "as_of": day, "may_import": has_role(request.user, *EXPORTERS)}
    return render(request, "analytics/service/unit.html", context)


def parse_day(text: str, today: date) -> date | None:
    """None for what is no day before today."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day < today else None


@gate(*READERS)
@require_safe
def effect(request: HttpRequest) -> HttpResponse:
    """Whoever reads a comparison is on record: it is about trainings of whole units, and judged by people."""
    scope = scope_of(person(request), *READERS)
    offered, known = trainings(scope), indicators()
    chosen = {"indicator": request.GET.get("indicator"), "training": request.GET.get("training")}
    form = CompareForm(
        request.GET if all(chosen.values()) else None,
        trainings=[(one.key, one) for one in offered],
        indicators=[(one.code, str(one.name)) for one in known],
    )
    context: dict[str, object] = {
        "form": form,
        "is_possible": bool(offered and known),
        "may_state": has_role(request.user, *EXPORTERS),
    }
    if form.is_valid():
        wanted = form.cleaned_data
        indicator = next(one for one in known if one.code == wanted["indicator"])
        training = next(one for one in offered if one.key == wanted["training"])
        context["page"] = effect_page(
            scope, timezone.now(), indicator=indicator, training=training, design=Design(wanted["design"])
        )
        note_service_view(
            viewer=person(request),
            unit=", ".join(scope.codes),
            indicator=indicator,
            training=training.code,
            stated=stated_in(request),
        )
    return render(request, "analytics/service/effect.html", context)
