"""An attempt's result: points in all and by competency, from keys and stored answers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .cut_scores import value_on_level_scale
from .equating.conversion import Conversion
from .items.parts import Reply
from .items.registry import Keyed

ITEMS_FOR_A_CLAIM = 5  # fewer items on a competency say too little to count as evidence


class Ruling(StrEnum):
    """How an item is to be marked; anything but "scored" was decided by two people (docs/decisions/0011)."""

    SCORED = "scored"  # by its key
    NOT_COUNTED = "not_counted"  # as if it had not been drawn
    FULL_MARK = "full_mark"  # whatever was answered


@dataclass(frozen=True, slots=True)
class Task:
    """One drawn item with its key, on the server only."""

    position: int
    competency: str
    item: Keyed
    ruling: Ruling = Ruling.SCORED
    is_scored: bool = True  # items on trial are marked, but earn nothing and cost nothing
    given: float = 0.0  # 0 to 1, by people, where people mark


@dataclass(frozen=True, slots=True)
class Part:
    """Points earned on one competency."""

    competency: str
    earned: float
    items: int

    @property
    def share(self) -> float:
        return self.earned / self.items

    @property
    def supports_a_claim(self) -> bool:
        return self.items >= ITEMS_FOR_A_CLAIM

    def value(self, cuts: Mapping[int, float]) -> float:
        """On the level scale, through the cut scores of the examination."""
        return value_on_level_scale(self.share, cuts)


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    marks: Mapping[int, float]  # position → 0 to 1, items on trial included; a place that does not count has none
    parts: tuple[Part, ...]
    unscored: frozenset[int] = frozenset()  # positions of items on trial

    @property
    def earned(self) -> float:
        return sum(mark for position, mark in self.marks.items() if position not in self.unscored)

    @property
    def possible(self) -> int:
        return len(self.marks) - len(self.unscored)

    def equated(self, conversion: Conversion | None) -> float | None:
        """Points as they count on the reference form; None where there is none."""
        if conversion is None or not self.possible:
            return None if conversion is None else 0.0
        return conversion.share(self.earned / self.possible) * self.possible

    def has_passed(self, cut: float, conversion: Conversion | None = None) -> bool:
        """`cut` is a share; a rounding error of the sum must fail nobody."""
        equated = self.equated(conversion)
        counted = self.earned if equated is None else equated
        return self.possible > 0 and counted / self.possible >= cut - 1e-9


def score(tasks: Sequence[Task], replies: Mapping[int, Reply]) -> ScoreSheet:
    """Mark every drawn item that counts; what was not answered earns nothing."""
    counted = [task for task in tasks if task.ruling is not Ruling.NOT_COUNTED]
    marks = {task.position: _mark(task, replies.get(task.position, {})) for task in counted}
    earned: dict[str, list[float]] = defaultdict(list)
    for task in (one for one in counted if one.is_scored):
        earned[task.competency].append(marks[task.position])
    parts = tuple(Part(code, sum(points), len(points)) for code, points in sorted(earned.items()))
    return ScoreSheet(marks, parts, frozenset(task.position for task in counted if not task.is_scored))


def _mark(task: Task, reply: Reply) -> float:
    if task.ruling is Ruling.FULL_MARK:
        return 1.0
    return task.given if task.item.is_marked_by_people else task.item.mark(reply)
