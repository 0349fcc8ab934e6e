"""How long the levels of many people take: 25 competencies each, 10 thousand, 100 thousand and a million people.

    make bench-levels          (PEOPLE=10000,100000,1000000; CORES=2)

Chunk by chunk in as many processes as there are cores; drawing the evidence is not counted. Every cell is also asked
after how many months its demand must be shown again. Prints seconds, people a second, the growth from one size to the
next, and the largest memory that a process held.
"""

import os

for library in ("OPENBLAS", "MKL", "OMP"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import resource  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from concurrent.futures import ProcessPoolExecutor  # noqa: E402
from pathlib import Path  # noqa: E402

import numpy as np  # noqa: E402
import yaml  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assessments.domain.level_model_file import describe  # noqa: E402
from assessments.domain.levels_bulk import KIND_NUMBER, Pieces, estimate_levels  # noqa: E402
from assessments.domain.levels_chunks import PEOPLE_A_CHUNK  # noqa: E402
from assessments.domain.recheck import months_until_recheck  # noqa: E402

SIZES = [int(one) for one in os.environ.get("PEOPLE", "10000,100000,1000000").split(",")]
CORES = int(os.environ.get("CORES", "2"))
COMPETENCIES, PIECES_A_CELL = 25, 2
MODEL = describe(yaml.safe_load((ROOT / "assessments/starter/level_models.yaml").read_text())[0]).model


def chunk(first: int, people: int) -> Pieces:
    rng = np.random.default_rng(first)
    learner = np.repeat(np.arange(first, first + people), COMPETENCIES * PIECES_A_CELL)
    competency = np.tile(np.repeat(np.arange(COMPETENCIES), PIECES_A_CELL), people)
    count = learner.size
    return Pieces(
        learner=learner,
        competency=competency,
        kind=rng.integers(0, len(KIND_NUMBER), count),
        value=rng.uniform(0, 5.5, count),
        age_months=rng.uniform(0, 36, count),
        half_life_months=np.array([24.0, 24.0, 12.0, 6.0])[competency % 4],
        ceiling=rng.choice([2.5, 3.5, 5.5], count),
    )


def work(first: int, people: int) -> tuple[float, float, int, int]:
    """Seconds for levels, seconds for months, cells, and kilobytes of memory at most."""
    pieces = chunk(first, people)
    required = np.random.default_rng(first).integers(1, 6, people * COMPETENCIES)
    began = time.perf_counter()
    found = estimate_levels(pieces, MODEL)
    levels = time.perf_counter()
    months_until_recheck(pieces, required, MODEL)
    ended = time.perf_counter()
    return levels - began, ended - levels, found.mean.size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    before: tuple[int, float] | None = None
    print(f"{COMPETENCIES} cells a person, {PIECES_A_CELL} pieces a cell, {CORES} processes of {PEOPLE_A_CHUNK} people")
    for size in SIZES:
        starts = list(range(0, size, PEOPLE_A_CHUNK))
        counts = [min(PEOPLE_A_CHUNK, size - start) for start in starts]
        with ProcessPoolExecutor(CORES) as office:
            done = list(office.map(work, starts, counts))
        at_once = min(CORES, len(starts))
        levels, months = sum(one[0] for one in done) / at_once, sum(one[1] for one in done) / at_once
        cells, memory = sum(one[2] for one in done), max(one[3] for one in done) * at_once / 1024
        growth = f", {levels / before[1]:.1f} times for {size / before[0]:.0f} times the people" if before else ""
        print(f"{size:9,} people, {cells:11,} cells: levels {levels:6.2f} s ({size / levels:9,.0f} people/s){growth};")
        print(f"{'':17} months until a re-check {months:6.2f} s; memory at most {memory:,.0f} MB in all")
        before = size, levels


if __name__ == "__main__":
    main()
