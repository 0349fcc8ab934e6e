"""The table that the level model works with, as one value with a version (docs/decisions/0026).

A version is a hypothesis about how far each kind of evidence can be trusted. It is never changed: another takes its
place from a day on, and what was worked out before keeps the name of the version it was worked out with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

PLANNING = 0.75  # γ of all that is counted for groups; a model with another would need every stored figure anew


class EvidenceKind(StrEnum):
    EXAM = "exam"
    PORTFOLIO = "portfolio"
    SIMULATION = "simulation"
    SUPERVISOR_WITH_ARTEFACT = "supervisor_artefact"
    EXTERNAL_CERTIFICATE = "external_certificate"
    SUPERVISOR = "supervisor"
    SELF_RATING = "self_rating"


class ModelFault(ValueError):
    """A model that cannot be used; the message says which line and why."""


@dataclass(frozen=True, slots=True)
class KindOfEvidence:
    validity: float  # ρ: assumed correlation with the true level
    bias: float = 0.0  # b: levels by which this kind flatters
    dependence: float = 0.5  # r: correlation among the errors of several pieces of this kind
    is_direct: bool = False  # may by itself lift a person out of "not assessed"

    def __post_init__(self) -> None:
        if not 0 < self.validity < 1:
            raise ModelFault("validity lies between 0 and 1")
        if not 0 <= self.dependence <= 1:
            raise ModelFault("dependence lies between 0 and 1")
        if not -2 <= self.bias <= 2:
            raise ModelFault("bias lies between -2 and 2 levels")

    @property
    def variance(self) -> float:
        return 1 / self.validity**2 - 1


@dataclass(frozen=True, slots=True)
class Prior:
    """What is thought of somebody of whom nothing is known; the same for everyone."""

    mean: float  # levels
    variance: float  # levels²

    def __post_init__(self) -> None:
        if not (0 <= self.mean <= 5.5 and self.variance > 0):
            raise ModelFault("the prior's mean lies on the scale, its variance above 0")


@dataclass(frozen=True, slots=True)
class Certainty:
    """γ: how sure one must be of a level to use it."""

    planning: float
    certificate: float
    access: float  # to unlock a right in a real system

    def __post_init__(self) -> None:
        if self.planning != PLANNING:
            raise ModelFault(f"planning is {PLANNING}: all figures of groups count by it")
        if not self.planning <= self.certificate <= self.access < 1:
            raise ModelFault("certificate is at least planning, access at least certificate, both below 1")


@dataclass(frozen=True, slots=True)
class LevelModel:
    version: str
    kinds: Mapping[EvidenceKind, KindOfEvidence]
    prior: Prior
    certainty: Certainty
    not_demanded_months: float  # at most this half-life where none of the person's posts demands the competency

    def __post_init__(self) -> None:
        missing = [kind.value for kind in EvidenceKind if kind not in self.kinds]
        if missing:
            raise ModelFault(f"kinds: {', '.join(missing)} missing")
        if not self.not_demanded_months > 0:
            raise ModelFault("a half-life is longer than nothing")

    def half_life(self, months: float, *, is_demanded: bool) -> float:
        """In months; `months` is what the framework says of the competency in daily use."""
        return months if is_demanded else min(months, self.not_demanded_months)

    def is_direct(self, kind: EvidenceKind) -> bool:
        """May lift a person out of "not assessed".

        A piece that is contested counts, and is direct, until the review has decided: to take it away on a mere word
        would let anybody pause a result that does not please.
        """
        return self.kinds[kind].is_direct
