"""Where a person stands: what the post demands against what evidence shows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from lms.base.fields import LocalizedText
from lms.competencies.domain.gaps import Requirement, State
from lms.competencies.selectors.framework import CompetencyCard, competencies
from lms.people.models import User
from lms.people.selectors.requirements import requirements_of

from ..domain.level_timeline import Timeline
from ..domain.levels import DAYS_A_MONTH, PLANNING, Estimate, EvidenceKind, Piece, age_in_months
from ..domain.weighing import Weighing
from ..models import Evidence
from .level_models import level_models

RECHECK_AFTER_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One competency of one person."""

    code: str
    name: LocalizedText
    area_code: str
    area_name: LocalizedText
    required: int | None
    criticality: int
    state: State
    estimate: Estimate
    last_evidence_at: datetime | None

    @property
    def verified_level(self) -> int:
        return self.estimate.verified_level()

    @property
    def is_critical(self) -> bool:
        return self.criticality == 3

    @property
    def probability(self) -> float | None:
        """That the demand is met; None without a demand or without direct evidence."""
        if self.required is None or not self.estimate.is_assessed:
            return None
        return self.estimate.probability(self.required)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    public_id: UUID
    kind: str
    value: float
    observed_at: datetime
    age_months: float
    weight: float  # share in the estimate, 0 to 1
    is_direct: bool
    detail: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    standing: Standing
    lines: list[EvidenceLine]
    prior_weight: float
    certainty: float


def standing_of(user: User, at: datetime | None = None) -> list[Standing]:
    """Every competency that the person's posts demand or that evidence speaks of, in the framework's order."""
    at = at or timezone.now()
    required = requirements_of(user, timezone.localdate(at))
    evidence, models = _evidence_of(user, at), level_models(timezone.localdate(at))
    return [
        _standing(card, required.get(code), evidence.get(code, []), at=at, models=models)
        for code, card in competencies().items()
        if code in required or code in evidence
    ]


def explain(user: User, code: str, at: datetime | None = None) -> Explanation | None:
    """Line by line, why the level is what it is; None for an unknown competency."""
    at = at or timezone.now()
    card = competencies().get(code)
    if card is None:
        return None
    required = requirements_of(user, timezone.localdate(at)).get(code)
    return _explanation(card, required, _evidence_of(user, at).get(code, []), at)


def explain_all(user: User, at: datetime | None = None) -> dict[str, Explanation]:
    """Code → the same for every competency that `standing_of` names, for the price of one."""
    at = at or timezone.now()
    required = requirements_of(user, timezone.localdate(at))
    evidence = _evidence_of(user, at)
    return {
        code: _explanation(card, required.get(code), evidence.get(code, []), at)
        for code, card in competencies().items()
        if code in required or code in evidence
    }


def _explanation(card: CompetencyCard, required: Requirement | None, rows: list[Evidence], at: datetime) -> Explanation:
    day = timezone.localdate(at)
    models = level_models(day)
    standing = _standing(card, required, rows, at=at, models=models)
    weights = standing.estimate.weights
    lines = [
        EvidenceLine(
            public_id=row.public_id,
            kind=row.get_kind_display(),
            value=row.value,
            observed_at=row.observed_at,
            age_months=age_in_months(row.observed_at, at),
            weight=weight,
            is_direct=models.on(day).is_direct(EvidenceKind(row.kind)),
            detail=row.detail,
        )
        for row, weight in zip(rows, weights, strict=True)
    ]
    return Explanation(standing=standing, lines=lines, prior_weight=1 - sum(weights), certainty=PLANNING)


def is_recheck_due(standing: Standing, on: date) -> bool:
    """Shown before, no longer sure, and not shown again for a year."""
    if standing.state is not State.UNDETERMINED or standing.last_evidence_at is None:
        return False
    return (on - timezone.localdate(standing.last_evidence_at)).days / DAYS_A_MONTH >= RECHECK_AFTER_MONTHS


def _evidence_of(user: User, at: datetime) -> dict[str, list[Evidence]]:
    """On the competencies of the current framework; what a former one named speaks of none of them."""
    found: dict[str, list[Evidence]] = {}
    code_of = {card.pk: code for code, card in competencies().items()}
    rows = Evidence.objects.in_force().filter(learner=user, observed_at__lte=at, competency_id__in=code_of)
    for row in rows.order_by("observed_at", "pk"):
        found.setdefault(code_of[row.competency_id], []).append(row)
    return found


def standing(
    card: CompetencyCard,
    required: Requirement | None,
    *,
    pieces: list[Piece],
    last_evidence_at: datetime | None,
    at: datetime,
    models: Timeline,
) -> Standing:
    weighing = Weighing(models, {card.code: card.half_life_months}, {card.code} if required else ())
    estimate = weighing.estimate(card.code, pieces, timezone.localdate(at))
    return Standing(
        code=card.code,
        name=card.name,
        area_code=card.area_code,
        area_name=card.area_name,
        required=required.level if required else None,
        criticality=required.criticality if required else 1,
        state=estimate.state(required.level if required else 1),
        estimate=estimate,
        last_evidence_at=last_evidence_at,
    )


def _standing(
    card: CompetencyCard, required: Requirement | None, rows: list[Evidence], *, at: datetime, models: Timeline
) -> Standing:
    pieces = [Piece(EvidenceKind(row.kind), row.value, age_in_months(row.observed_at, at), row.ceiling) for row in rows]
    latest = rows[-1].observed_at if rows else None
    return standing(card, required, pieces=pieces, last_evidence_at=latest, at=at, models=models)
