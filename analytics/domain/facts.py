"""The facts of everybody in one competency, as columns: 32 bytes a person, where a table would take hundreds."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from assessments.domain.levels import PLANNING
from assessments.domain.levels_bulk import Numbers, probabilities

Leaf = tuple[str, str]  # path of the unit, and post

WHOLE_TIME = 100
TYPES = {
    "person": "i8",
    "leaf": "i4",
    "hundredths": "i2",
    "required": "i1",
    "criticality": "i1",
    "pieces": "i2",
    "is_assessed": "?",
    "mean": "f4",
    "sd": "f4",
    "level": "i1",
    "age_months": "f4",
    "recheck_months": "i1",
    "veil": "i1",
}
NO_MONTH = -1
UNDETERMINED = 0.5  # as likely as not


class Leaves:
    """Units and posts by number, the same in all facts that are held against each other."""

    def __init__(self) -> None:
        self.all: list[Leaf] = []
        self._number: dict[Leaf, int] = {}

    def numbers(self, leaves: Sequence[Leaf]) -> NDArray[np.int32]:
        known = self._number
        for leaf in leaves:
            if leaf not in known:
                known[leaf] = len(self.all)
                self.all.append(leaf)
        return np.fromiter(map(known.__getitem__, leaves), dtype=np.int32, count=len(leaves))


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Ordered by person, each once. What each column says is written beside `cube.FACTS`."""

    person: NDArray[np.int64]
    leaf: NDArray[np.int32]
    hundredths: NDArray[np.int16]  # of full working time
    required: NDArray[np.int8]
    criticality: NDArray[np.int8]
    pieces: NDArray[np.int16]
    is_assessed: NDArray[np.bool_]
    mean: NDArray[np.float32]
    sd: NDArray[np.float32]
    level: NDArray[np.int8]
    age_months: NDArray[np.float32]
    recheck_months: NDArray[np.int8]  # NO_MONTH where there is none
    veil: NDArray[np.int8]  # 1: counted as meeting the demand, -1: as undetermined, 0: as what it is (`domain.veil`)

    def __len__(self) -> int:
        return int(self.person.size)

    @property
    def p(self) -> Numbers:
        """That the demand is met, as it is counted; NaN where nothing direct is shown."""
        found = probabilities(self.mean.astype(float), self.sd.astype(float), self.required)
        found = np.where(self.veil > 0, PLANNING, np.where(self.veil < 0, UNDETERMINED, found))
        return np.where(self.is_assessed, found, np.nan)

    def where(self, kept: NDArray[np.bool_] | slice) -> "Facts":
        return Facts(*(getattr(self, name)[kept] for name in TYPES))


NOBODY = Facts(*(np.empty(0, dtype=kind) for kind in TYPES.values()))


def joined(parts: Sequence[Facts]) -> Facts:
    """Of different people, ordered anew where needed."""
    if not parts:
        return NOBODY
    whole = Facts(*(np.concatenate([getattr(part, name) for part in parts]) for name in TYPES))
    if np.all(whole.person[1:] > whole.person[:-1]):
        return whole
    order = np.argsort(whole.person, kind="stable")
    return Facts(*(getattr(whole, one.name)[order] for one in fields(Facts)))


def places_in(people: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each of the wanted stands in an ordered list of people; -1 for those who are not in it."""
    if not people.size:
        return np.full(wanted.size, -1)
    found = np.minimum(np.searchsorted(people, wanted), people.size - 1)
    return np.where(people[found] == wanted, found, -1)
