"""From mixed evidence to a level: a Gaussian measurement model in closed form (design: domain.md 5.8).

    σ²κ = σθ² (1/ρκ² − 1)                       how noisy a kind of evidence is, given its validity ρ
    v   = σ²κ · (1 + age/H) · (1 + (n−1)·r)     ageing, and dependence among n pieces of one kind
    Π   = 1/τ² + Σ 1/v ;  m = (μ0/τ² + Σ (y − b)/v) / Π ;  s = Π^(−1/2)
    p(ℓ) = Φ((m − (ℓ − 0.5)) / s)

The prior is the same for everyone; nobody's level depends on their department or on what colleagues did.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import erf, sqrt

from lms.competencies.domain.gaps import State

from .level_model import PLANNING as PLANNING
from .level_model import EvidenceKind as EvidenceKind
from .level_model import LevelModel

LEVELS = (1, 2, 3, 4, 5)
DAYS_A_MONTH = 30.4375
HIGHEST_VALUE = 5.5  # on the level scale
CENTRE = 2.5  # of the level scale, where other scales have their zero

HIGH_CONFIDENCE = 0.55  # standard deviations, levels
MEDIUM_CONFIDENCE = 0.70


@dataclass(frozen=True, slots=True)
class Piece:
    """One dated result on the scale 0 to 5.5, in levels."""

    kind: EvidenceKind
    value: float
    age_months: float
    ceiling: float = HIGHEST_VALUE  # the most that this instrument can show

    @property
    def reached_its_level(self) -> bool:
        """At or above the cut of the highest level that the instrument was built for."""
        return self.value >= self.ceiling - 1


@dataclass(frozen=True, slots=True)
class Estimate:
    mean: float
    sd: float
    is_assessed: bool
    weights: tuple[float, ...] = ()  # share of each piece in the mean, in the order given; the rest is the prior's
    has_conflict: bool = False

    def probability(self, level: int) -> float:
        """That the true level is at least `level`."""
        return 0.5 * (1 + erf((self.mean - (level - 0.5)) / (self.sd * sqrt(2))))

    def verified_level(self, certainty: float = PLANNING) -> int:
        """The highest level reached with that certainty; 0 if none, or if nothing direct was shown."""
        if not self.is_assessed:
            return 0
        return max((level for level in LEVELS if self.probability(level) >= certainty), default=0)

    def state(self, required: int, certainty: float = PLANNING) -> State:
        if not self.is_assessed:
            return State.NOT_ASSESSED
        p = self.probability(required)
        if p >= certainty:
            return State.MET
        return State.GAP if p <= 1 - certainty else State.UNDETERMINED

    @property
    def confidence(self) -> str:
        if not self.is_assessed:
            return "none"
        if self.sd <= HIGH_CONFIDENCE:
            return "high"
        return "medium" if self.sd <= MEDIUM_CONFIDENCE else "low"


def age_in_months(observed_at: datetime, at: datetime) -> float:
    return (at - observed_at).total_seconds() / 86400 / DAYS_A_MONTH


def nothing_known(model: LevelModel) -> Estimate:
    return Estimate(model.prior.mean, sqrt(model.prior.variance), is_assessed=False)


def estimate_level(pieces: Sequence[Piece], half_life_months: float, model: LevelModel) -> Estimate:
    """Weigh the evidence on one person and competency; without any, the prior and "not assessed".

    What is contested counts until the review has decided (`LevelModel.is_direct`).
    """
    if not pieces:
        return nothing_known(model)
    heard = [not is_outgrown(piece, pieces) for piece in pieces]
    spoken = [piece for piece, is_heard in zip(pieces, heard, strict=True) if is_heard]
    variances = _variances(spoken, half_life_months, model)
    prior, kinds = model.prior, model.kinds
    precision = 1 / prior.variance + sum(1 / v for v in variances)
    pull = sum((piece.value - kinds[piece.kind].bias) / v for piece, v in zip(spoken, variances, strict=True))
    weights = iter([1 / v / precision for v in variances])
    return Estimate(
        mean=(prior.mean / prior.variance + pull) / precision,
        sd=precision**-0.5,
        is_assessed=any(model.is_direct(piece.kind) for piece in spoken),
        weights=tuple(next(weights) if is_heard else 0.0 for is_heard in heard),
        has_conflict=_is_in_conflict(spoken, variances, model),
    )


def is_outgrown(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """A passed easier instrument is silent beside a better result on a harder one of its kind.

    A foundation examination passed with full marks cannot show more than its tier: to weigh it beside the result of the
    next tier would count its ceiling as a weakness of the person (docs/decisions/0006).
    """
    return piece.reached_its_level and any(
        other.kind is piece.kind and other.ceiling > piece.ceiling and other.value > piece.value for other in pieces
    )


def _variances(pieces: Sequence[Piece], half_life_months: float, model: LevelModel) -> list[float]:
    count = Counter(piece.kind for piece in pieces)
    return [
        model.kinds[piece.kind].variance
        * (1 + max(0.0, piece.age_months) / half_life_months)
        * (1 + (count[piece.kind] - 1) * model.kinds[piece.kind].dependence)
        for piece in pieces
    ]


def _is_in_conflict(pieces: Sequence[Piece], variances: Sequence[float], model: LevelModel) -> bool:
    """Two direct pieces that differ by two levels, or by more than twice their joint error."""
    direct = [
        (piece.value - model.kinds[piece.kind].bias, v)
        for piece, v in zip(pieces, variances, strict=True)
        if model.is_direct(piece.kind)
    ]
    return any(
        abs(y1 - y2) >= 2 or abs(y1 - y2) > 2 * sqrt(v1 + v2)
        for index, (y1, v1) in enumerate(direct)
        for y2, v2 in direct[:index]
    )
