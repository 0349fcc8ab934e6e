"""What is kept of a finished run: the result line by line, as plain data."""

from collections.abc import Sequence
from typing import Any

from .casework.decisions import decisions_of
from .casework.reducer import replay
from .casework.scenario import Scenario, Severity
from .casework.scoring import Score, score_state
from .casework.state import Action


def judged(scenario: Scenario, variant: str, log: Sequence[Action]) -> tuple[Score, dict[str, Any]]:
    """A run as it is closed: its score, and the sheet that stays, whatever becomes of the rubric."""
    state = replay(scenario, variant, log)
    result = score_state(scenario, variant, state)
    sheet = {
        **_sheet(result),
        "pass_mark": scenario.pass_mark,
        "acts": len(log),
        "decisions": decisions_of(scenario.case(variant), state),
    }
    return result, sheet


def has_critical_breach(result: Score) -> bool:
    return result.worst_breach is Severity.CRITICAL


def level_values(result: Score) -> dict[str, dict[str, float]]:
    """Competency → what the run shows on the level scale; nothing where too little was shown."""
    return {
        one.competency: {"value": one.evidence, "earned": one.earned, "possible": one.possible}
        for one in result.competencies
        if one.evidence is not None
    }


def _sheet(result: Score) -> dict[str, Any]:
    return {
        "total": result.total,
        "passed": result.passed,
        "worst_breach": result.worst_breach.value if result.worst_breach else None,
        "rules": [
            {
                "id": one.rule.id,
                "competency": one.rule.competency,
                "outcome": one.outcome.value,
                "earned": one.earned,
                "points": one.rule.points,
                "breach": one.breach.value if one.breach else None,
            }
            for one in result.rules
        ],
        "competencies": [
            {
                "competency": one.competency,
                "level": one.level,
                "opportunities": one.opportunities,
                "earned": one.earned,
                "possible": one.possible,
                "share": one.share,
                "evidence": one.evidence,
            }
            for one in result.competencies
        ],
    }
