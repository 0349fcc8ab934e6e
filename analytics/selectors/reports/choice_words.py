"""The choices at the end of a report, each with what it costs and what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...domain.report.choices import Choice, Course, choices
from .judgement import GapJudgement
from .sentences import Stored, hours, named


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    letter: str
    what: str
    consequence: str


def choices_of(figures: Stored) -> list[Choice]:
    return choices([gap["is_critical"] for gap in figures["gaps"]], len(_unassessed(figures)))


def choice_lines(figures: Stored, judged: Sequence[GapJudgement], added: dict[str, str]) -> list[ChoiceLine]:
    """`added` is what the owner says beside the figures, by letter."""
    return [
        ChoiceLine(
            one.letter,
            _what(one, figures, judged),
            " ".join(part for part in (_consequence(one, figures), added.get(one.letter, "")) if part),
        )
        for one in choices_of(figures)
    ]


def money(yuan: int) -> str:
    if not yuan:
        return _("no extra money")
    return _("%(amount)s yuan") % {"amount": number_format(yuan, use_l10n=True, force_grouping=True)}


def _what(choice: Choice, figures: Stored, judged: Sequence[GapJudgement]) -> str:
    cost = money(sum(judged[place].cost for place in choice.gaps))
    if choice.course is Course.ALL:
        number = len(choice.gaps)
        return ngettext("Act on the gap named (%(cost)s).", "Act on all %(number)s gaps named (%(cost)s).", number) % {
            "number": number,
            "cost": cost,
        }
    if choice.course is Course.SOME:
        codes = _(", ").join(figures["gaps"][place]["code"] for place in choice.gaps)
        return _("Act on %(codes)s only (%(cost)s).") % {"codes": codes, "cost": cost}
    if choice.course is Course.ASSESS:
        return _("Assess what is not known before anything else.")
    if choice.course is Course.ASSESS_FIRST:
        return _("Assess only %(competency)s.") % {"competency": named(_unassessed(figures)[0])}
    return _("Do nothing now.")


def _consequence(choice: Choice, figures: Stored) -> str:
    left = [gap for place, gap in enumerate(figures["gaps"]) if place not in choice.gaps]
    if choice.course is Course.ALL:
        return _("The next report tells for each of them what came of it.")
    if choice.course is Course.ASSESS:
        total = sum(hours(one) for one in _unassessed(figures))
        if not total:
            return _("The next report can then name gaps.")
        return _("About %(hours)s hours of working time; the next report can then name gaps.") % {"hours": total}
    if choice.course is Course.ASSESS_FIRST:
        return _("The rest stays unknown.")
    if not left:
        return _("What is unknown stays unknown, and no figure can justify training.")
    words = {"codes": _(", ").join(gap["code"] for gap in left), "number": sum(gap["short"] for gap in left)}
    told = _("Left as it is: %(codes)s, about %(number)s people short in all.") % words
    alone = _(", ").join(gap["code"] for gap in left if gap["rests_on_one"])
    return told + " " + _("Resting on one person: %(codes)s.") % {"codes": alone} if alone else told


def _unassessed(figures: Stored) -> list[Stored]:
    return [one for one in figures["unknowns"] if one["doubt"] == "not_assessed"]
