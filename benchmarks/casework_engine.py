"""What the engine of simulated cases does in a second of CPU: acts replayed, states searched, thoughtless runs played.

    make bench-casework            (ROUNDS=5)

Every scenario of the starter academy is measured by itself, without database or web server. A figure is the median of
ROUNDS rounds, in seconds of CPU of this process, so that other work on the machine weighs less. "acts" replays all
scripted runs of all variants, "states" and "edges" are those of a breadth-first search cut off at SEARCHED control
states, "bots" plays random runs of 25 acts and scores each, "views" renders the desk in English at each stage of the
expert's run. The limit is the design's: 5,000 acts a second.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assessments.domain.case_proof.bots import random_walk  # noqa: E402
from assessments.domain.case_proof.search import explore  # noqa: E402
from assessments.domain.case_proof.sightings import Sightings  # noqa: E402
from assessments.domain.casework.loading import assemble, load_scenario  # noqa: E402
from assessments.domain.casework.reducer import states  # noqa: E402
from assessments.domain.casework.scenario import Scenario  # noqa: E402
from assessments.domain.casework.scoring import score_state  # noqa: E402
from assessments.domain.casework.view import view  # noqa: E402

STARTER = ROOT / "assessments" / "starter" / "scenarios"
ROUNDS = int(os.environ.get("ROUNDS", "5"))
SEARCHED, BOTS, LENGTH = 1_000, 60, 25
ACTS_WANTED = 5_000  # a second

Work = Callable[[Scenario], dict[str, int]]  # how many of each were done


def main() -> None:
    print(f"medians of {ROUNDS} rounds, each per second of CPU, load {os.getloadavg()[0]:.1f}")
    slowest = min(report(folder) for folder in sorted(STARTER.iterdir()) if folder.is_dir())
    if slowest < ACTS_WANTED:
        raise SystemExit(f"{slowest:,.0f} acts a second; {ACTS_WANTED:,} are wanted")


def report(folder: Path) -> float:
    """Prints a line and answers with the acts a second."""
    scenario = read(folder)
    rates = {name: rate for work in (replays, searches, bots, views) for name, rate in measure(work, scenario).items()}
    print(f"  {folder.name:<8}" + "".join(f"{rate:12,.0f} {name}" for name, rate in rates.items()))
    return rates["acts"]


def read(folder: Path) -> Scenario:
    files = sorted(folder.glob("*.yaml"))
    return load_scenario(assemble(yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader) for file in files))


def measure(work: Work, scenario: Scenario) -> dict[str, float]:
    rounds: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        began = time.process_time()
        done = work(scenario)
        seconds = time.process_time() - began
        for name, count in done.items():
            rounds.setdefault(name, []).append(count / seconds)
    return {name: statistics.median(rates) for name, rates in rounds.items()}


def replays(scenario: Scenario) -> dict[str, int]:
    logs = [(case, golden.play) for case in scenario.cases.values() for golden in case.goldens.values()]
    for case, play in logs:
        for _ in states(case, play):
            pass
    return {"acts": sum(len(play) for _, play in logs)}


def searches(scenario: Scenario) -> dict[str, int]:
    variant, case = next(iter(scenario.cases.items()))
    seen = Sightings(scenario, variant)
    for golden in case.goldens.values():
        seen.play(golden.play)
    found = explore(case, seen, budget=SEARCHED)
    return {"states": found.states, "edges": found.edges}


def bots(scenario: Scenario) -> dict[str, int]:
    variant, case = next(iter(scenario.cases.items()))
    for seed in range(BOTS):
        for _, state in random_walk(case, Random(seed), length=LENGTH):
            last = state
        score_state(scenario, variant, last)
    return {"bots": BOTS}


def views(scenario: Scenario) -> dict[str, int]:
    variant, case = next(iter(scenario.cases.items()))
    stages = list(states(case, case.goldens["expert"].play))
    for state in stages:
        view(scenario, variant, state, "en")
    return {"views": len(stages)}


if __name__ == "__main__":
    main()
