"""What a unit should do first: know before acting, then close the widest critical gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

ENOUGH_COVERAGE = 0.70  # below it a critical competency counts as a critical gap


class Step(StrEnum):
    ASSESS = "assess"
    CLOSE_CRITICAL = "close_critical"
    CLOSE = "close"
    HOLD = "hold"
    NOTHING_SHOWN = "nothing_shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One competency of a unit, as far as it may be shown."""

    code: str
    is_critical: bool
    is_unknown: bool
    people: int
    not_assessed: int
    coverage: float | None = None
    short: int = 0  # people expected not to meet it, of those assessed
    rests_on_one: bool = False

    @property
    def is_gap(self) -> bool:
        return self.coverage is not None and self.coverage < ENOUGH_COVERAGE

    @property
    def is_critical_gap(self) -> bool:
        return self.is_critical and (self.is_gap or self.rests_on_one)


@dataclass(frozen=True, slots=True)
class Advice:
    step: Step
    code: str = ""
    people: int = 0  # to assess, or expected to be short
    of: int = 0


def first_step(findings: Sequence[Finding]) -> Advice:
    """Assess the least known critical competency; else close the widest critical gap; else the widest.

    What only a few have shown is neither a gap nor met: it is assessed before all is called well.
    """
    if not findings:
        return Advice(Step.NOTHING_SHOWN)
    unknown = [one for one in findings if one.is_critical and one.is_unknown]
    if all(one.is_unknown or one.coverage is None for one in findings):
        # Nothing known is nothing met: whatever is unknown comes first, then silence.
        unknown = unknown or [one for one in findings if one.is_unknown]
        if not unknown:
            return Advice(Step.NOTHING_SHOWN)
    if unknown:
        return _least_known(unknown)
    for step, candidates in (
        (Step.CLOSE_CRITICAL, [one for one in findings if one.is_critical_gap and not one.is_unknown]),
        (Step.CLOSE, [one for one in findings if not one.is_unknown and one.is_gap]),
    ):
        if candidates:
            widest = max(candidates, key=lambda one: (one.short, one.code))
            return Advice(step, widest.code, widest.short, widest.people)
    doubtful = [one for one in findings if one.is_unknown and one.is_gap]
    return _least_known(doubtful) if doubtful else Advice(Step.HOLD)


def _least_known(unknown: Sequence[Finding]) -> Advice:
    least = max(unknown, key=lambda one: (one.not_assessed, one.code))
    return Advice(Step.ASSESS, least.code, least.not_assessed, least.people)
