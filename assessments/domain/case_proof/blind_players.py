"""What players that choose by lot earn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any

from ..casework.scenario import Scenario
from ..casework.scoring import Score, score_state
from ..casework.state import Action
from .bots import random_walk
from .findings import Finding, finding
from .shrinking import Log, shrunk
from .sightings import Sightings
from .verdicts import earns_over, passes

RANDOM_LENGTH = 25  # acts
HIGHEST_RANDOM_MEAN = 30.0  # points of 100
HIGHEST_SHARE_OF_PASSING_BOTS = 0.001


@dataclass(slots=True)
class _Blind:
    """The runs of players that choose by lot."""

    runs: int = 0
    total: float = 0.0
    passing: int = 0
    highest: float = -1.0
    best: Log = ()
    best_to_pass: Log = ()

    @property
    def mean(self) -> float:
        return self.total / self.runs if self.runs else 0.0

    @property
    def pass_too_often(self) -> bool:
        return self.passing > self.runs * HIGHEST_SHARE_OF_PASSING_BOTS

    def add(self, result: Score, log: Log) -> None:
        self.runs += 1
        self.total += result.total
        if result.total > self.highest:
            self.highest, self.best = result.total, log
        if result.passed:
            self.passing, self.best_to_pass = self.passing + 1, log


def blind_finding(scenario: Scenario, variant: str, sightings: Sightings, *, runs: int, seed: int) -> Finding:
    blind = _Blind()
    for number in range(runs):
        log: list[Action] = []
        for action, state in random_walk(scenario.case(variant), Random(seed + number), length=RANDOM_LENGTH):  # noqa: S311
            log.append(action)
            sightings.see(state, partial(tuple, log))
        blind.add(score_state(scenario, variant, state), tuple(log))
    steps: Log = ()
    if blind.pass_too_often:
        steps = shrunk(blind.best_to_pass, partial(passes, scenario, variant))
    elif blind.mean > HIGHEST_RANDOM_MEAN:
        steps = shrunk(blind.best, partial(earns_over, scenario, variant, HIGHEST_RANDOM_MEAN))
    detail: dict[str, Any] = {
        "mean": round(blind.mean, 1),
        "highest": round(blind.highest, 1),
        "passing": blind.passing,
        "runs": runs,
    }
    return finding("bots", "random", fault=bool(steps), steps=steps, variant=variant, **detail)
