"""The sentences of a report: each is written from stored figures and the owner's judgement, and can be read aloud."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from django.utils.translation import gettext as _

from lms.base.fields import LocalizedText

from ...models import UnitAction
from .judgement import GapJudgement

Stored = Mapping[str, Any]
Option = UnitAction.Option


def text(stored: Mapping[str, str]) -> str:
    return str(LocalizedText(stored))


def named(one: Stored) -> str:
    """A competency with its code."""
    return f"{one['code']} {text(one['name'])}"


def short(gap: Stored) -> str:
    if gap["short"]:
        return _("about %(number)s people") % {"number": gap["short"]}
    return _("at least one more person")


def decision(gap: Stored, judged: GapJudgement) -> str:
    values = {
        "who": short(gap),
        "unit": text(gap["unit"]["name"]),
        "competency": named(gap),
        "date": judged.due.isoformat() if judged.due else _("a date still to be set"),
        "otherwise": _otherwise(gap, judged),
    }
    if judged.option == Option.HIRE:
        return (
            _(
                "Recruit or transfer in %(who)s for %(unit)s to cover %(competency)s by %(date)s; "
                "otherwise %(otherwise)s."
            )
            % values
        )
    if judged.option == Option.BORROW:
        return (
            _("Share %(who)s of another unit with %(unit)s for %(competency)s by %(date)s; otherwise %(otherwise)s.")
            % values
        )
    if judged.option == Option.REDESIGN:
        return (
            _(
                "Change the way of working in %(unit)s by %(date)s so that it needs less of %(competency)s; "
                "otherwise %(otherwise)s."
            )
            % values
        )
    return _("Train %(who)s of %(unit)s in %(competency)s by %(date)s; otherwise %(otherwise)s.") % values


def _otherwise(gap: Stored, judged: GapJudgement) -> str:
    values = {"service": judged.service or _("a service still to be named"), "who": short(gap)}
    if gap["rests_on_one"]:
        return _("“%(service)s” goes on resting on one person") % values
    return _("“%(service)s” goes on lacking %(who)s") % values


def why(gap: Stored, judged: GapJudgement) -> str:
    values = {
        "service": judged.service or _("a service still to be named"),
        "coverage": gap["coverage"],
        "low": gap["low"],
        "high": gap["high"],
    }
    told = (
        _(
            "Needed for: %(service)s. %(coverage)s %% of those assessed are expected to meet the demand "
            "(%(low)s to %(high)s %%)."
        )
        % values
    )
    return told + " " + _("It rests on one person.") if gap["rests_on_one"] else told


def decisions(figures: Stored, judged: Sequence[GapJudgement]) -> list[str]:
    """One sentence a decision. Without a known gap: what to assess first, never that all is well."""
    if figures["gaps"]:
        return [decision(gap, one) for gap, one in zip(figures["gaps"], judged, strict=True)]
    unknown = [one for one in figures["unknowns"] if one["doubt"] == "not_assessed"]
    if unknown:
        return [assess_first(one) for one in unknown]
    if figures["numbers"]["critical_coverage"] is None:
        return [
            _("Nothing can be decided by these figures: the groups are too small to be shown, or nothing is demanded.")
        ]
    return [_("No decision is needed this quarter: what may be shown is covered. Keep assessments fresh.")]


def assess_first(one: Stored) -> str:
    return _(
        "Assess about %(number)s people in %(competency)s first: until then nobody can say whether training is needed."
    ) % {"number": one["not_assessed"], "competency": named(one)}


def doubt(one: Stored) -> str:
    if one["doubt"] == "wide":
        return _("%(competency)s: assessed, but the truth lies anywhere between %(low)s and %(high)s %%.") % {
            "competency": named(one),
            "low": one["low"],
            "high": one["high"],
        }
    return _("%(competency)s: about %(number)s of about %(people)s people have shown nothing direct yet.") % {
        "competency": named(one),
        "number": one["not_assessed"],
        "people": one["people"],
    }


def cheapest(one: Stored) -> str:
    """The shortest examination that covers it, with its price in working time."""
    task = one["task"]
    if task is None:
        return _("No examination covers it yet; a supervisor's rating of a piece of work would tell.")
    values = {"exam": f"{task['code']} {text(task['title'])}", "minutes": task["minutes"], "hours": hours(one)}
    if one["doubt"] == "wide":
        return _("A second result narrows it: %(exam)s, %(minutes)s minutes a person.") % values
    return _("%(exam)s: %(minutes)s minutes a person, about %(hours)s hours of working time in all.") % values


def hours(one: Stored) -> int:
    """Rounded up; none where no examination is known."""
    minutes = one["task"]["minutes"] if one["task"] else 0
    return ceil((one["not_assessed"] or 0) * minutes / 60)
