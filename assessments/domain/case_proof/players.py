"""What playing without thought earns: handing in at once, waiting, doing all that is offered, and acting blindly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from random import Random
from typing import Any

from ..casework.scenario import Scenario
from ..casework.scoring import score, score_state
from ..casework.state import Action
from .blind import Blind
from .bots import AT_ONCE, everything_log, random_walk, silent_log
from .findings import Finding, finding
from .goldens import HIGHEST_OF
from .shrinking import Log, shrunk
from .sightings import Sightings

RANDOM_LENGTH = 25  # acts
HIGHEST_RANDOM_MEAN = 30.0  # points of 100
HIGHEST_IDLE_SCORE = 10.0  # points for doing nothing at all


def player_findings(
    scenario: Scenario, variant: str, sightings: Sightings, *, runs: int, seed: int
) -> Iterator[Finding]:
    case = scenario.case(variant)
    derived = (
        ("at_once", [*AT_ONCE], HIGHEST_IDLE_SCORE),
        ("silent", silent_log(case), HIGHEST_IDLE_SCORE),
        ("everything", everything_log(case), HIGHEST_OF["do_everything"]),
    )
    for code, log, limit in derived:
        sightings.play(log)
        total = score(scenario, variant, log).total
        steps = shrunk(log, partial(_earns_over, scenario, variant, limit)) if total > limit else ()
        yield finding("bots", code, fault=total > limit, steps=steps, variant=variant, total=round(total, 1))
    yield _random(scenario, variant, sightings, runs=runs, seed=seed)


def _random(scenario: Scenario, variant: str, sightings: Sightings, *, runs: int, seed: int) -> Finding:
    blind = Blind()
    for number in range(runs):
        log: list[Action] = []
        for action, state in random_walk(scenario.case(variant), Random(seed + number), length=RANDOM_LENGTH):  # noqa: S311
            log.append(action)
            sightings.see(state, partial(tuple, log))
        blind.add(score_state(scenario, variant, state), tuple(log))
    steps: Log = ()
    if blind.pass_too_often:
        steps = shrunk(blind.best_to_pass, partial(_passes, scenario, variant))
    elif blind.mean > HIGHEST_RANDOM_MEAN:
        steps = shrunk(blind.best, partial(_earns_over, scenario, variant, HIGHEST_RANDOM_MEAN))
    detail: dict[str, Any] = {
        "mean": round(blind.mean, 1),
        "highest": round(blind.highest, 1),
        "passing": blind.passing,
        "runs": runs,
    }
    return finding("bots", "random", fault=bool(steps), steps=steps, variant=variant, **detail)


def _earns_over(scenario: Scenario, variant: str, limit: float, log: Sequence[Action]) -> bool:
    return score(scenario, variant, log).total > limit


def _passes(scenario: Scenario, variant: str, log: Sequence[Action]) -> bool:
    return score(scenario, variant, log).passed
