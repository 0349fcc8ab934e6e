"""Three conversations a month: who, so that everybody comes round and what presses is not left lying.

All but one go to those whose turn it is, by how long ago they were last proposed; one goes to whom something presses.
Whoever was proposed lately rests until the others were, and a small team is never proposed whole. Nothing here compares
what people can do.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from math import ceil

A_MONTH = 3  # conversations at most
LONGEST_REST = 6  # months
NEVER = 10_000  # months since somebody was proposed who never was


class Reason(StrEnum):
    """In the order in which they press."""

    RECHECK = "recheck"  # the evidence of something critical has grown old
    CRITICAL_GAP = "critical_gap"
    CONFLICT = "conflict"  # pieces of evidence disagree
    NOT_SHOWN = "not_shown"  # something critical was never assessed
    READY = "ready"  # everything demanded is met: ready for more
    TURN = "turn"  # nothing presses


PRESSING = frozenset({Reason.RECHECK, Reason.CRITICAL_GAP, Reason.CONFLICT})


@dataclass(frozen=True, slots=True)
class Candidate:
    person: int
    reason: Reason
    months_ago: int = NEVER  # when last proposed


def choose(candidates: Collection[Candidate], seed: str) -> list[Candidate]:
    """At most three, the same for the same seed; in an order that says nothing about them."""
    most = min(A_MONTH, ceil(len(candidates) / 2))
    rest = min(LONGEST_REST, ceil(len(candidates) / most) - 1) if most else 0
    rested = sorted((one for one in candidates if one.months_ago > rest), key=lambda one: _shuffled(one, seed))
    by_turn = sorted(rested, key=lambda one: -one.months_ago)[: max(1, most - 1)]
    others = [one for one in rested if one not in by_turn]
    urgent = sorted(others, key=lambda one: (one.reason not in PRESSING, _place(one.reason), -one.months_ago))
    return sorted([*by_turn, *urgent[: most - len(by_turn)]], key=lambda one: _shuffled(one, seed))


def strongest(found: Collection[Reason]) -> Reason:
    return min(found, key=_place, default=Reason.TURN)


def disagree(values: Sequence[float]) -> bool:
    """Whether direct results on one competency lie further apart than their errors explain."""
    return len(values) > 1 and max(values) - min(values) >= TOO_FAR_APART


TOO_FAR_APART = 2.3  # levels; by the level model two examinations of one person differ by more one time in ten
_ORDER = {reason: place for place, reason in enumerate(Reason)}


def _place(reason: Reason) -> int:
    return _ORDER[reason]


def _shuffled(one: Candidate, seed: str) -> str:
    return sha256(f"{seed}/{one.person}".encode()).hexdigest()
