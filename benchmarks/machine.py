"""The web server as shipped, and what the kernel says of its cost."""

import http.client
import os
import platform
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection

from lms.base.processes import web
from lms.base.supervisor import Child

BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
START_PATIENCE = 60.0  # seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", int(os.environ.get("BENCH_PORT", "0"))))
        return int(probe.getsockname()[1])


def wait_for(port: int, host: str) -> None:
    began = time.monotonic()
    while time.monotonic() - began < START_PATIENCE:
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            line.request("GET", "/healthz", headers={"Host": host})
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


@contextmanager
def started_web(host: str) -> Iterator[tuple[int, int]]:
    """(port, process id of the master); stopped at the end."""
    port = free_port()
    child: Child = web("127.0.0.1", port)
    child.start()
    assert child.process is not None
    try:
        wait_for(port, host)
        yield port, child.process.pid
    finally:
        child.stop(at_once=False)
        child.process.wait(timeout=20)
        child.end_group()


def children_of(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def cpu_of(*pids: int) -> float:
    """Seconds of CPU of these processes so far, to the nanosecond; what has ended counts nothing."""
    total = 0
    for pid in pids:
        for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            with suppress(FileNotFoundError, ProcessLookupError):
                total += int(thread.read_text().split()[0])
    return total / 1e9


def cpu_of_web(master: int) -> float:
    return cpu_of(master, *children_of(master))


def cpu_of_database() -> float:
    """Seconds of CPU of PostgreSQL for this database, if it runs on this machine; SQLite has no process of its own."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cpu_of(*(pid for (pid,) in cursor.fetchall()))


def state() -> str:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} cores, {platform.python_implementation()} {platform.python_version()}, load average {load}"
    )


def stop_on_terminate() -> None:
    """SIGTERM ends a run as Ctrl-C does, so that what it started is stopped."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
