"""How long calibration takes, beside girth on the same answers in the same run.

    python benchmarks/calibration.py [people] [items]

One core. Medians of three runs of ours; girth is asked once, since it takes long. The truth is known, so the errors of
both are printed too. Nothing is read or written but the answers made here.
"""

import os

for library in ("OPENBLAS", "MKL", "OMP"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import statistics  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
import warnings  # noqa: E402
from collections.abc import Callable  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import numpy as np  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import girth  # noqa: E402

from assessments.domain.calibration.bank import estimate_bank  # noqa: E402
from assessments.domain.calibration.rasch import fit_rasch  # noqa: E402
from assessments.domain.calibration.two_parameter import fit_two_parameter  # noqa: E402

PEOPLE, ITEMS, RUNS, SEED = 10_000, 60, 3, 20_260_301


def main() -> None:
    people, items = (int(one) for one in sys.argv[1:3]) if len(sys.argv) == 3 else (PEOPLE, ITEMS)
    rng = np.random.default_rng(SEED)
    discriminations, difficulties = rng.lognormal(0, 0.3, items), rng.normal(size=items)
    p = 1 / (1 + np.exp(-discriminations * (rng.normal(size=people)[:, None] - difficulties)))
    answers = (rng.random((people, items)) < p).astype(float)
    print(f"{people} people, {items} items, one core; seconds of wall time (of CPU)")
    for name, ours, theirs in (
        ("Rasch", fit_rasch, girth.onepl_mml),
        ("two parameters", fit_two_parameter, girth.twopl_mml),
    ):
        seconds, cpu, found = timed(lambda fit=ours: fit(answers), RUNS)
        other_seconds, other_cpu, other = timed(lambda fit=theirs: fit(answers.T.astype(int)), 1)
        print(f"{name:16} ours {seconds:.3f} ({cpu:.3f}), girth {other_seconds:.2f} ({other_cpu:.2f}):", end=" ")
        print(f"{other_cpu / cpu:.0f} times the CPU; difficulties differ by at most", end=" ")
        print(f"{np.abs(found.difficulties - other['Difficulty']).max():.4f}")
        if ours is fit_two_parameter:
            print(f"{'':16} RMSE of difficulty: ours {rmse(found.difficulties, difficulties):.3f}, ", end="")
            print(f"girth {rmse(other['Difficulty'], difficulties):.3f}; ", end="")
            print(f"of discrimination: ours {rmse(found.discriminations, discriminations):.3f}, ", end="")
            print(f"girth {rmse(other['Discrimination'], discriminations):.3f}")
    half = np.where(rng.random(answers.shape) < 0.5, answers, np.nan)
    seconds, cpu, _ = timed(lambda: estimate_bank(half, difficulties.tolist()), RUNS)
    print(f"whole bank, each item met by half of the people: {seconds:.3f} ({cpu:.3f})")


def timed(work: Callable[[], Any], runs: int) -> tuple[float, float, Any]:
    """Median seconds of wall time and of CPU, and what the last run returned."""
    walls, cpus, found = [], [], None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(runs):
            wall, cpu = time.perf_counter(), time.process_time()
            found = work()
            walls.append(time.perf_counter() - wall)
            cpus.append(time.process_time() - cpu)
    return statistics.median(walls), statistics.median(cpus), found


def rmse(found: Any, truth: Any) -> float:
    return float(np.sqrt(np.mean((np.asarray(found) - truth) ** 2)))


if __name__ == "__main__":
    main()
