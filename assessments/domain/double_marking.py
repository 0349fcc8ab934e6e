"""Short texts marked by people: two who do not see each other's points, and a third where they are apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

MARKERS = 2
MOST_APART = 1  # points
MOST_SHARE_APART = 0.2  # of all points
USUAL_TIME = timedelta(days=14)  # from handing in to the result


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMarks:
    """What a text was given so far: points of each independent marker, and of the one who settled it."""

    possible: int
    given: Sequence[int] = ()
    settled: int | None = None

    @property
    def are_apart(self) -> bool:
        if len(self.given) < MARKERS:
            return False
        gap = max(self.given) - min(self.given)
        return gap > MOST_APART or gap > MOST_SHARE_APART * self.possible

    @property
    def is_complete(self) -> bool:
        return self.settled is not None or (len(self.given) >= MARKERS and not self.are_apart)

    @property
    def needs_settling(self) -> bool:
        return self.are_apart and self.settled is None

    @property
    def share(self) -> float:
        """0 to 1: what the third one gave, else the mean of the two. Raises ValueError while it is open."""
        if self.settled is not None:
            return self.settled / self.possible
        if not self.is_complete:
            raise ValueError("the text is not marked yet")
        return sum(self.given) / len(self.given) / self.possible
