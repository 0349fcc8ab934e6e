"""Classical statistics of one item version (domain brief 5.4).

The rest score is what the same person earned on the other items of the same sitting, as a share, so that sittings with
other items and other lengths compare.
"""

from dataclasses import dataclass
from enum import StrEnum

from .intervals import ANSWERS_TO_ACT, ANSWERS_TO_SHOW, Estimate, correlation_of, share_of
from .moments import Moments, correlation


class Standing(StrEnum):
    """How much the answers so far allow one to say."""

    TOO_FEW = "too_few"
    EARLY = "early"  # shown with its interval; nothing follows from it yet
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class ItemFigures:
    count: int
    share: Estimate | None = None  # mean mark
    discrimination: Estimate | None = None  # correlation with the rest score; None where one of the two never varies

    @property
    def standing(self) -> Standing:
        return standing(self.count)


def standing(count: int) -> Standing:
    if count < ANSWERS_TO_SHOW:
        return Standing.TOO_FEW
    return Standing.EARLY if count < ANSWERS_TO_ACT else Standing.FIRM


def item_figures(sums: Moments) -> ItemFigures:
    """Nothing but the count where there are too few answers."""
    if standing(sums.count) is Standing.TOO_FEW:
        return ItemFigures(sums.count)
    r = correlation(sums)
    return ItemFigures(
        sums.count,
        share_of(sums.marks / sums.count, sums.count),
        None if r is None else correlation_of(r, sums.count),
    )
