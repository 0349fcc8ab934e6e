"""Which item next: progressive-restricted selection under content quotas and an exposure cap (domain.md 5.6).

Early in a block luck weighs most, towards its end information; so people who know the same do not meet the same items,
and every item is used. Whatever may not be asked is shut out before. Luck comes from a seed, so each choice can be
repeated.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from .ability import PRIOR, Belief, Floats, learn
from .content import competencies_due
from .pool import Pool
from .stopping import SHORTEST, Stop, progress, reason_to_stop

FAR = 1.5  # levels: an item further than this from the estimate tells little and discourages
SHUT = -np.inf
KNOWN = 0.999  # a mark from here on counts as known; part of a multiple answer does not
BEST_SHOWN = 5  # candidates that the record of a choice names

Luck = Callable[[int, int], Floats]  # (seed, tasks so far) → a number from 0 to 1 for each item


@dataclass(frozen=True, slots=True)
class Answer:
    version_id: int
    is_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShutOut:
    """Versions that should not be asked. What is withdrawn never is; the rest gives way when nothing else is left."""

    withdrawn: Collection[int] = ()
    seen: Collection[int] = ()  # by this person, in a former placement
    worn: Collection[int] = ()  # shown to too many people


@dataclass(frozen=True, slots=True)
class Filter:
    """One step of the choice: its name and how many items it left."""

    name: str
    left: int


@dataclass(frozen=True, slots=True)
class Candidate:
    version_id: int
    information: float
    luck: float  # 0 to 1
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The item chosen and everything that led to it."""

    version_id: int
    mean: float  # of the belief before, in levels from the centre
    se: float
    seed: int
    asked: int
    weight: float  # of information; the rest is luck's
    due: tuple[str, ...]  # competencies whose turn it was
    filters: tuple[Filter, ...]
    given_way: tuple[str, ...]  # rules set aside because nothing else was left
    withdrawn: tuple[int, ...]  # versions of the pool that were out of use by then
    best: tuple[Candidate, ...] = field(repr=False)


def belief_after(pool: Pool, answers: Sequence[Answer]) -> Belief:
    return learn(PRIOR, (pool.likelihood(one.version_id, one.is_right) for one in answers))


def next_item(
    pool: Pool, answers: Sequence[Answer], *, belief: Belief, shut_out: ShutOut, seed: int, luck: Luck
) -> Choice | Stop:
    """The next task of a block, or why there is none. `belief` is what these answers led to."""
    stop = reason_to_stop(len(answers), belief.se)
    if stop is not None:
        return stop
    narrowing = _Narrowing(pool, answers, shut_out)
    if not narrowing.left or (narrowing.only_by_giving_way and len(answers) >= SHORTEST):
        return Stop.EXHAUSTED
    narrowing.keep_to_quotas(answers)
    narrowing.keep_near(belief)
    weight = progress(len(answers), belief.se)
    lots = luck(seed, len(answers))
    best = choose(pool, at=belief.nearest, weight=weight, shut=narrowing.shut, lots=lots)
    return Choice(
        version_id=pool.items[best].version_id,
        mean=belief.mean,
        se=belief.se,
        seed=seed,
        asked=len(answers),
        weight=weight,
        due=narrowing.due,
        filters=tuple(narrowing.filters),
        given_way=tuple(narrowing.given_way),
        withdrawn=tuple(sorted(shut_out.withdrawn)),
        best=_leaders(pool, at=belief.nearest, weight=weight, shut=narrowing.shut, lots=lots),
    )


def choose(pool: Pool, *, at: int, weight: float, shut: Floats, lots: Floats) -> int:
    """Place of the best item. `at`: point of the grid, `shut`: 0 or −inf for each item, `lots`: 0 to 1 for each."""
    return int(_scores(pool, at=at, weight=weight, shut=shut, lots=lots).argmax())


def draw_lots(size: int) -> Luck:
    """Numbers that depend on the seed and the number of tasks so far, and on nothing else."""

    def luck(seed: int, asked: int) -> Floats:
        return np.random.default_rng((seed, asked)).random(size)

    return luck


def _scores(pool: Pool, *, at: int, weight: float, shut: Floats, lots: Floats) -> Floats:
    scores = lots * ((1 - weight) * pool.peak[at])
    scores += weight * pool.information[at]
    scores += shut
    return scores


def _leaders(pool: Pool, *, at: int, weight: float, shut: Floats, lots: Floats) -> tuple[Candidate, ...]:
    scores = _scores(pool, at=at, weight=weight, shut=shut, lots=lots)
    places = np.argsort(-scores, kind="stable")[:BEST_SHOWN]
    return tuple(
        Candidate(
            pool.items[place].version_id,
            float(pool.information[at, place]),
            float(lots[place]),
            float(scores[place]),
        )
        for place in places
        if scores[place] != SHUT
    )


class _Narrowing:
    """From all items of the pool to those that may be asked now, with a note of each step."""

    def __init__(self, pool: Pool, answers: Sequence[Answer], shut_out: ShutOut) -> None:
        self.pool = pool
        self.shut: Floats = np.zeros(len(pool))
        self.filters: list[Filter] = [Filter("pool", len(pool))]
        self.given_way: list[str] = []
        self.due: tuple[str, ...] = ()
        self._must("asked", [one.version_id for one in answers])
        self._must("withdrawn", shut_out.withdrawn)
        self._should("seen", shut_out.seen)
        self._should("worn", shut_out.worn)
        self.only_by_giving_way = bool(self.given_way)

    @property
    def left(self) -> int:
        return int(np.count_nonzero(self.shut == 0))

    def keep_to_quotas(self, answers: Sequence[Answer]) -> None:
        asked = [self.pool.items[self.pool.place[one.version_id]].competency for one in answers]
        in_stock = [code for code, members in self.pool.groups.items() if not self.shut[members].all()]
        self.due = competencies_due(asked, in_stock)
        for code, members in self.pool.groups.items():
            if code not in self.due:
                self.shut[members] = SHUT
        self.filters.append(Filter("quota", self.left))

    def keep_near(self, belief: Belief) -> None:
        far = np.abs(self.pool.difficulty - belief.mean) > FAR
        self._narrow("far", np.where(far, SHUT, self.shut))

    def _must(self, name: str, version_ids: Collection[int]) -> None:
        self.shut[self._places(version_ids)] = SHUT
        self.filters.append(Filter(name, self.left))

    def _should(self, name: str, version_ids: Collection[int]) -> None:
        tried = self.shut.copy()
        tried[self._places(version_ids)] = SHUT
        self._narrow(name, tried)

    def _narrow(self, name: str, tried: Floats) -> None:
        """Take the narrower choice, unless it leaves nothing."""
        if np.isneginf(tried).all():
            self.given_way.append(name)
        else:
            self.shut = tried
        self.filters.append(Filter(name, self.left))

    def _places(self, version_ids: Collection[int]) -> list[int]:
        return [self.pool.place[version_id] for version_id in version_ids if version_id in self.pool.place]
