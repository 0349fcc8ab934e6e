"""Figures of the service in words, the same on every page."""

from django.utils.translation import gettext as _

from ..domain.indicators.meaning import Meaning, Measure

UNCHANGED = 0.005  # of the value before; less is not worth a word


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
    if abs(now - before) <= UNCHANGED * abs(before):
        return _("as a year before")
    words = _("better") if meaning.is_better(now - before) else _("worse")
    return f"{'▲' if now > before else '▼'} {figure(abs(now - before), meaning)} · {words}"


def which_way(meaning: Meaning) -> str:
    return _("more is better") if meaning.higher_is_better else _("less is better")
