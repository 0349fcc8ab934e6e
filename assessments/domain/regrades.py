"""What a correction does to a result: two outcomes side by side."""

from dataclasses import dataclass

ROUNDING = 1e-9  # of a sum of marks


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one attempt was worth under one set of keys."""

    points: float
    possible: float
    has_passed: bool
    marks: tuple[float | None, ...]  # by position from 1: 0 to 1, None where the item does not count
    equated: float | None = None  # points as they count against the cut, where the form is equated

    @property
    def share(self) -> float:
        return self.points / self.possible if self.possible else 0.0

    def as_data(self) -> list[object]:
        """For a digest."""
        return [self.points, self.possible, self.has_passed, list(self.marks), self.equated]


@dataclass(frozen=True, slots=True)
class Change:
    before: Outcome
    after: Outcome

    @property
    def is_seen(self) -> bool:
        """The candidate would notice: other points, another maximum or another verdict."""
        return (
            abs(self.after.points - self.before.points) > ROUNDING
            or self.after.possible != self.before.possible
            or self.after.has_passed != self.before.has_passed
        )

    @property
    def rises(self) -> bool:
        return self.after.share > self.before.share + ROUNDING

    @property
    def falls(self) -> bool:
        return self.after.share < self.before.share - ROUNDING

    @property
    def gains_pass(self) -> bool:
        return self.after.has_passed and not self.before.has_passed

    @property
    def loses_pass(self) -> bool:
        return self.before.has_passed and not self.after.has_passed
