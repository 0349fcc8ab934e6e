"""What a run shows: each rule's finding, the total, and evidence for each competency.

A rule outside its opportunity is not scored: it counts neither way for a competency. The total,
in contrast, is taken over all rules of the variant, so that doing little is not a way to score much.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scenario import Case, Claim, EvidenceRule, Scenario, Severity
from assessments.domain.casework.state import Action, State

FEWEST_OPPORTUNITIES = 4  # scored rules before anything is said about a competency
RECOVERY_CREDIT = 0.5  # of the rule's points
LOGITS_PER_SHARE = 2.0  # level units gained by a full share of points above the cut
LOWEST_OFFSET, HIGHEST_OFFSET = -1.5, 0.5  # how far one scenario may move from its target level


class Outcome(Enum):
    GOOD = "good"
    RECOVERED = "recovered"
    BAD = "bad"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule's finding; `breach` is set when the rule was broken and not put right."""

    rule: EvidenceRule
    outcome: Outcome
    earned: float
    breach: Severity | None

    @property
    def is_scored(self) -> bool:
        return self.outcome is not Outcome.NOT_SHOWN


@dataclass(frozen=True, slots=True)
class CompetencyScore:
    """`share` is q, `evidence` is y on the level scale; both None when not enough was shown."""

    competency: str
    level: int
    opportunities: int
    earned: float
    possible: int
    share: float | None
    evidence: float | None


@dataclass(frozen=True, slots=True)
class Score:
    total: float  # 0 to 100
    passed: bool
    worst_breach: Severity | None
    rules: tuple[RuleResult, ...]
    competencies: tuple[CompetencyScore, ...]


def score(scenario: Scenario, variant: str, log: Iterable[Action]) -> Score:
    """Scored from the action log alone, never from anything a browser reports."""
    return score_state(scenario, variant, replay(scenario, variant, log))


def score_state(scenario: Scenario, variant: str, state: State) -> Score:
    case = scenario.case(variant)
    rules = tuple(judge(rule, state) for rule in case.evidence)
    total = _total(case, rules)
    worst = max((r.breach for r in rules if r.breach), key=lambda breach: breach.rank, default=None)
    return Score(
        total=total,
        passed=total >= scenario.pass_mark and worst is not Severity.CRITICAL,
        worst_breach=worst,
        rules=rules,
        competencies=tuple(_competency(claim, rules) for claim in scenario.claims),
    )


def judge(rule: EvidenceRule, state: State) -> RuleResult:
    if not rule.opportunity.evaluate(state):
        return RuleResult(rule, Outcome.NOT_SHOWN, 0.0, None)
    if rule.good.evaluate(state):
        return RuleResult(rule, Outcome.GOOD, float(rule.points), None)
    if rule.recovered.evaluate(state):
        # What a critical breach set loose cannot be called back; noticing it earns credit only.
        lasting = rule.breach if rule.breach is Severity.CRITICAL else None
        return RuleResult(rule, Outcome.RECOVERED, rule.points * RECOVERY_CREDIT, lasting)
    return RuleResult(rule, Outcome.BAD, 0.0, rule.breach)


def _total(case: Case, rules: Sequence[RuleResult]) -> float:
    possible = sum(rule.points for rule in case.evidence)
    return round(100 * sum(result.earned for result in rules) / possible, 2) if possible else 0.0


def _competency(claim: Claim, rules: Sequence[RuleResult]) -> CompetencyScore:
    scored = [result for result in rules if result.is_scored and result.rule.competency == claim.competency]
    earned, possible = sum(result.earned for result in scored), sum(result.rule.points for result in scored)
    share = earned / possible if len(scored) >= FEWEST_OPPORTUNITIES else None
    return CompetencyScore(
        competency=claim.competency,
        level=claim.level,
        opportunities=len(scored),
        earned=float(earned),
        possible=possible,
        share=share,
        evidence=None if share is None else level_evidence(share, level=claim.level, cut=claim.cut),
    )


def level_evidence(share: float, *, level: int, cut: float) -> float:
    """y = level − 0.5 + 2(q − q*), held to [level − 1.5, level + 0.5]: a level-3 task cannot show level 5."""
    y = level - 0.5 + LOGITS_PER_SHARE * (share - cut)
    return max(level + LOWEST_OFFSET, min(level + HIGHEST_OFFSET, y))
