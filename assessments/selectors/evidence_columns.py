"""The evidence of very many people as columns."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lms.base.db.columns import Columns, Epoch, numbered, read_blocks
from lms.competencies.selectors.framework import competencies

from ..domain.levels import DAYS_A_MONTH
from ..domain.levels_bulk import KIND_NUMBER, Pieces
from ..models import Evidence

SECONDS_A_MONTH = DAYS_A_MONTH * 86400
HELD_AS = {"learner": "i4", "competency": "i4", "kind": "i1", "value": "f8", "ceiling": "f8", "age_months": "f4"}


def pieces_by_part(first: int, end: int, at: datetime, *, width: int) -> Iterator[tuple[int, Pieces]]:
    """What people with these numbers had shown by then: (part, pieces), `width` numbers a part; empty ones are absent.

    The table is gone through once, in whatever order it lies. `competency` holds keys of the current framework.
    """
    half_lives = {card.pk: float(card.half_life_months) for card in competencies().values()}
    found: dict[int, list[Columns]] = defaultdict(list)
    for block in _blocks(first, end, at, list(half_lives)):
        part = block["learner"] // width
        for number in np.unique(part).tolist():
            chosen = part == number
            found[number].append({name: values[chosen] for name, values in block.items()})
    for number in sorted(found):
        blocks = found.pop(number)
        yield number, _pieces({name: np.concatenate([one[name] for one in blocks]) for name in HELD_AS}, half_lives)


def _blocks(first: int, end: int, at: datetime, keys: list[int]) -> Iterator[Columns]:
    rows = Evidence.objects.in_force().filter(observed_at__lte=at, competency_id__in=keys)
    for block in read_blocks(
        rows.filter(learner_id__gte=first, learner_id__lt=end),
        whole={
            "learner": "learner_id",
            "competency": "competency_id",
            "kind": numbered("kind", {kind.value: number for kind, number in KIND_NUMBER.items()}),
        },
        real={"value": "value", "ceiling": "ceiling", "observed": Epoch("observed_at")},
    ):
        block["age_months"] = (at.timestamp() - block.pop("observed")) / SECONDS_A_MONTH
        yield {name: block[name].astype(kind) for name, kind in HELD_AS.items()}


def _pieces(columns: dict[str, NDArray[Any]], half_lives: dict[int, float]) -> Pieces:
    keys, place = np.unique(columns["competency"], return_inverse=True)
    return Pieces(
        learner=columns["learner"].astype(np.int64),
        competency=columns["competency"].astype(np.int64),
        kind=columns["kind"].astype(np.int64),
        value=columns["value"],
        age_months=columns["age_months"].astype(float),
        half_life_months=np.array([half_lives[key] for key in keys.tolist()], dtype=float)[place],
        ceiling=columns["ceiling"],
    )
