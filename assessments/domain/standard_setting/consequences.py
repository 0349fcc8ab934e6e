"""What a new cut would have meant for those who have sat already: counts, never people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FEWEST_SHOWN = 10  # sittings; a count of fewer may tell of one person
ROUNDING = 1e-9  # a rounding error of the sum must fail nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """For one level: its cut as it is and as it would be (shares), and how many sittings reach each."""

    level: int
    before: float | None  # no cut yet
    after: float
    reached_before: int | None
    reached_after: int


def consequences(
    shares: Sequence[float], before: Mapping[int, float], after: Mapping[int, float]
) -> list[Consequence] | None:
    """One line a level of `after`, lowest first; None for too few sittings. `shares`: of the maximum, one a sitting."""
    if len(shares) < FEWEST_SHOWN:
        return None
    return [
        Consequence(
            level=level,
            before=before.get(level),
            after=cut,
            reached_before=_reaching(shares, before[level]) if level in before else None,
            reached_after=_reaching(shares, cut),
        )
        for level, cut in sorted(after.items())
    ]


def _reaching(shares: Sequence[float], cut: float) -> int:
    return sum(share >= cut - ROUNDING for share in shares)
