"""What one person's examination of twenty items costs the web server and the database, act by act.

    make exam-cost            (PEOPLE=15)

One candidate after the other reads the rules, begins, opens the page that holds all tasks, saves every answer, hands in
and reads the result. A figure is the median of the people, so that neither a first time nor a busy moment decides. The
limits: a save 2.25 ms, and the examination (start, tasks, saves, hand-in) 60 ms a person.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import academy, machine
from benchmarks.browser import Browser, Reply, Server

SAVE_LIMIT, EXAM_LIMIT = 2.25, 60.0  # milliseconds of CPU: one save, one person's examination
NEEDED = ("press start", "open the tasks", "save", "hand in")
TASKS = range(1, academy.ITEMS + 1)


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds for one person."""

    act: str
    times: int
    web: float
    database: float
    wall: float


Act = Callable[[Browser], Coroutine[None, None, list[Reply]]]


async def _read_the_rules(browser: Browser) -> list[Reply]:
    return [await browser.read_the_rules()]


async def _start(browser: Browser) -> list[Reply]:
    return [await browser.start()]


async def _open_tasks(browser: Browser) -> list[Reply]:
    return [await browser.open_task(1)]


async def _save(browser: Browser) -> list[Reply]:
    chance = Random(1)
    return [await browser.save(position, 1, browser.choice(position, chance)) for position in TASKS]


async def _overview(browser: Browser) -> list[Reply]:
    return [await browser.overview()]


async def _hand_in(browser: Browser) -> list[Reply]:
    return [await browser.hand_in()]


async def _result(browser: Browser) -> list[Reply]:
    return [await browser.result()]


ACTS: dict[str, tuple[Act, int]] = {  # what is asked, and the status that is expected
    "read the rules": (_read_the_rules, 200),
    "press start": (_start, 302),
    "open the tasks": (_open_tasks, 200),
    "save": (_save, 200),
    "overview": (_overview, 200),
    "hand in": (_hand_in, 302),
    "result": (_result, 200),
}


def cost_of(name: str, browsers: list[Browser], master: int) -> Cost:
    """The middle one of the people in each figure."""
    figures = [_cost(name, one, master) for one in browsers]
    times, *middle = (median(column) for column in zip(*figures, strict=True))
    return Cost(name, int(times), *middle)


def _cost(name: str, browser: Browser, master: int) -> tuple[float, float, float, float]:
    act, expected = ACTS[name]
    before = _used(master)
    replies = asyncio.run(act(browser))
    used = [1000 * (end - start) for start, end in zip(before, _used(master), strict=True)]
    if wrong := {reply.status for reply in replies} - {expected}:
        raise SystemExit(f"{name}: the server answered {wrong}")
    return (len(replies), *used)


def _used(master: int) -> tuple[float, float, float]:
    return machine.cpu_of_web(master), machine.cpu_of_database(), time.perf_counter()


def show(costs: list[Cost]) -> None:
    print(f"{'':<16}{'times':>6}{'web ms':>9}{'each':>8}{'database ms':>13}{'wall ms':>9}")
    for one in costs:
        web = f"{one.web:>9.1f}{one.web / one.times:>8.2f}"
        print(f"{one.act:<16}{one.times:>6}{web}{one.database:>13.1f}{one.wall:>9.0f}")
    save = next(one for one in costs if one.act == "save")
    needed = sum(one.web for one in costs if one.act in NEEDED)
    everything = sum(one.web for one in costs)
    database = sum(one.database for one in costs if one.act in NEEDED)
    beside = f", and {save.database / save.times:.2f} in the database" if database else ""
    print(f"a save                         {save.web / save.times:>8.2f} ms of CPU (limit {SAVE_LIMIT}){beside}")
    beside = f", and {database:.1f} in the database" if database else ""
    print(
        f"start, tasks, {save.times} saves, hand-in {needed:>8.1f} ms of CPU a person (limit {EXAM_LIMIT:.0f}){beside}"
    )
    print(f"with rules, overview and result{everything:>8.1f} ms of CPU a person")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=int(os.environ.get("PEOPLE", "15")))
    options = parser.parse_args()
    machine.stop_on_terminate()
    academy.set_up()
    people = academy.seat(options.people + 1)
    print(f"{options.people} people, {academy.describe()}; {machine.state()}")
    with machine.started_web(academy.HOST) as (port, master):
        server = Server(port, academy.HOST)
        browsers = [Browser(server, one.session, academy.EXAMINATION["code"]) for one in people]
        show([cost_of(name, browsers, master) for name in ACTS])
    print(f"afterwards: {machine.state()}")


if __name__ == "__main__":
    main()
