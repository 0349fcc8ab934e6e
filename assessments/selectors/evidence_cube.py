"""Levels of many people at once, as the evidence stood at a moment."""

from collections.abc import Collection, Mapping
from datetime import datetime

import numpy as np

from lms.competencies.domain.gaps import Requirement
from lms.competencies.selectors.framework import CompetencyCard, competencies

from ..domain.levels import DAYS_A_MONTH, EvidenceKind, Piece, age_in_months
from ..domain.levels_bulk import KIND_NUMBER, Estimates, Pieces, estimate_levels
from ..models import Evidence
from .levels import Standing, standing

SECONDS_A_MONTH = DAYS_A_MONTH * 86400

Row = tuple[int, int, str, float, datetime, float]


def pieces_of_all(at: datetime) -> Pieces:
    """Everybody's, for the current framework; `competency` holds the primary keys of its competencies."""
    half_lives = {card.pk: float(card.half_life_months) for card in competencies().values()}
    rows = Evidence.objects.in_force().filter(observed_at__lte=at, competency_id__in=half_lives)
    facts = rows.values_list("learner_id", "competency_id", "kind", "value", "observed_at", "ceiling")
    return _pieces(list(facts), half_lives, at)


def estimates_of_all(at: datetime) -> Estimates:
    return estimate_levels(pieces_of_all(at))


def standings_of(required: Mapping[int, Mapping[str, Requirement]], at: datetime) -> dict[int, list[Standing]]:
    """Learner id → what `levels.standing_of` says of that person; two statements for any number of people."""
    cards = competencies()
    evidence = _evidence_of(required.keys(), cards, at)
    return {
        learner: [
            _standing(card, demands.get(code), evidence.get((learner, card.pk), []), at)
            for code, card in cards.items()
            if code in demands or (learner, card.pk) in evidence
        ]
        for learner, demands in required.items()
    }


def _pieces(rows: list[Row], half_lives: Mapping[int, float], at: datetime) -> Pieces:
    now = at.timestamp()
    return Pieces(
        learner=np.array([row[0] for row in rows], dtype=np.int64),
        competency=np.array([row[1] for row in rows], dtype=np.int64),
        kind=np.array([KIND_NUMBER[EvidenceKind(row[2])] for row in rows], dtype=np.int64),
        value=np.array([row[3] for row in rows], dtype=np.float64),
        age_months=np.array([(now - row[4].timestamp()) / SECONDS_A_MONTH for row in rows], dtype=np.float64),
        half_life_months=np.array([half_lives[row[1]] for row in rows], dtype=np.float64),
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
        .values_list("learner_id", "competency_id", "kind", "value", "observed_at", "ceiling")
    )
    found: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        found.setdefault((row[0], row[1]), []).append(row)
    return found


def _standing(card: CompetencyCard, required: Requirement | None, rows: list[Row], at: datetime) -> Standing:
    pieces = [
        Piece(EvidenceKind(kind), value, age_in_months(observed_at, at), ceiling)
        for _, _, kind, value, observed_at, ceiling in rows
    ]
    return standing(card, required, pieces=pieces, last_evidence_at=rows[-1][4] if rows else None)
