"""The report of a correction: one line an attempt, and counts over all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .regrades import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One closed attempt that drew the item."""

    attempt_id: int
    public_id: UUID
    learner_id: int
    name: str
    examination: str  # code
    closed_at: datetime
    change: Change
    evidence: int  # pieces that the regrade takes out of force


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many attempts a correction touches, and how."""

    met: int  # drew the item and are closed
    seen: int
    rise: int
    fall: int
    gain_pass: int
    lose_pass: int


def tally(changes: Iterable[Change]) -> Tally:
    found = list(changes)
    return Tally(
        met=len(found),
        seen=sum(one.is_seen for one in found),
        rise=sum(one.rises for one in found),
        fall=sum(one.falls for one in found),
        gain_pass=sum(one.gains_pass for one in found),
        lose_pass=sum(one.loses_pass for one in found),
    )


def weightiest_first(lines: Iterable[Line]) -> list[Line]:
    """Passes that go, then passes that come, then the largest change of the share."""
    return sorted(lines, key=_weight)


def _weight(line: Line) -> tuple[int, float, str]:
    change = line.change
    passes = 0 if change.loses_pass else 1 if change.gains_pass else 2
    return passes, -abs(change.after.share - change.before.share), line.name
