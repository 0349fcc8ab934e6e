"""Candidates at work all at once, and candidates who all begin at once.

    make load TAKERS=300      each opens the tasks and saves an answer every 15 seconds, for MINUTES=3
    make herd TAKERS=300      all press start within 10 seconds, each at a moment of its own

The web server is started as shipped, under production settings, on SQLite or the PostgreSQL of DATABASE_URL. People,
sessions and, for `load`, started sittings are prepared before the clock runs. A latency is from the first byte of the
question to the last byte of the answer, with the connection; everything but the expected status is an error. The run
ends by itself: what cannot be done in the time is counted, not waited for.
"""

import argparse
import asyncio
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import quantiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import academy, machine
from benchmarks.browser import Browser, Lost, Reply, Server

EVERY = 15.0  # seconds between two answers of one person
HERD_SECONDS = 10.0
AT_ONCE = 8  # people who are prepared side by side


@dataclass
class Times:
    """Seconds, by what was asked for; and what went wrong."""

    of: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    async def take(self, name: str, asked: Coroutine[None, None, Reply], expected: int) -> bool:
        try:
            reply = await asked
        except Lost:
            self.errors[f"{name}: no reply"] += 1
            return False
        if reply.status != expected:
            self.errors[f"{name}: {reply.status}"] += 1
            return False
        self.of[name].append(reply.seconds)
        return True

    def print(self) -> None:
        print(f"{'':<14}{'count':>7}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'max ms':>9}")
        for name, seconds in self.of.items():
            cuts = quantiles(seconds, n=100) if len(seconds) > 1 else seconds * 99
            figures = [1000 * one for one in (cuts[49], cuts[94], cuts[98], max(seconds))]
            print(f"{name:<14}{len(seconds):>7}" + "".join(f"{one:>9.0f}" for one in figures))
        print(f"errors {sum(self.errors.values())}" + "".join(f"; {one} × {n}" for one, n in self.errors.items()))


async def work(browser: Browser, times: Times, chance: Random, until: float) -> None:
    """Answer after answer until the time is up, at a steady pace from a first moment of one's own."""
    seq = 1
    due = time.monotonic() + chance.uniform(0, EVERY)
    await asyncio.sleep(due - time.monotonic())
    if not await times.take("open the tasks", browser.open_task(1), 200):
        return
    while due < until:
        position = seq % academy.ITEMS + 1
        await times.take("save", browser.save(position, seq, browser.choice(position, chance)), 200)
        seq, due = seq + 1, due + EVERY
        await asyncio.sleep(due - time.monotonic())


async def begin(browser: Browser, times: Times, delay: float) -> None:
    await asyncio.sleep(delay)
    began = time.perf_counter()
    if await times.take("press start", browser.start(), 302) and await times.take(
        "first task", browser.open_task(1), 200
    ):
        times.of["both"].append(time.perf_counter() - began)


async def in_groups(acts: list[Coroutine[None, None, Reply]], expected: int) -> None:
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(act: Coroutine[None, None, Reply]) -> None:
        async with gate:
            status = (await act).status
            if status != expected:
                raise SystemExit(f"preparing the run: the server answered {status}")

    await asyncio.gather(*(one(act) for act in acts))


async def load(browsers: list[Browser], times: Times, minutes: float) -> None:
    until = time.monotonic() + 60 * minutes
    await asyncio.gather(*(work(one, times, Random(number), until) for number, one in enumerate(browsers)))


async def herd(browsers: list[Browser], times: Times) -> None:
    chance = Random(1)
    await asyncio.gather(*(begin(one, times, chance.uniform(0, HERD_SECONDS)) for one in browsers))


async def prepare(browsers: list[Browser], *, start: bool) -> None:
    await in_groups([one.read_the_rules() for one in browsers], 200)
    if start:
        await in_groups([one.start() for one in browsers], 302)


def measure(browsers: list[Browser], master: int, options: argparse.Namespace) -> None:
    times = Times()
    asyncio.run(prepare(browsers, start=not options.herd))
    before = used_so_far(master)
    asyncio.run(herd(browsers, times) if options.herd else load(browsers, times, options.minutes))
    seconds, web, database, client = (end - start for start, end in zip(before, used_so_far(master), strict=True))
    times.print()
    print(f"{seconds:.0f} s; CPU seconds: web {web:.1f}, database {database:.1f}, these takers {client:.1f}")


def used_so_far(master: int) -> tuple[float, float, float, float]:
    """Seconds: by the clock, and of CPU of the web processes, the database and this one."""
    return time.monotonic(), machine.cpu_of_web(master), machine.cpu_of_database(), own_cpu()


def own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--herd", action="store_true", help="all begin at once")
    parser.add_argument("--takers", type=int, default=int(os.environ.get("TAKERS", "300")))
    parser.add_argument("--minutes", type=float, default=float(os.environ.get("MINUTES", "3")))
    options = parser.parse_args()
    machine.stop_on_terminate()
    academy.set_up()
    people = academy.seat(options.takers)
    print(f"{options.takers} takers, {academy.describe()}; {machine.state()}")
    with machine.started_web(academy.HOST) as (port, master):
        server = Server(port, academy.HOST)
        browsers = [Browser(server, one.session, academy.EXAMINATION["code"]) for one in people]
        measure(browsers, master, options)
    print(f"afterwards: {machine.state()}")


if __name__ == "__main__":
    main()
