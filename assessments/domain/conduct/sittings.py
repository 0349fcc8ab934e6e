"""A finished sitting as the indicators read it: nothing but what an examination keeps anyway."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from .tails import Floats, Ints

FEWEST_SITTINGS = 30  # with fewer there is no group to compare anybody with; as for all statistics of the bank
FEWEST_ANSWERS = 30  # to one task


class Indicator(StrEnum):
    EFFORT = "effort"
    EXPOSED = "exposed"
    SIMILAR = "similar"
    IN_STEP = "in_step"
    GAIN = "gain"


class Source(StrEnum):
    """What an indicator rests on; two that share a source say the same thing twice."""

    TIMES = "times"
    ANSWERS = "answers"
    SCORES = "scores"


SOURCE_OF: Mapping[Indicator, Source] = {
    Indicator.EFFORT: Source.TIMES,
    Indicator.EXPOSED: Source.TIMES,
    Indicator.IN_STEP: Source.TIMES,
    Indicator.SIMILAR: Source.ANSWERS,
    Indicator.GAIN: Source.SCORES,
}
OF_PAIRS = frozenset({Indicator.SIMILAR, Indicator.IN_STEP})


class Silence(StrEnum):
    """Why an indicator says nothing about anybody."""

    FEW_SITTINGS = "few_sittings"
    FEW_ANSWERS = "few_answers"
    NO_FRESH_ITEMS = "no_fresh_items"
    NO_PAIRS = "no_pairs"
    NO_RETAKES = "no_retakes"


@dataclass(frozen=True, slots=True)
class Answer:
    """One task of one sitting."""

    mark: float | None  # None where it does not count
    option: str | None = None  # of a task with one right option; None for other kinds and where nothing was chosen
    seconds: float | None = None  # over the task, where it is known
    moment: float | None = None  # share of the own working time that was over when it was answered last


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    key: int
    learner: int
    began: float  # seconds of any clock
    ended: float
    times_count: bool  # False for who was granted anything, and where the clock stood still
    answers: Mapping[int, Answer]  # task → answer
    points: float = 0.0
    possible: float = 0.0

    @property
    def share(self) -> float:
        return self.points / self.possible if self.possible else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """One indicator on everybody it can say something about."""

    indicator: Indicator
    subjects: Ints  # one row a test: the keys of one or two sittings
    p: Floats
    facts: Mapping[str, Floats] = field(default_factory=dict)  # name → one value a test
    silence: Silence | None = None  # set only where nothing was tested

    @property
    def is_of_pairs(self) -> bool:
        return self.indicator in OF_PAIRS


def silent(indicator: Indicator, reason: Silence) -> Tested:
    width = 2 if indicator in OF_PAIRS else 1
    return Tested(indicator=indicator, subjects=np.empty((0, width), dtype=np.int64), p=np.empty(0), silence=reason)


def tasks_in(sittings: Sequence[Sitting]) -> dict[int, int]:
    """Task → its column, for every task that anybody met."""
    return {task: column for column, task in enumerate(sorted({task for one in sittings for task in one.answers}))}
