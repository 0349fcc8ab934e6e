"""Figures as people read them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...domain.statistics.intervals import Estimate


def percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def share_words(one: Estimate | None) -> str:
    return _between(percent(one.value), percent(one.low), percent(one.high)) if one else "–"


def coefficient_words(one: Estimate | None) -> str:
    return _between(*(signed(value) for value in (one.value, one.low, one.high))) if one else "–"


def signed(value: float) -> str:
    """Two decimals, with the sign that typography has for less than nothing."""
    return f"{value:.2f}".replace("-", "−")


def time_words(seconds: float) -> str:
    whole = round(seconds)
    if whole < 120:
        return ngettext("%(count)s second", "%(count)s seconds", whole) % {"count": whole}
    return _("%(minutes)s min %(seconds)s s") % {"minutes": whole // 60, "seconds": whole % 60}


def _between(value: str, low: str, high: str) -> str:
    return _("%(value)s (%(low)s to %(high)s)") % {"value": value, "low": low, "high": high}
