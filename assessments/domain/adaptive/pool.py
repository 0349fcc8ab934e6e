"""The items that one block of a placement may draw from, with what can be looked up about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from ..calibration.parameters import ItemParameters
from ..calibration.scale import LOGITS_A_LEVEL
from .ability import GRID, Floats

LOWEST = 1e-6  # of a probability: no single answer is taken for impossible


@dataclass(frozen=True, slots=True)
class PoolItem:
    version_id: int
    competency: str
    parameters: ItemParameters  # in logits

    @property
    def difficulty(self) -> float:
        """In levels from the centre."""
        return self.parameters.difficulty / LOGITS_A_LEVEL

    @property
    def discrimination(self) -> float:
        """Per level."""
        return self.parameters.discrimination * LOGITS_A_LEVEL


class Pool:
    """Items in one order for ever, by competency and version, and tables over the 61 points of ability.

    `right`: P(right), `information`: Fisher information a²P(1−P), both points × items; `peak`: the most that any item
    tells at a point; `groups`: competency → its items, which are neighbours.
    """

    def __init__(self, items: Iterable[PoolItem]) -> None:
        self.items: Sequence[PoolItem] = sorted(items, key=lambda item: (item.competency, item.version_id))
        self.place = {item.version_id: place for place, item in enumerate(self.items)}
        self.difficulty: Floats = np.array([item.difficulty for item in self.items], dtype=float)
        slope: Floats = np.array([item.discrimination for item in self.items], dtype=float)
        right = 1 / (1 + np.exp(-slope * (GRID[:, None] - self.difficulty)))
        self.right: Floats = np.clip(right, LOWEST, 1 - LOWEST)
        self.information: Floats = slope**2 * self.right * (1 - self.right)
        self.peak: list[float] = self.information.max(axis=1, initial=0.0).tolist()
        self.groups = _groups(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def likelihood(self, version_id: int, is_right: bool) -> Floats:
        right: Floats = self.right[:, self.place[version_id]]
        return right if is_right else 1 - right


def _groups(items: Sequence[PoolItem]) -> dict[str, slice]:
    groups, start = {}, 0
    for competency, members in groupby(items, key=lambda item: item.competency):
        stop = start + len(list(members))
        groups[competency] = slice(start, stop)
        start = stop
    return groups


def to_data(items: Iterable[PoolItem]) -> list[list[Any]]:
    """One short row an item, for the record of a block."""
    return [
        [
            item.version_id,
            item.competency,
            item.parameters.difficulty,
            item.parameters.discrimination,
            item.parameters.is_provisional,
        ]
        for item in items
    ]


def from_data(rows: Iterable[Sequence[Any]]) -> list[PoolItem]:
    return [
        PoolItem(
            version_id,
            competency,
            ItemParameters(difficulty, discrimination, is_provisional=is_provisional),
        )
        for version_id, competency, difficulty, discrimination, is_provisional in rows
    ]
