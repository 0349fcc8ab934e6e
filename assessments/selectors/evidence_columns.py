"""The evidence of some thousands of people as columns."""

from datetime import datetime

import numpy as np

from lms.base.db.columns import Epoch, numbered, read_columns
from lms.competencies.selectors.framework import competencies

from ..domain.levels import DAYS_A_MONTH
from ..domain.levels_bulk import KIND_NUMBER, Pieces
from ..models import Evidence

SECONDS_A_MONTH = DAYS_A_MONTH * 86400


def pieces_between(first: int, end: int, at: datetime) -> Pieces:
    """What people with these numbers had shown by then; `competency` holds keys of the current framework."""
    half_lives = {card.pk: float(card.half_life_months) for card in competencies().values()}
    found = read_columns(
        Evidence.objects.in_force().filter(
            learner_id__gte=first, learner_id__lt=end, observed_at__lte=at, competency_id__in=half_lives
        ),
        whole={
            "learner": "learner_id",
            "competency": "competency_id",
            "kind": numbered("kind", {kind.value: number for kind, number in KIND_NUMBER.items()}),
        },
        real={"value": "value", "ceiling": "ceiling", "observed": Epoch("observed_at")},
    )
    keys, place = np.unique(found["competency"], return_inverse=True)
    half_life = np.array([half_lives[key] for key in keys.tolist()], dtype=float)
    return Pieces(
        learner=found["learner"],
        competency=found["competency"],
        kind=found["kind"],
        value=found["value"],
        age_months=(at.timestamp() - found["observed"]) / SECONDS_A_MONTH,
        half_life_months=half_life[place] if keys.size else np.empty(0),
        ceiling=found["ceiling"],
    )
