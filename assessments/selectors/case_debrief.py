"""The account after a run: everything that was hidden, once nothing can be gained from it."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from lms.competencies.selectors.framework import CompetencyCard, competencies

from ..domain.casework.debrief import EXPERT, debrief
from ..domain.casework.letters import Letter
from ..domain.casework.reducer import replay
from ..domain.casework.scenario import Scenario
from ..domain.casework.texts import Renderer
from ..models import CaseRun
from .case_desk import add_deed_words
from .case_letters import copies
from .case_words import BREACHES, OUTCOMES
from .scenarios import Log, log_of, script_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonLink:
    label: str
    url: str | None  # None where the course is not in this academy


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBeside:
    """One day of the simulated calendar: what was done, and what an expert did."""

    date: date
    mine: list[dict[str, Any]]
    expert: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersBeside:
    """What was written in one form, and what an expert wrote there."""

    title: str
    mine: list[Letter]
    expert: list[Letter]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencyShown:
    card: CompetencyCard | None
    code: str
    level: int
    earned: float
    possible: int
    opportunities: int
    evidence: float | None  # on the level scale; None when not enough was shown
    rules: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    run: CaseRun
    title: str
    account: dict[str, Any]
    days: list[DayBeside]
    letters: list[LettersBeside]
    competencies: list[CompetencyShown]
    practise: list[dict[str, Any]]


def debrief_of(run: CaseRun, *, language: str) -> Debrief:
    """Points come from the frozen sheet; the words come from the version that was played."""
    if run.status == CaseRun.Status.OPEN:
        raise ValueError("an open run has no debrief")
    script, log = script_of(run.version), log_of(run)
    account: dict[str, Any] = debrief(script, run.variant, log, language)
    for event in [account["outcome"], *account["happened"]]:
        event["date"] = date.fromisoformat(event["date"])
    for rule in account["rules"]:
        _complete(rule)
    return Debrief(
        run=run,
        title=str(run.version.scenario.title),
        account=account,
        days=_days(account["timeline"], account["expert_timeline"]),
        letters=_letters(script, run.variant, log, language=language),
        competencies=_competencies(run, account["rules"]),
        practise=[{**thing, "link": lesson_link(thing["lesson"])} for thing in account["practise"]],
    )


def lesson_link(ref: str | None) -> LessonLink | None:
    """`F-11/2` → the course that holds the lesson; the courses app may not be there at all."""
    if not ref:
        return None
    code, _slash, number = ref.partition("/")
    label = _("%(course)s, lesson %(number)s") % {"course": code, "number": number} if number else code
    try:
        return LessonLink(label=label, url=reverse("courses:course", args=[code]))
    except NoReverseMatch:
        return LessonLink(label=label, url=None)


def _complete(rule: dict[str, Any]) -> None:
    rule["outcome_words"] = OUTCOMES[rule["outcome"]]
    rule["breach_words"] = BREACHES.get(rule["breach"] or "", "")
    rule["link"] = lesson_link(rule["lesson"])
    for act in rule["evidence"]:
        act["date"] = date.fromisoformat(act["date"])
    add_deed_words(rule["evidence"])


def _days(mine: list[dict[str, Any]], expert: list[dict[str, Any]]) -> list[DayBeside]:
    add_deed_words(mine)
    add_deed_words(expert)
    by_day = [
        {day: list(acts) for day, acts in groupby(one, key=lambda act: str(act["date"]))} for one in (mine, expert)
    ]
    return [
        DayBeside(date=date.fromisoformat(day), mine=by_day[0].get(day, []), expert=by_day[1].get(day, []))
        for day in sorted(set(by_day[0]) | set(by_day[1]))
    ]


def _letters(script: Scenario, variant: str, log: Log, *, language: str) -> list[LettersBeside]:
    case = script.case(variant)
    expert = case.golden(EXPERT)
    mine = copies(case, replay(script, variant, log), language=language)
    theirs = copies(case, replay(script, variant, expert.play), language=language) if expert else ()
    beside = [
        LettersBeside(
            title=Renderer(language, case.parameters)(form.title),
            mine=[letter for letter in mine if letter.form == form.id],
            expert=[letter for letter in theirs if letter.form == form.id],
        )
        for form in case.forms.values()
    ]
    return [one for one in beside if one.mine or one.expert]


def _competencies(run: CaseRun, rules: list[dict[str, Any]]) -> list[CompetencyShown]:
    cards = competencies()
    return [
        CompetencyShown(
            card=cards.get(one["competency"]),
            code=one["competency"],
            level=one["level"],
            earned=one["earned"],
            possible=one["possible"],
            opportunities=one["opportunities"],
            evidence=one["evidence"],
            rules=[rule for rule in rules if rule["competency"] == one["competency"]],
        )
        for one in run.result["competencies"]
    ]
