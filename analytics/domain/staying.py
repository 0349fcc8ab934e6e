"""How probable it is that somebody still holds their post in twelve months (domain.md 6.4)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .measures.loss import STAY

# Before anything is known of a family: 2 of 25 leave within a year, believed as firmly as 25 people would prove it.
PRIOR_LEAVERS, PRIOR_STAYERS = 2.0, 23.0


@dataclass(frozen=True, slots=True)
class Turnover:
    """Of the posts held a year ago in one family, how many ended since."""

    held: int = 0
    ended: int = 0

    @property
    def attrition(self) -> float:
        """(x + α) / (n + α + β): a small family borrows from the common rate, a large one speaks for itself."""
        return (self.ended + PRIOR_LEAVERS) / (self.held + PRIOR_LEAVERS + PRIOR_STAYERS)


@dataclass(frozen=True, slots=True)
class Staying:
    """`retiring` are people whose day of retirement falls within the twelve months, as far as it is known."""

    by_family: Mapping[str, Turnover]
    family_of: Mapping[str, str]  # post → family
    retiring: frozenset[int] = frozenset()

    def beside(self, facts: pd.DataFrame) -> pd.DataFrame:
        """The facts with one column more, for the measure of loss."""
        chance = facts["post"].map({post: self._in(post) for post in facts["post"].unique()})
        retires = np.isin(facts["person"].to_numpy(np.int64), np.fromiter(self.retiring, np.int64))
        return facts.assign(**{STAY: np.where(retires, 0.0, chance.to_numpy(float))})

    def _in(self, post: str) -> float:
        return 1 - self.by_family.get(self.family_of.get(post, ""), Turnover()).attrition
