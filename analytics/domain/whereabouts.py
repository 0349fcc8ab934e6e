"""Where everybody counts in two snapshots, whatever is demanded of them: who came, who went, who moved."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .facts import Facts, places_in
from .places import Places

NOWHERE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Whereabouts:
    """People in order, and the number of the leaf in which each counts; leaves are numbered alike."""

    person: NDArray[np.int64]
    leaf: NDArray[np.int32]

    @classmethod
    def of(cls, found: Places | Facts) -> "Whereabouts":
        return cls(found.person, found.leaf)

    def leaves(self, person: NDArray[np.int64]) -> NDArray[np.int64]:
        """By person; NOWHERE for those who do not count."""
        place = places_in(self.person, person)
        found = np.full(person.size, NOWHERE, dtype=np.int64)
        found[place >= 0] = self.leaf[place[place >= 0]]
        return found
