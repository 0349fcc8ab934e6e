"""The lines of a report's tables, in words, with the page on which each figure can be followed to its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ...models import UnitAction
from ..snapshots import Change
from ..wording import change_in_words
from . import method, sentences
from .choice_words import money
from .judgement import GapJudgement
from .sentences import Stored, named, text


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLine:
    label: str
    now: str
    before: str
    target: str
    how: int  # line of the method


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    unit: str
    competency: str
    is_critical: bool
    short: str
    why: str
    option: str
    cost: str
    owner: str
    due: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLine:
    title: str
    unit: str
    owner: str
    status: str
    due: str
    outcome: str
    happened: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownLine:
    what: str
    cheapest: str
    url: str


def number_lines(figures: Stored, targets: dict[str, int]) -> list[NumberLine]:
    labels = {
        "critical_coverage": (_("Critical coverage"), method.CRITICAL_COVERAGE),
        "single_points": (_("Single points of failure"), method.SINGLE_POINTS),
        "assessed_share": (_("Assessed share"), method.ASSESSED_SHARE),
    }
    before = figures["numbers_before"] or {}
    return [
        NumberLine(
            label=label,
            now=_number(key, figures["numbers"][key]),
            before=_number(key, before.get(key)) if before else _("none"),
            target=_target(key, targets[key]),
            how=how,
        )
        for key, (label, how) in labels.items()
    ]


def gap_lines(figures: Stored, judged: Sequence[GapJudgement], query: str) -> list[GapLine]:
    return [
        GapLine(
            unit=text(gap["unit"]["name"]),
            competency=named(gap),
            is_critical=gap["is_critical"],
            short=sentences.short(gap),
            why=sentences.why(gap, one),
            option=str(UnitAction.Option(one.option).label),
            cost=money(one.cost),
            owner=one.owner_name or _("to be named"),
            due=one.due.isoformat() if one.due else _("to be set"),
            url=_rows(gap["unit"]["id"], gap["code"], query),
        )
        for gap, one in zip(figures["gaps"], judged, strict=True)
    ]


def unknown_lines(figures: Stored, query: str) -> list[UnknownLine]:
    return [
        UnknownLine(
            what=sentences.doubt(one),
            cheapest=sentences.cheapest(one),
            url=_rows(figures["unit"]["id"], one["code"], query),
        )
        for one in figures["unknowns"]
    ]


def since_lines(since: Sequence[Stored]) -> list[SinceLine]:
    return [
        SinceLine(
            title=one["title"],
            unit=text(one["unit"]),
            owner=one["owner"],
            status=str(UnitAction.Status(one["status"]).label),
            due=one["due_on"],
            outcome=one["outcome"],
            happened=_happened(one),
        )
        for one in since
    ]


def _happened(one: Stored) -> str:
    moved = one["change"]
    if moved is None:
        return _("%(code)s: cannot be compared; one of the two figures is unknown or not shown") % one
    values = {**one, "moved": change_in_words(Change(moved["points"], moved["is_real"]))}
    return _("%(code)s: coverage %(then)s %%, now %(now)s %% (%(moved)s)") % values


def _number(key: str, value: int | None) -> str:
    if value is None:
        return _("unknown")
    return str(value) if key == "single_points" else f"{value} %"


def _target(key: str, value: int) -> str:
    if key == "single_points":
        return _("at most %(value)s") % {"value": value}
    return _("at least %(value)s %%") % {"value": value}


def _rows(unit: str, code: str, query: str) -> str:
    return reverse("analytics:competency", args=[unit, code]) + query
