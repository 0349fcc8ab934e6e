"""What playing without thought earns: handing in at once, waiting, doing all that is offered, and acting blindly."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..casework.scenario import Scenario
from ..casework.scoring import score
from .blind_players import blind_finding
from .bots import AT_ONCE, everything_log, silent_log
from .findings import Finding, finding
from .goldens import HIGHEST_OF
from .shrinking import shrunk
from .sightings import Sightings
from .verdicts import earns_over

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
        steps = shrunk(log, partial(earns_over, scenario, variant, limit)) if total > limit else ()
        yield finding("bots", code, fault=total > limit, steps=steps, variant=variant, total=round(total, 1))
    yield blind_finding(scenario, variant, sightings, runs=runs, seed=seed)
