"""Figures of the service in words, the same on every page."""

from django.utils.translation import gettext as _

from ..domain.indicators.meaning import Meaning, Measure


def figure(value: float | None, meaning: Meaning) -> str:
    """None is unknown, never zero."""
    if value is None:
        return "–"
    digits = 2 if meaning.measure is Measure.POINTS else 1
    return f"{value:.{digits}f}" + ("\u00a0%" if meaning.measure is Measure.SHARE else "")


def moved(before: float | None, now: float | None, meaning: Meaning) -> str:
    """With its direction in words: colour or sign alone would not say whether up is good."""
    if before is None or now is None:
        return ""
    if difference(abs(now - before), meaning) == difference(0.0, meaning):
        return _("as a year before")
    words = _("better") if meaning.is_better(now - before) else _("worse")
    return f"{'▲' if now > before else '▼'}\u00a0{difference(abs(now - before), meaning)} · {words}"


def difference(value: float, meaning: Meaning) -> str:
    """Of two shares in points, since per cent of per cent would be something else."""
    if meaning.measure is Measure.SHARE:
        return _("%(number)s points") % {"number": f"{value:.1f}"}
    return figure(value, meaning)


def worsening(before: float | None, now: float | None, meaning: Meaning) -> float:
    """As a share of what was; nothing where it got better or is unknown."""
    if before is None or now is None or before <= 0 or meaning.is_better(now - before):
        return 0.0
    return abs(now - before) / before


def which_way(meaning: Meaning) -> str:
    return _("more is better") if meaning.higher_is_better else _("less is better")
