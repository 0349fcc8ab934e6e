"""The conversion to the level scale, and what counts when."""

from __future__ import annotations

import pytest

from assessments.domain.casework.expressions import ALWAYS, NOT_EVER, Node
from assessments.domain.casework.reducer import initial_state
from assessments.domain.casework.scenario import EvidenceRule, Scenario, Severity
from assessments.domain.casework.scoring import Outcome, judge, level_evidence
from assessments.domain.casework.texts import EMPTY


@pytest.mark.parametrize(
    ("share", "level", "cut", "expected"),
    [(0.65, 3, 0.65, 2.5), (0.75, 3, 0.65, 2.7), (1.0, 3, 0.65, 3.2), (1.0, 3, 0.4, 3.5), (0.0, 3, 0.65, 1.5)],
)
def test_evidence_turns_on_the_cut_and_stays_near_the_level(
    share: float, level: int, cut: float, expected: float
) -> None:
    assert level_evidence(share, level=level, cut=cut) == pytest.approx(expected)


def rule(*, opportunity: Node, good: Node, recovered: Node, breach: Severity) -> EvidenceRule:
    return EvidenceRule(
        id="r",
        kind="act",
        competency="S1",
        level=3,
        points=6,
        opportunity=opportunity,
        good=good,
        title=EMPTY,
        say_if_good=EMPTY,
        say_if_bad=EMPTY,
        laws=(),
        recovered=recovered,
        breach=breach,
    )


@pytest.mark.parametrize(
    ("opportunity", "good", "recovered", "breach", "expected"),
    [
        (NOT_EVER, ALWAYS, ALWAYS, Severity.SERIOUS, (Outcome.NOT_SHOWN, 0, None)),
        (ALWAYS, ALWAYS, NOT_EVER, Severity.SERIOUS, (Outcome.GOOD, 6, None)),
        (ALWAYS, NOT_EVER, ALWAYS, Severity.SERIOUS, (Outcome.RECOVERED, 3, None)),
        (ALWAYS, NOT_EVER, ALWAYS, Severity.CRITICAL, (Outcome.RECOVERED, 3, Severity.CRITICAL)),
        (ALWAYS, NOT_EVER, NOT_EVER, Severity.MINOR, (Outcome.BAD, 0, Severity.MINOR)),
    ],
)
def test_a_rule_is_judged_by_opportunity_then_good_then_recovery(
    sim_1: Scenario,
    opportunity: Node,
    good: Node,
    recovered: Node,
    breach: Severity,
    expected: tuple[Outcome, float, Severity | None],
) -> None:
    judged = rule(opportunity=opportunity, good=good, recovered=recovered, breach=breach)
    result = judge(judged, initial_state(sim_1, "a"))
    assert (result.outcome, result.earned, result.breach) == expected
