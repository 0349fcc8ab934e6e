"""The words for figures that are missing on purpose, the same on every page and in every export.

Those that a map says a thousand times are put together once a language.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from textwrap import wrap

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from lms.lib.disclosure import SMALLEST_GROUP

from ..domain.advice import Advice, Step
from ..domain.cube import Hides
from ..domain.disclosure import Hidden
from ..domain.grid import GroupKind
from .snapshots import CellCard, Change, GroupCard

LINE_LATIN, LINE_CHINESE = 22, 10  # characters


def why_hidden(cell: CellCard) -> str:
    """Empty for a cell that hides nothing."""
    return _why_hidden(get_language(), cell.hides, cell.reason) if cell.is_suppressed else ""


@lru_cache
def _why_hidden(language: str, hides: str, reason: str) -> str:
    if reason == Hidden.SMALL:
        if hides == Hides.EVERYTHING:
            return _("Not shown: fewer than %(number)s people") % {"number": SMALLEST_GROUP}
        return _("Not shown: fewer than %(number)s people assessed") % {"number": SMALLEST_GROUP}
    return _("Not shown, so that a smaller group cannot be computed from it")


def assess_first(number: int) -> str:
    return _assess_first(get_language(), number)


@lru_cache(10_000)
def _assess_first(language: str, number: int) -> str:
    return ngettext("Unknown: assess %(number)s person first", "Unknown: assess %(number)s people first", number) % {
        "number": number
    }


def unknown(cell: CellCard) -> tuple[str, str]:
    """In the cell, and what it does not say: what is known of those assessed, and that more must be."""
    words = assess_first(cell.not_assessed or 0)
    if cell.coverage is None:
        return f"?\u00a0{cell.not_assessed}", words
    share = round(100 * cell.coverage)
    return f"{share}\u00a0?", _("%(share)s %% of the %(assessed)s assessed. %(assess)s") % {
        "share": share,
        "assessed": cell.assessed,
        "assess": words,
    }


def bounds(cell: CellCard) -> str:
    """What a share leaves open; empty where there is none."""
    if cell.coverage is None or cell.bound_low is None or cell.bound_high is None:
        return ""
    percents = (round(100 * share) for share in (cell.coverage, cell.bound_low, cell.bound_high))
    return _bounds(get_language(), *percents)


@lru_cache(10_000)
def _bounds(language: str, share: int, low: int, high: int) -> str:
    return _("%(share)s %% of those assessed; the truth lies between %(low)s and %(high)s %%") % {
        "share": share,
        "low": low,
        "high": high,
    }


def state_of_things(cell: CellCard | None) -> str:
    """One cell in a few words, whatever is known of it."""
    if cell is None:
        return _("Not demanded")
    if cell.is_suppressed:
        return why_hidden(cell)
    if cell.is_unknown:
        return unknown(cell)[1]
    return bounds(cell)


def how_figures_move() -> str:
    return _(
        "Counts are rounded to the nearest five and shares to whole per cent. A figure moves once there is news of at "
        "least %(number)s people behind it. Where all of a group are alike, one is counted otherwise, so that nobody's "
        "state can be told."
    ) % {"number": SMALLEST_GROUP}


def change_in_words(change: Change) -> str:
    return _change_in_words(get_language(), change)


@lru_cache(1000)
def _change_in_words(language: str, change: Change) -> str:
    if change.points == 0:
        return _("no change")
    values = {"points": abs(change.points)}
    if change.points > 0:
        moved = ngettext("up %(points)s point", "up %(points)s points", values["points"]) % values
    else:
        moved = ngettext("down %(points)s point", "down %(points)s points", values["points"]) % values
    return moved if change.is_real else _("%(moved)s, within its uncertainty") % {"moved": moved}


def change_sign(change: Change) -> str:
    if change.points == 0:
        return "="
    return f"{'▲' if change.points > 0 else '▼'} {abs(change.points)}"


def group_name(group: GroupCard) -> str:
    if group.kind is GroupKind.OWN:
        return _("%(unit)s: its own staff") % {"unit": group.name}
    if group.kind is GroupKind.POST:
        return str(group.post_name)
    return str(group.name)


def first_step_in_words(advice: Advice, competency: str) -> str:
    values: dict[str, object] = {"number": advice.people, "of": advice.of, "competency": competency}
    if advice.step is Step.ASSESS:
        return _("Assess first: %(number)s of %(of)s people have shown nothing direct yet in %(competency)s.") % values
    if advice.step in (Step.CLOSE_CRITICAL, Step.CLOSE):
        values["short"] = ngettext(
            "about %(number)s person short among those assessed",
            "about %(number)s people short among those assessed",
            advice.people,
        ) % {"number": advice.people}
    if advice.step is Step.CLOSE_CRITICAL:
        return _("Biggest critical gap: %(competency)s, %(short)s.") % values
    if advice.step is Step.CLOSE:
        return _("No critical gap. Widest other gap: %(competency)s, %(short)s.") % values
    if advice.step is Step.HOLD:
        return _("Nothing urgent: what may be shown is covered. Keep assessments fresh.")
    return _("Nothing can be shown for this unit: its groups are too small, or its posts demand nothing yet.")


def in_lines(text: str) -> list[str]:
    """Broken for a narrow column: after the space between words, or where a text has none, after so many characters."""
    if not text.isascii():
        return wrap(text, LINE_CHINESE)
    *lines, last = wrap(text, LINE_LATIN) or [""]
    return [*(f"{line} " for line in lines), last]


def spans_in_words(spans: Sequence[tuple[date, date]]) -> str:
    """Months in figures, those in a row from the first to the last."""
    told = [
        f"{first:%Y-%m}"
        if first == last
        else _("%(first)s to %(last)s") % {"first": f"{first:%Y-%m}", "last": f"{last:%Y-%m}"}
        for first, last in spans
    ]
    return pgettext("between months", ", ").join(told)
