"""What a finished block says, of the area and of each competency, and when it does not say enough."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import hypot
from typing import Any

from ..levels import LEVELS
from .ability import PRIOR, Belief, learn, normal
from .pool import Pool
from .selection import Answer, belief_after

# How far the competencies of one area differ within a person, in levels: an assumption, as are the validities of
# `domain.levels`. It stands for a correlation of about .73 between two competencies of an area.
DIFFERENCE = 0.6
FEWEST_TASKS = 2  # on a competency itself; the rest is read off its neighbours
WIDEST = 2  # levels between the ends of a range that still says something


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is believed of one area or competency. The range holds the true level with 90 % certainty."""

    code: str
    tasks: int
    mean: float  # on the level scale
    se: float  # levels
    low: int  # 0 stands for below level 1
    high: int
    at_least: tuple[float, ...]  # probability of level 1 … 5 or more
    says_enough: bool

    def probability(self, level: int) -> float:
        return self.at_least[level - 1]


def read_area(code: str, pool: Pool, answers: Sequence[Answer]) -> Reading:
    return _reading(code, belief_after(pool, answers), tasks=len(answers))


def read_competencies(pool: Pool, answers: Sequence[Answer]) -> list[Reading]:
    """One reading for each competency of the pool, in its order.

    What the other tasks of the area show is taken as a first guess, as wide as competencies differ; the competency's
    own tasks then move it. No task counts twice.
    """
    return [
        _reading(code, _belief_about(code, pool, answers), tasks=len(_own(code, pool, answers))) for code in pool.groups
    ]


def to_data(reading: Reading) -> dict[str, Any]:
    return asdict(reading)


def from_data(data: dict[str, Any]) -> Reading:
    return Reading(**{**data, "at_least": tuple(data["at_least"])})


def _own(code: str, pool: Pool, answers: Sequence[Answer]) -> list[Answer]:
    return [one for one in answers if pool.items[pool.place[one.version_id]].competency == code]


def _belief_about(code: str, pool: Pool, answers: Sequence[Answer]) -> Belief:
    own = _own(code, pool, answers)
    around = belief_after(pool, [one for one in answers if one not in own]) if len(own) < len(answers) else PRIOR
    guess = normal(around.mean, hypot(around.se, DIFFERENCE))
    return learn(guess, (pool.likelihood(one.version_id, one.is_right) for one in own))


def _reading(code: str, belief: Belief, *, tasks: int) -> Reading:
    low, high = belief.levels
    return Reading(
        code=code,
        tasks=tasks,
        mean=belief.on_level_scale,
        se=belief.se,
        low=low,
        high=high,
        at_least=tuple(belief.at_least(level) for level in LEVELS),
        says_enough=tasks >= FEWEST_TASKS and high - low <= WIDEST,
    )
