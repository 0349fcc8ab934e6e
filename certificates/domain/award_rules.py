"""The rule of an achievement, as data, judged against facts: met, or what is missing, line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Any, ClassVar

from assessments.domain.levels import Estimate

from .calendar import add_months


class RuleFault(ValueError):
    """A rule that cannot be read; the message names the line."""


class Finding(StrEnum):
    MET = "met"
    NOT_PASSED = "not_passed"
    TOO_OLD = "too_old"
    NOT_ASSESSED = "not_assessed"
    NOT_SURE = "not_sure"
    NOT_HELD = "not_held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """An examination or case that was passed; `basis` names the sitting for ever."""

    code: str
    title: Mapping[str, str]
    at: datetime
    basis: str
    is_supervised: bool = False  # under the eyes of an invigilator


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one person on one day: the latest passes, the levels, the achievements in force."""

    on: date
    zone: tzinfo
    examinations: Mapping[str, Pass]
    cases: Mapping[str, Pass]
    estimates: Mapping[str, Estimate]  # only where something was shown
    achievements: Mapping[str, date]  # code → last day of validity


@dataclass(frozen=True, slots=True)
class Line:
    """One condition and what was found; `proof` is the pass that meets it."""

    condition: "Condition"
    finding: Finding
    proof: Pass | None = None
    percent: int | None = None  # how sure the level is, for competencies with direct evidence

    @property
    def is_met(self) -> bool:
        return self.finding is Finding.MET


@dataclass(frozen=True, slots=True)
class ExaminationPassed:
    kind: ClassVar[str] = "examination"
    code: str
    within_months: int

    def judge(self, facts: Facts) -> Line:
        return _judge_pass(self, facts.examinations.get(self.code), facts)


@dataclass(frozen=True, slots=True)
class CasePassed:
    """Passed in examination mode, which a critical breach excludes."""

    kind: ClassVar[str] = "case"
    code: str
    within_months: int

    def judge(self, facts: Facts) -> Line:
        return _judge_pass(self, facts.cases.get(self.code), facts)


@dataclass(frozen=True, slots=True)
class CompetencyVerified:
    kind: ClassVar[str] = "competency"
    code: str
    level: int
    percent: int  # certainty demanded

    def judge(self, facts: Facts) -> Line:
        estimate = facts.estimates.get(self.code)
        if estimate is None or not estimate.is_assessed:
            return Line(self, Finding.NOT_ASSESSED)
        probability = estimate.probability(self.level)
        finding = Finding.MET if probability >= self.percent / 100 else Finding.NOT_SURE
        return Line(self, finding, percent=int(100 * probability))


@dataclass(frozen=True, slots=True)
class AchievementHeld:
    kind: ClassVar[str] = "achievement"
    code: str

    def judge(self, facts: Facts) -> Line:
        return Line(self, Finding.MET if self.code in facts.achievements else Finding.NOT_HELD)


Condition = ExaminationPassed | CasePassed | CompetencyVerified | AchievementHeld
CONDITIONS: Mapping[str, type[Condition]] = {
    one.kind: one for one in (ExaminationPassed, CasePassed, CompetencyVerified, AchievementHeld)
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Every condition must be met."""

    conditions: tuple[Condition, ...]

    @property
    def competencies(self) -> frozenset[str]:
        return frozenset(one.code for one in self.conditions if isinstance(one, CompetencyVerified))


@dataclass(frozen=True, slots=True)
class Verdict:
    lines: tuple[Line, ...]

    @property
    def is_met(self) -> bool:
        return all(line.is_met for line in self.lines)

    @property
    def passes(self) -> tuple[Pass, ...]:
        """The sittings that the verdict rests on, oldest first."""
        return tuple(sorted((line.proof for line in self.lines if line.proof), key=lambda one: (one.at, one.basis)))

    @property
    def basis(self) -> tuple[str, ...]:
        return tuple(sorted(one.basis for one in self.passes))


def evaluate(rule: Rule, facts: Facts) -> Verdict:
    return Verdict(tuple(condition.judge(facts) for condition in rule.conditions))


def parse_rule(data: Mapping[str, Any]) -> Rule:
    """`{"all_of": [{"kind": "examination", "code": "G-02", "within_months": 12}, …]}`"""
    lines = data.get("all_of")
    if set(data) != {"all_of"} or not isinstance(lines, Sequence) or not lines:
        raise RuleFault("a rule is one list, all_of, with at least one condition")
    rule = Rule(tuple(_condition(line) for line in lines))
    if not any(isinstance(one, ExaminationPassed | CasePassed) for one in rule.conditions):
        raise RuleFault("a rule must rest on at least one examination or case")
    return rule


def unverified_claims(rule: Rule, attests: Mapping[str, int]) -> list[str]:
    """Competencies that an achievement would attest at a level which its own rule does not demand."""
    demanded = {one.code: one.level for one in rule.conditions if isinstance(one, CompetencyVerified)}
    return sorted(code for code, level in attests.items() if demanded.get(code, 0) < level)


def _condition(line: Mapping[str, Any]) -> Condition:
    values = dict(line)
    kind = CONDITIONS.get(str(values.pop("kind", "")))
    if kind is None:
        raise RuleFault(f"{line}: kind must be one of {', '.join(CONDITIONS)}")
    try:
        condition = kind(**values)
    except TypeError as error:
        raise RuleFault(f"{line}: {error}") from None
    if isinstance(condition, CompetencyVerified) and not (1 <= condition.level <= 5 and 50 <= condition.percent < 100):
        raise RuleFault(f"{line}: level is 1 to 5, percent 50 to 99")
    return condition


def _judge_pass(condition: ExaminationPassed | CasePassed, found: Pass | None, facts: Facts) -> Line:
    if found is None:
        return Line(condition, Finding.NOT_PASSED)
    if facts.on > add_months(found.at.astimezone(facts.zone).date(), condition.within_months):
        return Line(condition, Finding.TOO_OLD)
    return Line(condition, Finding.MET, proof=found)
