"""Power cuts in the middle of an examination, modelled: nothing acknowledged may be missing, no file may be damaged.

    make powercut N=200       (SQLite alone)

1. Candidates begin, answer and hand in through the services; the SQL that the database executed is noted.
2. The same SQL runs again, with the product's own pragmas, on a disk that notes every write and every sync. One thing
   differs: the model has no shared memory, so the file is locked by one connection.
3. At N random moments the power fails. What was synchronised is there; of what was not, nothing (every second cut), or
   any part, sector by sector. The files are opened by the product's own library, and compared with what had been
   acknowledged before that moment.
4. A control run with synchronous=NORMAL must lose something, or the instrument could not have seen it.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.pop("DATABASE_URL", None)

import apsw

from benchmarks import academy, machine
from benchmarks.sitting import Promise, promises_of_an_examination

WRITING = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "INSERT", "UPDATE", "DELETE", "REPLACE")
DISK = "noting-disk"
SECTOR = 512  # bytes that arrive together
CANDIDATES = 10
FULL, NORMAL = "PRAGMA synchronous=FULL;", "PRAGMA synchronous=NORMAL;"


@dataclass(frozen=True, slots=True)
class Step:
    """One call of a service: what the database executed, and what was promised when it returned."""

    statements: list[str]
    promise: Promise


@dataclass(frozen=True, slots=True)
class Write:
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    pass


@dataclass
class Log:
    """In order: (file, act). `acknowledged`: how long the log was when each step had returned."""

    acts: list[tuple[str, Write | Truncate | Sync]] = field(default_factory=list)
    acknowledged: list[int] = field(default_factory=list)


class Disk(apsw.VFS):
    def __init__(self, log: Log) -> None:
        super().__init__(DISK, "")
        self.log = log

    def xOpen(self, name: Any, flags: list[int]) -> "File":
        return File(self.log, name, flags)


class File(apsw.VFSFile):
    def __init__(self, log: Log, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self.acts = log.acts
        self.name = Path(name.filename() if isinstance(name, apsw.URIFilename) else str(name)).name

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self.acts.append((self.name, Write(offset, bytes(data))))

    def xTruncate(self, size: int) -> None:
        super().xTruncate(size)
        self.acts.append((self.name, Truncate(size)))

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self.acts.append((self.name, Sync()))


def recorded(people: list[int]) -> list[Step]:
    """What the services execute, statement by statement, with the values in it."""
    heard: list[str] = []
    steps: list[Step] = []
    with academy.listening(heard.append):
        for promise in promises_of_an_examination(people):
            writes = [one for one in heard if one.lstrip().startswith(WRITING)]
            if promise is not None:
                steps.append(Step(writes, promise))
            heard.clear()
    return steps


def execute(steps: list[Step], base: Path, pragmas: str) -> Log:
    log = Log()
    disk = Disk(log)
    with tempfile.TemporaryDirectory() as folder:
        path = shutil.copy(base, Path(folder) / base.name)
        database = apsw.Connection(str(path), vfs=DISK)
        try:
            for _ in database.execute(f"PRAGMA locking_mode=EXCLUSIVE; {pragmas}"):
                pass
            for step in steps:
                for statement in step.statements:
                    for _ in database.execute(statement):
                        pass
                log.acknowledged.append(len(log.acts))
        finally:
            acts = len(log.acts)
            database.close()
            del log.acts[acts:]  # an orderly end is not what this is about
            disk.unregister()
    return log


@dataclass
class Image:
    """Files as they are on the platter, and the acts that may not have reached it yet."""

    base: bytes
    durable: dict[str, bytearray] = field(default_factory=dict)
    pending: dict[str, list[Write | Truncate]] = field(default_factory=dict)

    def take(self, name: str, act: Write | Truncate | Sync) -> None:
        if isinstance(act, Sync):
            for one in self.pending.pop(name, []):
                apply(self._file(name), one)
        else:
            self.pending.setdefault(name, []).append(act)

    def after_a_cut(self, chance: Random | None) -> dict[str, bytearray]:
        """Without `chance` nothing more arrives; with it, any part of what was not synchronised."""
        files = {name: bytearray(content) for name, content in self.durable.items()}
        if chance is None:
            return files
        for name, acts in self.pending.items():
            content = files.setdefault(name, bytearray(self._file(name)))
            for act in acts:
                for part in in_sectors(act):
                    if chance.random() < 0.5:
                        apply(content, part)
        return files

    def _file(self, name: str) -> bytearray:
        start = b"" if name.endswith("-wal") else self.base
        return self.durable.setdefault(name, bytearray(start))


def apply(content: bytearray, act: Write | Truncate) -> None:
    if isinstance(act, Truncate):
        del content[act.size :]
        return
    if len(content) < act.offset:
        content.extend(bytes(act.offset - len(content)))
    content[act.offset : act.offset + len(act.data)] = act.data


def in_sectors(act: Write | Truncate) -> Iterator[Write | Truncate]:
    if isinstance(act, Truncate):
        yield act
        return
    for start in range(0, len(act.data), SECTOR):
        yield Write(act.offset + start, act.data[start : start + SECTOR])


@dataclass
class Verdict:
    cuts: int = 0
    promised: int = 0  # by all cuts together
    cuts_with_loss: int = 0
    lost: int = 0
    corrupt: list[str] = field(default_factory=list)


def cut(log: Log, steps: list[Step], base: Path, count: int) -> Verdict:
    chance, verdict = Random(count), Verdict()
    moments = sorted(chance.randrange(len(log.acts)) for _ in range(count))
    image, done = Image(base.read_bytes()), 0
    for number, moment in enumerate(moments):
        for name, act in log.acts[done:moment]:
            image.take(name, act)
        done = moment
        promised = [one.promise for one in steps[: bisect_left(log.acknowledged, moment + 1)]]
        files = image.after_a_cut(chance if number % 2 else None)
        _look(files, base, promised, verdict)
    return verdict


def _look(files: dict[str, bytearray], base: Path, promised: list[Promise], verdict: Verdict) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / base.name
        path.write_bytes(files.get(base.name) or base.read_bytes())
        if wal := files.get(f"{base.name}-wal"):
            path.with_name(f"{base.name}-wal").write_bytes(wal)
        with academy.opened(path) as ask:
            damage = [line for (line,) in ask("PRAGMA integrity_check", ()) if line != "ok"]
            lost = [one for one in promised if not one.is_kept(ask)] if not damage else []
    verdict.cuts += 1
    verdict.promised += len(promised)
    verdict.lost += len(lost)
    verdict.cuts_with_loss += bool(lost)
    verdict.corrupt += damage[:1]


def measure(name: str, pragmas: str, steps: list[Step], base: Path, count: int) -> Verdict:
    began = time.monotonic()
    log = execute(steps, base, pragmas)
    syncs = sum(isinstance(act, Sync) for _, act in log.acts)
    checkpoints = sum(isinstance(act, Sync) and not name.endswith("-wal") for name, act in log.acts)
    verdict = cut(log, steps, base, count)
    figures = (len(steps), len(log.acts) - syncs, syncs, checkpoints, verdict.cuts, verdict.promised)
    print(
        f"{name:<20}"
        + "".join(f"{one:>9}" for one in (*figures, verdict.lost, verdict.cuts_with_loss, len(verdict.corrupt)))
        + f"{time.monotonic() - began:>7.0f}",
        flush=True,
    )
    return verdict


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", type=int, default=int(os.environ.get("N", "200")))
    options = parser.parse_args()
    academy.set_up()
    pragmas = academy.pragmas()
    if FULL not in pragmas:
        raise SystemExit(f"the product's pragmas do not hold {FULL}")
    with tempfile.TemporaryDirectory() as folder:
        people = [one.pk for one in academy.seat(CANDIDATES)]
        base = academy.copy_of_the_database(Path(folder) / "academy.sqlite3")
        steps = recorded(people)
        print(f"{academy.describe()} (model: {apsw.sqlite_lib_version()}); {machine.state()}")
        heads = ("acked", "writes", "syncs", "of file", "cuts", "promised", "lost", "in cuts", "corrupt")
        print(f"{'':<20}" + "".join(f"{one:>9}" for one in heads) + f"{'s':>7}")
        full = measure("as the product", pragmas, steps, base, options.cuts)
        control = measure("synchronous=NORMAL", pragmas.replace(FULL, NORMAL), steps, base, options.cuts)
    if not control.lost:
        print("The control run lost nothing: this instrument cannot fail, so it proves nothing.")
    sys.exit(0 if control.lost and not full.lost and not full.corrupt else 1)


if __name__ == "__main__":
    main()
