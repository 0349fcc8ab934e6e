"""The account given after a run: what came of it, what was done, and what to practise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assessments.domain.casework.expressions import FieldValue, Finding, FindingSource, walk
from assessments.domain.casework.mechanics import first_ending, read_numbers
from assessments.domain.casework.scenario import Case, Ending, EvidenceRule, Scenario
from assessments.domain.casework.scoring import CompetencyScore, Outcome, RuleResult, Score, score_state
from assessments.domain.casework.state import Action, State
from assessments.domain.casework.texts import Renderer
from assessments.domain.casework.timeline import Act, Played, played
from assessments.domain.casework.view import Json, Shown, stamp

EXPERT = "expert"
THINGS_TO_PRACTISE = 3
DECIDING = ("submit", "do", "check", "finish")  # kinds of acts that rest on what was seen before


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """A run and the expert's line through the same variant, each replayed once."""

    case: Case
    mine: Played
    expert: Played | None
    result: Score
    say: Renderer


def sides(scenario: Scenario, variant: str, log: Iterable[Action], locale: str) -> Sides:
    case = scenario.case(variant)
    say, golden = Renderer(locale, case.parameters), case.golden(EXPERT)
    mine = played(scenario, variant, log, say)
    return Sides(
        case=case,
        mine=mine,
        expert=played(scenario, variant, golden.play, say) if golden else None,
        result=score_state(scenario, variant, mine.state),
        say=say,
    )


def debrief(both: Sides) -> Shown:
    """Everything that was hidden during the run; a run still open is judged as if handed in now."""
    case, state, say = both.case, both.mine.state, both.say
    ending = case.endings[state.ending] if state.ending else first_ending(case, state)
    return {
        "outcome": _outcome(case, state, ending, say=say),
        "happened": _happened(case, state, say),
        "truth": [{"label": say(line.label), "value": say(line.value)} for line in case.truth],
        "rules": [_rule(both, rule) for rule in both.result.rules],
        "competencies": [_competency(competency) for competency in both.result.competencies],
        "practise": _practise(both.result.rules, say),
    }


def sealed(account: Shown) -> Shown:
    """What may be told of a variant that others will still be examined in: what the person did and how it was judged.

    The truth, what an expert did and saw, and what would have been right stay closed.
    """
    rules = account["rules"]
    assert isinstance(rules, list)  # noqa: S101  (for the type checker)
    kept = [{**rule, "say": "", "expert_saw": []} for rule in rules if isinstance(rule, dict)]
    return {**account, "truth": [], "rules": [*kept]}


def _outcome(case: Case, state: State, ending: Ending, *, say: Renderer) -> Shown:
    tell = say.with_numbers(read_numbers(case, state.variables))
    return {
        **stamp(case.hours, state.minute),
        "id": ending.id,
        "title": tell(ending.title),
        "citizen": tell(ending.citizen),
        "officer": tell(ending.officer),
        "agency": tell(ending.agency),
    }


def _happened(case: Case, state: State, say: Renderer) -> list[Json]:
    """What the officer sent and what it came to for the citizen, in the order in which it happened."""
    told = {f"event.{event.id}": event.citizen for event in case.events if event.citizen.by_locale}
    sent = {f"submit.{form.id}": form.title for form in case.forms.values()}
    return [
        {
            **stamp(case.hours, entry.minute),
            "kind": entry.key.partition(".")[0],
            "text": say({**told, **sent}[entry.key]),
        }
        for entry in state.journal
        if entry.key in told or entry.key in sent
    ]


def _rule(both: Sides, result: RuleResult) -> Shown:
    rule, say = result.rule, both.say
    said = {Outcome.GOOD: rule.say_if_good, Outcome.NOT_SHOWN: None}.get(result.outcome, rule.say_if_bad)
    laws = [both.case.profile.laws[law] for law in rule.laws]
    return {
        "id": rule.id,
        "kind": rule.kind,
        "competency": rule.competency,
        "level": rule.level,
        "title": say(rule.title),
        "outcome": result.outcome.value,
        "points": rule.points,
        "earned": result.earned,
        "breach": result.breach.value if result.breach else None,
        "say": say(said) if said else "",
        "laws": [{"name": say(law.name), "article": law.article, "summary": say(law.summary)} for law in laws],
        "lesson": rule.lesson,
        **_evidence(both, rule),
    }


def _evidence(both: Sides, rule: EvidenceRule) -> Shown:
    """The acts that the rule looked at, with what in them it read, and what had been seen by the last of them."""
    nodes = [node for condition in (rule.opportunity, rule.good, rule.recovered) for node in walk(condition)]
    keys = {key.removeprefix("improper_") for node in nodes for key in node.reads()}
    read = {(f"submit.{node.form}", node.field) for node in nodes if isinstance(node, FieldValue)}
    read |= {(f"check.{node.checklist}", node.item) for node in nodes if isinstance(node, Finding | FindingSource)}
    acts = [act for act in both.mine.acts if act.key in keys]
    decided = next((act for act in reversed(acts) if act.kind in DECIDING), None)
    saw = both.mine.seen_before(decided)
    return {
        "evidence": [{**act.shown, "step": act.step, "lines": _lines(act, read)} for act in acts],
        "saw": [*saw],
        "expert_saw": [title for title in _expert_saw(both, keys) if title not in saw],
    }


def _lines(act: Act, read: Collection[tuple[str, str]]) -> list[Json]:
    lines = [line for line in act.lines if act.kind == "look_up" or (act.key, line.id) in read]
    return [{"label": line.label, "values": [*line.values]} for line in lines]


def _expert_saw(both: Sides, keys: Collection[str]) -> list[str]:
    """Before the same decision; nothing where the rule is about no decision of the expert's."""
    if both.expert is None:
        return []
    acts = [act for act in both.expert.acts if act.key in keys and act.kind in DECIDING]
    return both.expert.seen_before(acts[-1]) if acts else []


def _competency(competency: CompetencyScore) -> Shown:
    return {
        "competency": competency.competency,
        "level": competency.level,
        "opportunities": competency.opportunities,
        "earned": competency.earned,
        "possible": competency.possible,
        "share": competency.share,
        "evidence": competency.evidence,
    }


def _practise(rules: Sequence[RuleResult], say: Renderer) -> list[Json]:
    """The three that matter most: breaches first, then points lost, no lesson twice."""
    missed = [result for result in rules if result.outcome is not Outcome.GOOD and result.rule.practise.by_locale]
    missed.sort(key=lambda result: (-(result.breach.rank if result.breach else 0), result.earned - result.rule.points))
    chosen: dict[str | None, RuleResult] = {}
    for result in missed:
        chosen.setdefault(result.rule.lesson, result)
    return [
        {"rule": result.rule.id, "lesson": result.rule.lesson, "text": say(result.rule.practise)}
        for result in list(chosen.values())[:THINGS_TO_PRACTISE]
    ]
