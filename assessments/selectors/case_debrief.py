"""The account after a run: what was hidden, once nothing can be gained from it by anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from lms.base.lessons import LessonPlace, places_of

from ..domain.casework.beside import Mark, Row, beside
from ..domain.casework.debrief import Sides, debrief, sealed, sides
from ..domain.casework.decisions import Decisions, decisions_of
from ..domain.casework.letters import Letter
from ..domain.casework.scenario import Use
from ..models import CaseRun
from .case_desk import add_deed_words
from .case_letters import copies
from .case_resuming import may_be_resumed, shown_act
from .case_spread import FormSpread, spread_beside
from .case_words import BREACHES, MARKS, MARKS_OF_EXPERT, OUTCOMES
from .scenarios import live_version, log_of, script_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonLink:
    label: str
    place: LessonPlace | None  # None where the lesson is not published


@dataclass(frozen=True, slots=True, kw_only=True)
class RowBeside:
    """One act of the learner's, of the expert's, or of both."""

    mine: dict[str, Any] | None
    expert: dict[str, Any] | None
    mark: str
    words: str  # of the mark; empty where there is nothing to say


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBeside:
    date: date
    rows: list[RowBeside]


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersBeside:
    """What was written in one form, and what an expert wrote there."""

    title: str
    mine: list[Letter]
    expert: list[Letter]


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    run: CaseRun
    title: str
    is_sealed: bool  # the variant is kept for examinations: nothing of the answer is told
    is_practised: bool  # others may practise the variant
    may_resume: bool
    account: dict[str, Any]
    days: list[DayBeside]
    letters: list[LettersBeside]
    practise: list[dict[str, Any]]
    spread: list[FormSpread]

    @property
    def missed(self) -> int:
        return self._count(Mark.MISSED)

    @property
    def needless(self) -> int:
        return self._count(Mark.OWN)

    def _count(self, mark: Mark) -> int:
        return sum(row.mark == mark.value for day in self.days for row in day.rows)


def debrief_of(run: CaseRun, *, language: str) -> Debrief:
    """Points come from the frozen sheet; the words come from the version that was played."""
    if run.status == CaseRun.Status.OPEN:
        raise ValueError("an open run has no debrief")
    both = sides(script_of(run.version), run.variant, log_of(run), language)
    is_practised = _is_practised(run)
    is_sealed = run.mode == CaseRun.Mode.EXAM and not is_practised
    account: dict[str, Any] = sealed(debrief(both)) if is_sealed else debrief(both)
    lessons = _lessons(account, language)
    _complete(account, lessons)
    return Debrief(
        run=run,
        title=str(run.version.scenario.title),
        is_sealed=is_sealed,
        is_practised=is_practised,
        may_resume=may_be_resumed(run),
        account=account,
        days=_days(both, account, is_sealed=is_sealed),
        letters=_letters(both, language=language, is_sealed=is_sealed),
        practise=[{**thing, "lesson": lessons.get(thing["lesson"])} for thing in account["practise"]],
        spread=[] if is_sealed else spread_beside(run, expert=_expert_decisions(both), language=language),
    )


def _expert_decisions(both: Sides) -> Decisions:
    return decisions_of(both.case, both.expert.state) if both.expert else {}


def _is_practised(run: CaseRun) -> bool:
    """The version in use decides: a variant is released by letting it be practised, or by taking it out of use."""
    live = live_version(run.version.scenario.code)
    if live is None or run.variant not in script_of(live).cases:
        return True
    return run.variant in script_of(live).variants_for(Use.PRACTICE)


def _lessons(account: Mapping[str, Any], language: str) -> dict[str, LessonLink]:
    refs = {rule["lesson"] for rule in account["rules"] if rule["lesson"]}
    places = places_of(refs, language)
    return {ref: LessonLink(label=_label(ref), place=places.get(ref)) for ref in refs}


def _label(ref: str) -> str:
    code, _slash, number = ref.partition("/")
    return _("%(course)s, lesson %(number)s") % {"course": code, "number": number} if number else code


def _complete(account: dict[str, Any], lessons: Mapping[str, LessonLink]) -> None:
    for event in [account["outcome"], *account["happened"]]:
        event["date"] = date.fromisoformat(event["date"])
    for rule in account["rules"]:
        rule["outcome_words"] = OUTCOMES[rule["outcome"]]
        rule["breach_words"] = BREACHES.get(rule["breach"] or "", "")
        rule["link"] = lessons.get(rule["lesson"])
        for act in rule["evidence"]:
            act["date"] = date.fromisoformat(act["date"])
        add_deed_words(rule["evidence"])


def _days(both: Sides, account: Mapping[str, Any], *, is_sealed: bool) -> list[DayBeside]:
    broken = _broken(account)
    expert = both.expert.acts if both.expert and not is_sealed else ()
    return [
        DayBeside(
            date=date.fromisoformat(day.date), rows=[_row(row, broken=broken, is_sealed=is_sealed) for row in day.rows]
        )
        for day in beside(both.mine.acts, expert)
    ]


def _row(row: Row, *, broken: Mapping[int, list[dict[str, Any]]], is_sealed: bool) -> RowBeside:
    mark = Mark.PLAIN if is_sealed else row.mark
    mine = {**shown_act(row.mine), "broken": broken.get(row.mine.step, [])} if row.mine else None
    words = MARKS_OF_EXPERT if row.mine is None else MARKS
    return RowBeside(
        mine=mine,
        expert=shown_act(row.expert) if row.expert else None,
        mark=mark.value,
        words=str(words.get(mark.value, "")),
    )


def _broken(account: Mapping[str, Any]) -> dict[int, list[dict[str, Any]]]:
    """Step → the rules not kept by it, each at the last act that it looks at."""
    found: dict[int, list[dict[str, Any]]] = {}
    for rule in account["rules"]:
        if rule["outcome"] == "bad" and rule["evidence"]:
            found.setdefault(rule["evidence"][-1]["step"], []).append(rule)
    return found


def _letters(both: Sides, *, language: str, is_sealed: bool) -> list[LettersBeside]:
    mine = copies(both.case, both.mine.state, language=language)
    theirs = copies(both.case, both.expert.state, language=language) if both.expert and not is_sealed else ()
    letters = [
        LettersBeside(
            title=both.say(form.title),
            mine=[letter for letter in mine if letter.form == form.id],
            expert=[letter for letter in theirs if letter.form == form.id],
        )
        for form in both.case.forms.values()
    ]
    return [one for one in letters if one.mine or one.expert]
