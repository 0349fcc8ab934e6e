"""People at work on simulated cases, an act every ten seconds each.

    make bench-desk PEOPLE=50      for MINUTES=3, each with ACTS=60 acts behind them

The web server is started as shipped, under production settings, on SQLite or the PostgreSQL of DATABASE_URL. Runs of
the shipped cases are prepared before the clock runs. An act is posted and the page it leads to is asked for, each over
a connection of its own; every third act is preceded by a letter's live draft. A latency is from the first byte of the
question to the last byte of the answer; everything but the expected status is an error. Before that, the cost of
replaying such a log is measured in this process.
"""

import argparse
import asyncio
import os
import secrets
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import academy, machine
from benchmarks.browser import COOKIE, CSRF, Reply, Server
from benchmarks.load import Times, used_so_far

# Django is set up once benchmarks.academy has been imported.
from django.utils import timezone  # isort: skip

from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scenario import Scenario as Script
from assessments.domain.casework.view import view
from assessments.management.commands.load_cases import STARTER
from assessments.models import CaseAction, CaseRun, Scenario
from assessments.selectors.scenarios import script_of
from assessments.services.case_loading import Signatories, VersionTaken, load_version, read_definition
from assessments.services.casework import start_practice
from lms.people.models import User

EVERY = 10.0  # seconds between two acts of one person
ROUNDS = 200  # of the replay measured alone

Act = Mapping[str, Any]


@dataclass
class Officer:
    """One person at one desk; `seen` acts are made, and `acts` come in turn for ever."""

    server: Server
    session: str
    desk: str
    letter: str
    acts: Sequence[Act]
    seen: int
    csrf: str = field(default_factory=lambda: secrets.token_hex(16))

    async def act(self, act: Act) -> Reply:
        part = {"look_up": "tool", "open": "document", "check": "checklist"}[act["type"]]
        form = [("seen", str(self.seen)), ("type", act["type"]), (part, act[part])]
        form += [(name, act[name]) for name in ("purpose", "basis") if name in act]
        for item, mark in act.get("marks", {}).items():
            form += [(f"mark-{item}", mark["value"]), (f"source-{item}", mark.get("source") or "")]
        reply = await self._ask("POST", f"{self.desk}act/", form)
        self.seen += reply.status == 302
        return reply

    async def look(self, address: str) -> Reply:
        return await self._ask("GET", address.partition("#")[0])

    async def draft(self) -> Reply:
        return await self._ask("POST", f"{self.desk}letters/{self.letter}/", [("go", "draft")])

    async def _ask(self, method: str, path: str, form: Sequence[tuple[str, str]] = ()) -> Reply:
        headers = {"Cookie": f"{COOKIE}={self.session}; {CSRF}={self.csrf}", "Accept-Encoding": "gzip"}
        if method == "POST":
            headers |= {"X-CSRFToken": self.csrf, "Referer": f"https://{self.server.host}{path}"}
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return await self.server.ask(method, path, headers, urlencode(form).encode())


def begun(script: Script, variant: str) -> Sequence[Act]:
    """Half of the expert's line: time is left to act in."""
    play = script.case(variant).goldens["expert"].play
    return play[: len(play) // 2]


def harmless(script: Script, variant: str) -> list[Act]:
    """Acts of it that may be done again and again without ending the case."""
    return [act for act in begun(script, variant) if act["type"] in ("look_up", "open", "check")]


def log_of_length(script: Script, variant: str, length: int) -> list[Act]:
    """That half, then papers read again, which costs no time."""
    log = [*begun(script, variant)[:length]]
    again = [act for act in log if act["type"] == "open"]
    return log + [again[n % len(again)] for n in range(length - len(log))]


def load_cases() -> list[Scenario]:
    """The shipped cases; a version that an earlier run has loaded stays as it is."""
    for folder in sorted(path for path in STARTER.iterdir() if path.is_dir()):
        with suppress(VersionTaken):
            load_version(read_definition(folder), report={}, signed=Signatories())
    return list(Scenario.objects.order_by("code"))


def sit_down(
    people: Sequence[academy.Person], cases: Sequence[Scenario], length: int
) -> list[tuple[CaseRun, list[Act]]]:
    """One run each, with so many acts in it, the cases and variants in turn."""
    learners, desks = User.objects.in_bulk([one.pk for one in people]), []
    for place, person in enumerate(people):
        scenario, at = cases[place % len(cases)], timezone.now()
        run = start_practice(scenario=scenario, learner=learners[person.pk], variant=None, at=at)
        log = log_of_length(script_of(run.version), run.variant, length)
        CaseAction.objects.bulk_create(
            CaseAction(run=run, seq=seq, action=dict(act), at=at) for seq, act in enumerate(log, start=1)
        )
        desks.append((run, log))
    return desks


def print_replay(desks: Sequence[tuple[CaseRun, list[Act]]]) -> None:
    """Milliseconds of CPU to replay the longest log alone, and to make a page's view of it."""
    for code in sorted({run.version.scenario.code for run, _ in desks}):
        run, log = next(one for one in desks if one[0].version.scenario.code == code)
        script = script_of(run.version)
        began = time.process_time()
        for _ in range(ROUNDS):
            state = replay(script, run.variant, log)
        middle = time.process_time()
        for _ in range(ROUNDS):
            view(script, run.variant, state, "zh-hant")
        ended = time.process_time()
        replayed, viewed = (1000 * (middle - began) / ROUNDS, 1000 * (ended - middle) / ROUNDS)
        print(f"{code}: replay of {len(log)} acts {replayed:.2f} ms, view {viewed:.2f} ms of CPU")


async def work(officer: Officer, times: Times, chance: Random, until: float) -> None:
    """Act after act until the time is up, at a steady pace from a first moment of one's own."""
    due, turn = time.monotonic() + chance.uniform(0, EVERY), chance.randrange(len(officer.acts))
    while due < until:
        await asyncio.sleep(due - time.monotonic())
        if turn % 3 == 0:
            await times.take("draft", officer.draft(), 200)
        act, began = officer.acts[turn % len(officer.acts)], time.perf_counter()
        posted = asyncio.ensure_future(officer.act(act))
        if await times.take(f"act {act['type']}", _wait_for(posted), 302):
            address = posted.result().location
            if await times.take("page of effect", officer.look(address), 200):
                times.of["act and page"].append(time.perf_counter() - began)
        turn, due = turn + 1, due + EVERY


async def _wait_for(posted: "asyncio.Future[Reply]") -> Reply:
    return await posted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=int(os.environ.get("PEOPLE", "50")))
    parser.add_argument("--minutes", type=float, default=float(os.environ.get("MINUTES", "3")))
    parser.add_argument("--acts", type=int, default=int(os.environ.get("ACTS", "60")))
    options = parser.parse_args()
    machine.stop_on_terminate()
    academy.set_up()
    people = academy.seat(options.people)
    desks = sit_down(people, load_cases(), options.acts)
    print(f"{options.people} people, {options.acts} acts each, {academy.describe()}; {machine.state()}")
    print_replay(desks)
    with machine.started_web(academy.HOST) as (port, master):
        server, officers = Server(port, academy.HOST), []
        for person, (run, _) in zip(people, desks, strict=True):
            script, desk = script_of(run.version), f"/cases/run/{run.public_id}/"
            letter = next(form.id for form in script.case(run.variant).forms.values())
            acts = harmless(script, run.variant)
            officers.append(Officer(server, person.session, desk, letter, acts, options.acts))
        measure(officers, master, options.minutes)
    print(f"afterwards: {machine.state()}")


def measure(officers: Sequence[Officer], master: int, minutes: float) -> None:
    async def all_at_work(times: Times) -> None:
        # Every process has read the cases before the clock runs, as in an academy that has been open for a while.
        for officer in officers:
            await officer.look(officer.desk)
        until = time.monotonic() + 60 * minutes
        await asyncio.gather(*(work(one, times, Random(place), until) for place, one in enumerate(officers)))

    times, before = Times(), used_so_far(master)
    asyncio.run(all_at_work(times))
    seconds, web, database, client = (end - start for start, end in zip(before, used_so_far(master), strict=True))
    times.print()
    print(f"{seconds:.0f} s; CPU seconds: web {web:.1f}, database {database:.1f}, these people {client:.1f}")


if __name__ == "__main__":
    main()
