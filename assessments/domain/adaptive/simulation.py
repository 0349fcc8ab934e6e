"""How a bank would serve a placement: simulated people of known ability, one block each, on the real algorithm."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..levels import CENTRE
from .ability import PRIOR, Belief, level_at
from .exposure import worn
from .outcome import read_area, read_competencies
from .pool import Pool, PoolItem
from .selection import Answer, Choice, ShutOut, draw_lots, next_item


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What is true of the simulated people, beyond the model that the placement believes in."""

    guessing: float = 0.0  # chance of a right answer without knowledge
    difference: float = 0.0  # levels by which the competencies of an area differ within a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Figures of one area over all simulated people; errors in levels, shares from 0 to 1."""

    area: str
    items: int
    people: int
    mean_length: float
    rmse: float
    bias: float
    in_range: float  # people whose true level of the area lies in the range told
    competency_in_range: float  # the same for the competencies of which something was told
    competency_told: float  # competencies of which something was told
    highest_exposure: float
    mean_exposure: float
    unused: int
    overlap: float  # share of one person's tasks that another one met too, on average


@dataclass(slots=True)
class _Tally:
    lengths: list[int]
    errors: list[float]
    hits: list[bool]
    competency_hits: list[bool]
    competencies: int
    shown: Counter[int]


def simulate(area: str, pool: Pool, *, people: int, seed: int, world: World) -> Report:
    """Deterministic by seed. Abilities come from the prior, N(0, 1) in levels from the centre."""
    rng, luck = np.random.default_rng(seed), draw_lots(len(pool))
    tally = _Tally([], [], [], [], 0, Counter())
    for number in range(people):
        ability = float(rng.normal())
        apart = {code: world.difference * float(rng.normal()) for code in pool.groups}
        barred = ShutOut(worn=worn(tally.shown, number))
        answers: list[Answer] = []
        belief = PRIOR
        while isinstance(
            step := next_item(pool, answers, belief=belief, shut_out=barred, seed=seed + number, luck=luck), Choice
        ):
            item = pool.items[pool.place[step.version_id]]
            is_right = bool(rng.random() < _chance(item, ability + apart[item.competency], world))
            answers.append(Answer(item.version_id, is_right))
            belief = belief.after(pool.likelihood(item.version_id, is_right))
        _note(tally, pool, answers, belief=belief, ability=ability, apart=apart)
    return _report(area, pool, tally, people)


def _chance(item: PoolItem, ability: float, world: World) -> float:
    knows = 1 / (1 + np.exp(-item.discrimination * (ability - item.difficulty)))
    return float(world.guessing + (1 - world.guessing) * knows)


def _note(
    tally: _Tally, pool: Pool, answers: list[Answer], *, belief: Belief, ability: float, apart: Mapping[str, float]
) -> None:
    tally.shown.update(one.version_id for one in answers)
    tally.lengths.append(len(answers))
    tally.errors.append(belief.mean - ability)
    area = read_area("", pool, answers)
    tally.hits.append(area.low <= level_at(CENTRE + ability) <= area.high)
    told = [one for one in read_competencies(pool, answers) if one.says_enough]
    tally.competencies += len(pool.groups)
    tally.competency_hits += [one.low <= level_at(CENTRE + ability + apart[one.code]) <= one.high for one in told]


def _report(area: str, pool: Pool, tally: _Tally, people: int) -> Report:
    counts = np.array([tally.shown[item.version_id] for item in pool.items], dtype=float)
    shown, errors = counts.sum(), np.array(tally.errors)
    shared = (counts * (counts - 1)).sum() / max(1, people - 1)
    return Report(
        area=area,
        items=len(pool),
        people=people,
        mean_length=float(np.mean(tally.lengths)),
        rmse=float(np.sqrt((errors**2).mean())),
        bias=float(errors.mean()),
        in_range=float(np.mean(tally.hits)),
        competency_in_range=float(np.mean(tally.competency_hits)) if tally.competency_hits else 0.0,
        competency_told=len(tally.competency_hits) / max(1, tally.competencies),
        highest_exposure=float(counts.max(initial=0) / people),
        mean_exposure=float(counts.mean() / people) if len(pool) else 0.0,
        unused=int((counts == 0).sum()),
        overlap=float(shared / shown) if shown else 0.0,
    )
