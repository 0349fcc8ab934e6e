"""The account given after a run: what came of it, what was done, and what to practise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assessments.domain.casework.expressions import keys_of
from assessments.domain.casework.mechanics import first_ending, read_numbers
from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scenario import Case, Ending, Scenario
from assessments.domain.casework.scoring import CompetencyScore, Outcome, RuleResult, score_state
from assessments.domain.casework.state import Action, State
from assessments.domain.casework.texts import Renderer
from assessments.domain.casework.view import Json, Shown, journal, stamp

EXPERT = "expert"
THINGS_TO_PRACTISE = 3


def debrief(scenario: Scenario, variant: str, log: Iterable[Action], locale: str) -> Shown:
    """Everything that was hidden during the run; a run still open is judged as if handed in now."""
    case = scenario.case(variant)
    say = Renderer(locale, case.parameters)
    state = replay(scenario, variant, log)
    ending = case.endings[state.ending] if state.ending else first_ending(case, state)
    result = score_state(scenario, variant, state)
    return {
        "total": result.total,
        "pass_mark": scenario.pass_mark,
        "passed": result.passed,
        "worst_breach": result.worst_breach.value if result.worst_breach else None,
        "outcome": _outcome(case, state, ending, say=say),
        "happened": _happened(case, state, say),
        "truth": [{"label": say(line.label), "value": say(line.value)} for line in case.truth],
        "timeline": journal(case, state, say),
        "expert_timeline": _expert(scenario, variant, say),
        "rules": [_rule(case, rule, state, say) for rule in result.rules],
        "competencies": [_competency(competency) for competency in result.competencies],
        "practise": _practise(result.rules, say),
    }


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
    """The citizen's side of the events, each at its moment."""
    told = {f"event.{event.id}": event.citizen for event in case.events if event.citizen.by_locale}
    return [
        {**stamp(case.hours, entry.minute), "text": say(told[entry.key])}
        for entry in state.journal
        if entry.key in told
    ]


def _expert(scenario: Scenario, variant: str, say: Renderer) -> list[Json]:
    case = scenario.case(variant)
    golden = case.golden(EXPERT)
    return [] if golden is None else journal(case, replay(scenario, variant, golden.play), say)


def _rule(case: Case, result: RuleResult, state: State, say: Renderer) -> Shown:
    rule = result.rule
    said = {Outcome.GOOD: rule.say_if_good, Outcome.NOT_SHOWN: None}.get(result.outcome, rule.say_if_bad)
    laws = [case.profile.laws[law] for law in rule.laws]
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
        "evidence": _evidence(case, result, state, say),
    }


def _evidence(case: Case, result: RuleResult, state: State, say: Renderer) -> list[Json]:
    """The acts that the rule looked at, as they stand in the journal."""
    conditions = (result.rule.opportunity, result.rule.good, result.rule.recovered)
    read = {key.removeprefix("improper_") for condition in conditions for key in keys_of(condition)}
    acts = journal(case, state, say)
    return [act for act in acts if isinstance(act, dict) and f"{act['kind']}.{act['ref']}".rstrip(".") in read]


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
