"""What each kind of evidence says of the same person and competency, for estimating how valid the kinds are."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from ..domain.level_model import EvidenceKind
from ..domain.levels_bulk import KIND_NUMBER, Integers, Numbers
from ..models import Evidence

WITHIN = timedelta(days=365)  # what was shown longer ago may speak of another level


@dataclass(frozen=True, slots=True)
class KindTable:
    values: Numbers  # a row for each person and competency, a column for each kind; NaN where there is none
    people: Integers
    competencies: Integers


def kind_table(at: datetime) -> KindTable:
    """The latest piece of each kind in the last year; of whatever framework."""
    rows = (
        Evidence.objects.in_force()
        .filter(observed_at__gt=at - WITHIN, observed_at__lte=at)
        .order_by("learner_id", "competency_id", "observed_at", "pk")
        .values_list("learner_id", "competency_id", "kind", "value")
    )
    latest: dict[tuple[int, int], dict[int, float]] = {}
    for learner, competency, kind, value in rows.iterator(chunk_size=5000):
        latest.setdefault((learner, competency), {})[KIND_NUMBER[EvidenceKind(kind)]] = value
    values = np.full((len(latest), len(KIND_NUMBER)), np.nan)
    for place, shown in enumerate(latest.values()):
        values[place, list(shown)] = list(shown.values())
    cells = np.array(list(latest), dtype=np.int64).reshape(-1, 2)
    return KindTable(values, cells[:, 0], cells[:, 1])
