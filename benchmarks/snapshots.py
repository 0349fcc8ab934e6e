"""What a snapshot of the figures costs, and what its pages do, by the number of people.

    make bench-snapshots    (SIZES=10000,100000,1000000, DATABASE_URL for PostgreSQL)

For each size in turn the database is emptied (one that holds other people is refused) and a synthetic administration is
written into it (`administration.py`). Then two snapshots are built as the nightly task does, one of a quarter ago and
one of today, which is held against the other; and the pages of the figures are asked through the real views, by
somebody who reads the whole administration. CPU is that of this process and, beside it, of the database's backend if
it runs on this machine.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SIZES = os.environ.get("SIZES", "10000,100000")
REQUESTS, WARM_UP = int(os.environ.get("REQUESTS", "60")), 3
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    found = []
    for size in SIZES.split(","):
        run = subprocess.run(  # by itself, so that its memory is its own
            [sys.executable, __file__, size], check=True, stdout=subprocess.PIPE, text=True
        )
        found.append(json.loads(run.stdout.splitlines()[-1]))
        _print(found[-1])
    for small, large in pairwise(found):
        growth = large["today"]["seconds"] / small["today"]["seconds"]
        print(f"{large['people'] / small['people']:.0f} × the people: {growth:.1f} × the time to build")


def measure(people: int) -> dict[str, object]:
    from benchmarks import academy

    began = time.monotonic()
    academy.empty_database()
    academy.prepare()
    from benchmarks import administration

    administration.fill(people)
    found: dict[str, object] = {"people": people, "database": academy.describe(), "filled": time.monotonic() - began}
    print(found, file=sys.stderr)
    from django.utils import timezone

    from analytics.models import Snapshot, SnapshotCell, SnapshotGroup, SnapshotPart
    from analytics.services.snapshots import take_snapshot

    now = timezone.now()
    for name, at in (("quarter", now - timedelta(days=90)), ("today", now)):
        occasion = Snapshot.Occasion.QUARTER if name == "quarter" else Snapshot.Occasion.DAY
        found[name] = _timed(lambda at=at, occasion=occasion: take_snapshot(at=at, occasion=occasion))
        print(name, found[name], file=sys.stderr)
    found["units"] = SnapshotGroup.objects.filter(kind="subtree").count() // 2
    found["cells"] = SnapshotCell.objects.count() // 2
    found["facts_mb"] = sum(len(one) for one in SnapshotPart.objects.values_list("content", flat=True).iterator()) / 2e6
    found["pages"] = {name: _asked(ask) for name, ask in _pages(administration.reader())}
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def _timed(work: Callable[[], object]) -> dict[str, float]:
    began, spent, there = time.monotonic(), time.process_time(), _backend_seconds()
    work()
    return {
        "seconds": time.monotonic() - began,
        "cpu": time.process_time() - spent,
        "database_cpu": _backend_seconds() - there,
        "load": os.getloadavg()[0],
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _backend_seconds() -> float:
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:  # on another machine
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def _pages(user: object) -> Iterator[tuple[str, Callable[[], None]]]:
    from django.test import Client
    from django.urls import reverse

    from analytics.models import Snapshot, SnapshotGroup
    from benchmarks.academy import HOST

    client = Client(SERVER_NAME=HOST)
    client.force_login(user)

    def ask(address: str) -> Callable[[], None]:
        def asked() -> None:
            response = client.get(address, secure=True)
            assert response.status_code == 200, (address, response.status_code)

        return asked

    latest = SnapshotGroup.objects.filter(snapshot=Snapshot.objects.first(), kind="subtree")
    code = Snapshot.objects.first().columns[0]["code"]
    units = {level: latest.filter(level=level).order_by("path").first() for level in ("province", "city", "county")}
    yield "heatmap", ask(reverse("analytics:gaps"))
    yield "heatmap, all competencies", ask(reverse("analytics:gaps") + "?competencies=all")
    for level, group in units.items():
        yield f"unit: {level}", ask(reverse("analytics:unit", args=[group.unit_id]))
        yield f"competency: {level}", ask(reverse("analytics:competency", args=[group.unit_id, code]))


def _asked(ask: Callable[[], None]) -> dict[str, float]:
    for _ in range(WARM_UP):
        ask()
    took = []
    for _ in range(REQUESTS):
        began, spent = time.perf_counter(), time.process_time()
        ask()
        took.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - spent)))
    walls = sorted(wall for wall, _ in took)
    return {
        "p50": statistics.median(walls),
        "p95": walls[round(0.95 * (len(walls) - 1))],
        "cpu": statistics.median(cpu for _, cpu in took),
    }


def _print(found: dict[str, object]) -> None:
    print(f"\n{found['people']:,} people, {found['units']:,} units, {found['cells']:,} cells; {found['database']}")
    print(f"  written in {found['filled']:.0f} s; facts {found['facts_mb']:.1f} MB a snapshot")
    for name in ("quarter", "today"):
        one = found[name]
        print(
            f"  {name:8} {one['seconds']:8.1f} s   CPU {one['cpu']:.1f} s + database {one['database_cpu']:.1f} s"
            f"   peak {one['peak_mb']:.0f} MB   load {one['load']:.1f}"
        )
    for name, page in found["pages"].items():
        print(f"  {name:28} p50 {page['p50']:6.1f} ms   p95 {page['p95']:6.1f} ms   CPU {page['cpu']:.1f} ms")
    sys.stdout.flush()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
    else:
        main()
