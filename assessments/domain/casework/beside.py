"""Two runs of one case side by side, day by day: where they agree, and what only one of them did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from assessments.domain.casework.aligning import aligned
from assessments.domain.casework.timeline import Act

UNMARKED = ("wait", "finish")  # passing time is neither right nor wrong by itself


class Mark(Enum):
    ALIKE = "alike"
    OTHERWISE = "otherwise"  # the same act with other content
    ELSEWHEN = "elsewhen"  # both did it, in another order or on another day
    OWN = "own"  # the expert did without it
    MISSED = "missed"  # only the expert did it
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Row:
    mine: Act | None
    expert: Act | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Day:
    date: str
    rows: tuple[Row, ...]


def beside(mine: Sequence[Act], expert: Sequence[Act]) -> list[Day]:
    """Every act of both, once, in the order of the days and, as far as the two agree, of the acts."""
    spare = _Spare(Counter(act.key for act in mine), Counter(act.key for act in expert))
    days = sorted({act.day for act in (*mine, *expert)})
    paired = [
        (day, aligned([act for act in mine if act.day == day], [act for act in expert if act.day == day]))
        for day in days
    ]
    for _, pairs in paired:
        for one, other in pairs:
            if one and other:
                spare.take(one.key)
    return [Day(day, tuple(Row(one, other, _mark(one, other, spare)) for one, other in pairs)) for day, pairs in paired]


@dataclass(frozen=True, slots=True)
class _Spare:
    """How often each act was done by either and stands beside nothing yet."""

    mine: Counter[str]
    expert: Counter[str]

    def take(self, key: str) -> None:
        self.mine[key] -= 1
        self.expert[key] -= 1


def _mark(mine: Act | None, expert: Act | None, spare: _Spare) -> Mark:
    act = mine or expert
    if act is None or act.kind in UNMARKED:
        return Mark.PLAIN
    if mine and expert:
        return Mark.ALIKE if mine.says_the_same(expert) else Mark.OTHERWISE
    done_by_other = spare.expert if mine else spare.mine
    if done_by_other[act.key] > 0:
        done_by_other[act.key] -= 1
        return Mark.ELSEWHEN
    return Mark.OWN if mine else Mark.MISSED
