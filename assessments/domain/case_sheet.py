"""What is kept of a finished run: the result line by line, as plain data."""

from typing import Any

from .casework.scenario import Severity
from .casework.scoring import Score


def has_critical_breach(result: Score) -> bool:
    return result.worst_breach is Severity.CRITICAL


def level_values(result: Score) -> dict[str, dict[str, float]]:
    """Competency → what the run shows on the level scale; nothing where too little was shown."""
    return {
        one.competency: {"value": one.evidence, "earned": one.earned, "possible": one.possible}
        for one in result.competencies
        if one.evidence is not None
    }


def case_sheet(result: Score, *, acts: int, pass_mark: float) -> dict[str, Any]:
    """The score as it stays, whatever becomes of the rubric."""
    return {
        "total": result.total,
        "pass_mark": pass_mark,
        "passed": result.passed,
        "worst_breach": result.worst_breach.value if result.worst_breach else None,
        "acts": acts,
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
