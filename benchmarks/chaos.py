"""Candidates at work while the academy's processes are killed at random: nothing acknowledged may be missing.

    make chaos-kill N=200     (TAKERS=40, MINUTES=20 at most)

Web and background process are started as shipped, under production settings. A kill is SIGKILL to a web worker, to the
web master with all its workers, or to the background process, and on PostgreSQL now and then the end of all connections
of the database; what fell is started again. Each kill falls among answers: some were acknowledged since the last one.
Takers begin, answer, send again what was not acknowledged (as the player does) and hand in; then the next person sits
down. In the end the ledger is compared with the database (ledger.py).
"""

import argparse
import asyncio
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import academy, machine
from benchmarks.browser import Browser, Lost, Reply, Server
from benchmarks.ledger import Ledger, audit
from lms.base.processes import background, web
from lms.base.supervisor import Child

BETWEEN_KILLS = (1, 30)  # acknowledged answers
LOOK = 0.01  # seconds
BETWEEN_ANSWERS = (0.05, 1.0)  # seconds
SEND_AGAIN = 0.5  # seconds
SITTINGS_A_TAKER = 25
TASKS_ANSWERED, ANSWERS_A_TASK = 6, 2


@dataclass
class Academy:
    """Both processes; whatever falls is started again, and nothing is asked of it that the product does not do."""

    port: int
    web: Child = field(init=False)
    background: Child = field(init=False)
    killed: Counter[str] = field(default_factory=Counter)

    def start_web(self) -> None:
        self.web = web("127.0.0.1", self.port)
        self.web.start()

    def start_background(self) -> None:
        self.background = background()
        self.background.start()

    def kill(self, chance: Random) -> None:
        targets = ["web worker", "web worker", "web worker", "web master", "background"]
        if academy.is_postgresql():
            targets.append("connections")
        what = chance.choice(targets)
        {
            "web worker": lambda: self._kill_worker(chance),
            "web master": self._kill_web,
            "background": self._kill_background,
            "connections": academy.end_connections,
        }[what]()
        self.killed[what] += 1

    def stop(self) -> None:
        for child in (self.web, self.background):
            child.stop(at_once=False)
        for child in (self.web, self.background):
            if child.process is not None:
                child.process.wait(timeout=30)
            child.end_group()

    def _kill_worker(self, chance: Random) -> None:
        workers = machine.children_of(_pid(self.web))
        if workers:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)

    def _kill_web(self) -> None:
        _kill(self.web)
        self.start_web()

    def _kill_background(self) -> None:
        _kill(self.background)
        self.start_background()


def _pid(child: Child) -> int:
    if child.process is None:
        raise RuntimeError(f"{child.name} was not started")
    return child.process.pid


def _kill(child: Child) -> None:
    os.kill(_pid(child), signal.SIGKILL)
    if child.process is not None:
        child.process.wait()
    child.end_group()


class Taker:
    """One chair: people sit down on it one after the other."""

    def __init__(self, number: int, server: Server, people: list[academy.Person], ledger: Ledger) -> None:
        self.chance, self.server, self.people, self.ledger = Random(number), server, people, ledger
        self.acknowledged = self.sent_again = 0

    async def sit(self, until: asyncio.Event) -> None:
        for person in self.people:
            browser = Browser(self.server, person.session, academy.EXAMINATION["code"])
            await self._until_done(browser.start, 302)
            for position in self.chance.sample(range(1, academy.ITEMS + 1), TASKS_ANSWERED):
                await self._until_done(partial(browser.open_task, position), 200)
                for seq in range(1, ANSWERS_A_TASK + 1):
                    if until.is_set():
                        return
                    await self._answer(browser, position, seq)
            await self._until_done(browser.hand_in, 302)
            self.ledger.write(what="handed in", attempt=browser.attempt)

    async def _answer(self, browser: Browser, position: int, seq: int) -> None:
        await asyncio.sleep(self.chance.uniform(*BETWEEN_ANSWERS))
        value = browser.choice(position, self.chance)
        self.ledger.write(what="sent", attempt=browser.attempt, position=position, seq=seq, value=value)
        reply = await self._until_done(partial(browser.save, position, seq, value), 200)
        held = reply.json()
        self.ledger.write(
            what="saved", attempt=browser.attempt, position=position, seq=held["seq"], receipt=held["receipt"]
        )
        self.acknowledged += 1

    async def _until_done(self, ask: Callable[[], Awaitable[Reply]], expected: int) -> Reply:
        """A lost reply or a fault of the server is tried again, as the player does; anything else ends the run."""
        while True:
            try:
                reply = await ask()
            except Lost:
                reply = None
            if reply is not None and reply.status == expected:
                return reply
            if reply is not None and reply.status < 500:
                raise SystemExit(f"the server answered {reply.status} {reply.location}: {reply.body[:300]!r}")
            self.sent_again += 1
            await asyncio.sleep(SEND_AGAIN)


async def disturb(running: Academy, takers: list[Taker], options: argparse.Namespace, over: asyncio.Event) -> None:
    chance, ends = Random(options.kills), time.monotonic() + 60 * options.minutes
    due = 0
    try:
        while running.killed.total() < options.kills:
            due += chance.randint(*BETWEEN_KILLS)
            while (so_far := sum(one.acknowledged for one in takers)) < due:
                if time.monotonic() > ends:
                    return
                await asyncio.sleep(LOOK)
            due = so_far
            await asyncio.to_thread(running.kill, chance)
    finally:
        over.set()


async def run(running: Academy, takers: list[Taker], options: argparse.Namespace) -> None:
    over = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(disturb(running, takers, options, over))
        for one in takers:
            group.create_task(one.sit(over))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=int(os.environ.get("N", "200")))
    parser.add_argument("--takers", type=int, default=int(os.environ.get("TAKERS", "40")))
    parser.add_argument("--minutes", type=float, default=float(os.environ.get("MINUTES", "20")), help="at most")
    options = parser.parse_args()
    machine.stop_on_terminate()
    academy.set_up()
    people = academy.seat(options.takers * SITTINGS_A_TAKER)
    ledger = Ledger(academy.DATA / "ledger.jsonl")
    running = Academy(machine.free_port())
    server = Server(running.port, academy.HOST)
    chairs = [people[number :: options.takers] for number in range(options.takers)]
    takers = [Taker(number, server, seats, ledger) for number, seats in enumerate(chairs)]
    print(f"{options.takers} takers, {academy.describe()}; {machine.state()}", flush=True)
    academy.hang_up()
    began = time.monotonic()
    running.start_web()
    running.start_background()
    try:
        machine.wait_for(running.port, academy.HOST)
        asyncio.run(run(running, takers, options))
    finally:
        running.stop()
    kinds = ", ".join(f"{what} {count}" for what, count in sorted(running.killed.items()))
    print(f"{running.killed.total()} kills ({kinds}) in {time.monotonic() - began:.0f} s")
    print(f"requests sent again         {sum(one.sent_again for one in takers):>8}")
    found = audit(ledger.lines())
    found.print()
    print(f"afterwards: {machine.state()}")
    sys.exit(0 if found.is_clean else 1)


if __name__ == "__main__":
    main()
