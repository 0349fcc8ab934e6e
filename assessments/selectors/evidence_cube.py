"""Levels of many people at once, as the evidence stood at a moment."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

import numpy as np
from django.db.models import Max, Min
from django.utils import timezone

from lms.base.db.prepared import Prepared
from lms.competencies.domain.gaps import Requirement
from lms.competencies.selectors.framework import CompetencyCard, competencies
from lms.people.selectors.requirements import demanded_of

from ..domain.level_model import LevelModel
from ..domain.level_timeline import Timeline
from ..domain.levels import DAYS_A_MONTH, EvidenceKind, Piece, age_in_months
from ..domain.levels_bulk import KIND_NUMBER, Estimates, Pieces
from ..domain.levels_chunks import PEOPLE_A_CHUNK, estimate_in_chunks, joined
from ..models import Evidence
from .level_models import level_models, model_on
from .levels import Standing, standing

SECONDS_A_MONTH = DAYS_A_MONTH * 86400

COLUMNS = ("learner_id", "competency_id", "kind", "value", "observed_at", "ceiling")
Row = tuple[int, int, str, float, datetime, float]


def estimates_of_all(at: datetime) -> Estimates:
    """Everybody's, for the current framework; `competency` holds the primary keys of its competencies."""
    model = model_on(timezone.localdate(at))
    return joined(estimate_in_chunks((pieces_of_all(at, people) for people in chunks_of_people()), model))


def chunks_of_people(size: int = PEOPLE_A_CHUNK) -> Iterator[range]:
    """Ranges of primary keys that hold everybody with evidence; at least one, which may be empty."""
    ends = Evidence.objects.aggregate(first=Min("learner_id"), last=Max("learner_id"))
    first, last = ends["first"] or 0, ends["last"] or 0
    yield from (range(start, min(start + size, last + 1)) for start in range(first, last + 1, size))


def pieces_of_all(at: datetime, learners: Collection[int] | None = None, *, model: LevelModel | None = None) -> Pieces:
    """Everybody's evidence, or that of these people, ordered by person and competency.

    It fades as `model` says; without one, as the model in force then.
    """
    cards, day = competencies(), timezone.localdate(at)
    rows = Evidence.objects.in_force().filter(observed_at__lte=at, competency_id__in=[one.pk for one in cards.values()])
    if isinstance(learners, range):
        rows = rows.filter(learner_id__gte=learners.start, learner_id__lt=learners.stop)
    elif learners is not None:
        rows = rows.filter(learner_id__in=learners)
    half_lives = _HalfLives(cards, demanded_of(learners, day), model or model_on(day))
    facts = rows.order_by("learner_id", "competency_id").values_list(*COLUMNS)
    return _pieces(list(facts), half_lives, at)


def standings_of(required: Mapping[int, Mapping[str, Requirement]], at: datetime) -> dict[int, list[Standing]]:
    """Learner id → what `levels.standing_of` says of that person; three statements for any number of people."""
    cards = competencies()
    evidence, models = _evidence_of(required.keys(), cards, at), level_models(timezone.localdate(at))
    return {
        learner: [
            _standing(card, demands.get(code), evidence.get((learner, card.pk), []), at=at, models=models)
            for code, card in cards.items()
            if code in demands or (learner, card.pk) in evidence
        ]
        for learner, demands in required.items()
    }


def pieces_of_one(learner_id: int, cards: Mapping[str, CompetencyCard], at: datetime) -> dict[str, list[Piece]]:
    """What one person shows in these competencies, where anything; one prepared statement."""
    code_of = {card.pk: code for code, card in cards.items()}
    found: dict[str, list[Piece]] = {}
    for _, competency, kind, value, observed_at, ceiling in _shown_by(learner_id):
        if competency in code_of and observed_at <= at:
            piece = Piece(EvidenceKind(kind), value, age_in_months(observed_at, at), ceiling)
            found.setdefault(code_of[competency], []).append(piece)
    return found


_shown_by = Prepared(
    lambda learner: (
        Evidence.objects.in_force().filter(learner_id=learner).order_by("competency_id").values_list(*COLUMNS)
    )
)


class _HalfLives:
    """Months, by person and competency."""

    def __init__(
        self, cards: Mapping[str, CompetencyCard], demanded: Mapping[int, Collection[str]], model: LevelModel
    ) -> None:
        self.code_of = {card.pk: code for code, card in cards.items()}
        self.in_use = {card.pk: float(card.half_life_months) for card in cards.values()}
        self.unused = {pk: model.half_life(months, is_demanded=False) for pk, months in self.in_use.items()}
        self.demanded = demanded

    def of(self, learner: int, competency: int) -> float:
        is_demanded = self.code_of[competency] in self.demanded.get(learner, ())
        return (self.in_use if is_demanded else self.unused)[competency]


def _pieces(rows: list[Row], half_lives: _HalfLives, at: datetime) -> Pieces:
    now = at.timestamp()
    return Pieces(
        learner=np.array([row[0] for row in rows], dtype=np.int64),
        competency=np.array([row[1] for row in rows], dtype=np.int64),
        kind=np.array([KIND_NUMBER[EvidenceKind(row[2])] for row in rows], dtype=np.int64),
        value=np.array([row[3] for row in rows], dtype=np.float64),
        age_months=np.array([(now - row[4].timestamp()) / SECONDS_A_MONTH for row in rows], dtype=np.float64),
        half_life_months=np.array([half_lives.of(row[0], row[1]) for row in rows], dtype=np.float64),
        ceiling=np.array([row[5] for row in rows], dtype=np.float64),
    )


def _evidence_of(
    learners: Collection[int], cards: Mapping[str, CompetencyCard], at: datetime
) -> dict[tuple[int, int], list[Row]]:
    rows = (
        Evidence.objects.in_force()
        .filter(
            learner_id__in=list(learners), observed_at__lte=at, competency_id__in=[card.pk for card in cards.values()]
        )
        .order_by("observed_at", "pk")
        .values_list(*COLUMNS)
    )
    found: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        found.setdefault((row[0], row[1]), []).append(row)
    return found


def _standing(
    card: CompetencyCard, required: Requirement | None, rows: list[Row], *, at: datetime, models: Timeline
) -> Standing:
    pieces = [
        Piece(EvidenceKind(kind), value, age_in_months(observed_at, at), ceiling)
        for _, _, kind, value, observed_at, ceiling in rows
    ]
    latest = rows[-1][4] if rows else None
    return standing(card, required, pieces=pieces, last_evidence_at=latest, at=at, models=models)
