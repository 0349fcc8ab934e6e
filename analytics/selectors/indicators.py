"""Figures of the service as they were known at a moment: of each month the latest import that was in force then."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q

from lms.people.access import Scope

from ..domain.indicators.meaning import Meaning
from ..models import IndicatorValue, ServiceIndicator

Key = tuple[str, str, date]  # unit, indicator, month


def indicators() -> list[ServiceIndicator]:
    return list(ServiceIndicator.objects.all())


def meanings() -> dict[str, Meaning]:
    return {one.code: one.meaning for one in indicators()}


def values_as_of(
    at: datetime,
    *,
    scope: Scope | None = None,
    path: str = "",
    codes: Collection[str] | None = None,
    indicator: str = "",
    months: Collection[date] = (),
) -> dict[Key, tuple[float, float]]:
    """Numerator and denominator; without a scope or a path of all units. Later imports overrule earlier ones."""
    rows = IndicatorValue.objects.filter(_in_force(at))
    if scope is not None:
        rows = rows.filter(scope.condition("unit__path"))
    if path:
        rows = rows.filter(unit__path__startswith=path)
    if indicator:
        rows = rows.filter(indicator__code=indicator)
    if codes is not None:
        rows = rows.filter(unit__code__in=list(codes))
    if months:
        rows = rows.filter(month__in=months)
    found = rows.order_by("batch__applied_at", "pk").values_list(
        "unit__code", "indicator__code", "month", "numerator", "denominator"
    )
    return {(unit, code, month): (n, d) for unit, code, month, n, d in found}


def last_month(at: datetime, scope: Scope) -> date | None:
    """Of which anything was known then."""
    rows = IndicatorValue.objects.filter(_in_force(at), scope.condition("unit__path"))
    return rows.order_by("-month").values_list("month", flat=True).first()


def _in_force(at: datetime) -> Q:
    return Q(batch__applied_at__lte=at) & (Q(batch__undone_at=None) | Q(batch__undone_at__gt=at))
