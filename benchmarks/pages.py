"""CPU, latency and SQL of the main pages, beside a bare Django view of the same stack in the same run.

    make bench            (needs a prepared academy: make setup)

Each page is asked REQUESTS times in ROUNDS interleaved rounds by one client on this machine; the figures are medians of
the rounds. CPU is that of the web processes (user and system), read from the kernel. SQL counts come from one request
in this process. Nothing is sent to any address but this machine's loopback.
"""

import gzip
import http.client
import json
import os
import platform
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django  # noqa: E402

django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

REQUESTS, ROUNDS, WARM_UP = 120, 3, 10
HR = "hr@demo.example"
TICK = 1000 / os.sysconf("SC_CLK_TCK")  # milliseconds of CPU a tick


@dataclass
class Page:
    name: str
    path: str
    method: str = "GET"
    session: str = ""
    token: str = ""
    cpu: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p95: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)
    sql: int = 0
    weight: int = 0  # bytes over the wire
    seq: int = 0

    def headers(self) -> dict[str, str]:
        """As a browser sends them: the cookie goes along even where a token admits."""
        cookie = f"{settings.SESSION_COOKIE_NAME}={self.session}"
        headers = {"Host": "localhost", "Accept-Encoding": "gzip", "Cookie": cookie}
        if self.token:
            return {**headers, "X-Exam-Token": self.token, "Content-Type": "application/json"}
        return headers

    def body(self) -> bytes | None:
        if self.method != "PUT":
            return None
        self.seq += 1
        return json.dumps({"seq": int(time.time() * 1e6) + self.seq, "value": ["00000000"]}).encode()


def pages() -> list[Page]:
    learner = sign_in("learner@demo.example")
    hr = sign_in(HR)
    sitting = open_attempt(learner)
    item = f"/exam/attempt/{sitting['id']}"
    return [
        Page("bare view", "/bare/", session=learner),
        Page("course", "/courses/F-11/", session=learner),
        Page("lesson", first_lesson(), session=learner),
        Page("desk", "/my/", session=learner),
        Page("exam item", f"{item}/1/", session=learner),
        Page("exam save", f"{item}/items/1/", method="PUT", session=learner, token=sitting["token"]),
        Page("heatmap", "/hr/gaps/", session=hr),
    ]


def sign_in(email: str) -> str:
    client = Client(headers={"host": "localhost"})
    client.force_login(get_user_model().objects.get(email=email), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def second_factor(email: str):
    """Lent for the time of the run: whoever holds rights is shown no page without one."""
    factor = Authenticator.objects.create(
        user=get_user_model().objects.get(email=email), type=Authenticator.Type.TOTP, data={}
    )
    try:
        yield
    finally:
        factor.delete()


def browser(session: str) -> Client:
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


def open_attempt(session: str) -> dict[str, str]:
    """Start (or take over) an examination; the page carries the token that saves need."""
    client = browser(session)
    address = client.post("/exam/F-11/").headers["Location"]
    attempt = address.split("/")[3]
    client.post(f"/exam/attempt/{attempt}/take-over/")
    found = re.search(r'data-token="([^"]+)"', client.get(address).text)
    if found is None:
        raise SystemExit("the examination did not open")
    return {"id": attempt, "token": found[1]}


def first_lesson() -> str:
    from courses.selectors.structure import course

    return f"/courses/F-11/{course('F-11', 'en').lessons[0].slug}/"


@contextmanager
def server():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["-m", "gunicorn", "lms.wsgi:application", f"--bind=127.0.0.1:{port}", "--workers=1", "--threads=1"]
    command += ["--worker-class=gthread", "--log-level=error", "--no-control-socket"]
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT)
    try:
        wait_for(port)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            line.request("GET", "/healthz")
            line.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


def cpu_of(master: int) -> float:
    """Milliseconds of CPU of the master and its workers so far."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    total = 0
    for pid in [str(master), *children]:
        parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(parts[11]) + int(parts[12])
    return total * TICK


def measure(page: Page, port: int, master: int) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _ in range(WARM_UP):
        ask(line, page)
    before, began, times = cpu_of(master), time.perf_counter(), []
    for _ in range(REQUESTS):
        at = time.perf_counter()
        ask(line, page)
        times.append((time.perf_counter() - at) * 1000)
    took = time.perf_counter() - began
    page.cpu.append((cpu_of(master) - before) / REQUESTS)
    page.rate.append(REQUESTS / took)
    page.p50.append(statistics.median(times))
    page.p95.append(statistics.quantiles(times, n=20)[-1])
    line.close()


def ask(line: http.client.HTTPConnection, page: Page) -> None:
    line.request(page.method, page.path, body=page.body(), headers=page.headers())
    reply = line.getresponse()
    content = reply.read()
    if reply.status != 200:
        raise SystemExit(f"{page.name}: {page.path} answered {reply.status}")
    page.weight = len(content) if reply.headers.get("Content-Encoding") else len(gzip.compress(content))


def count_sql(page: Page) -> None:
    client = browser(page.session)
    ask_here = {
        "GET": lambda: client.get(page.path),
        "PUT": lambda: client.put(
            page.path, page.body(), content_type="application/json", headers={"X-Exam-Token": page.token}
        ),
    }[page.method]
    ask_here()
    with CaptureQueriesContext(connection) as queries:
        ask_here()
    page.sql = len([one for one in queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))])


def main() -> None:
    measured = pages()
    with second_factor(HR):
        for page in measured:
            count_sql(page)
        connection.close()
        with server() as (port, master):
            for _ in range(ROUNDS):
                for page in measured:
                    measure(page, port, master)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{platform.python_implementation()} {platform.python_version()}, {connection.vendor}, load average {load}")
    print(f"{'page':<12}{'CPU ms':>8}{'× bare':>8}{'req/s':>8}{'p50 ms':>8}{'p95 ms':>8}{'SQL':>5}{'kB gz':>7}")
    bare = statistics.median(measured[0].cpu)
    for page in measured:
        cpu = statistics.median(page.cpu)
        print(
            f"{page.name:<12}{cpu:>8.2f}{cpu / bare:>8.2f}{statistics.median(page.rate):>8.0f}"
            f"{statistics.median(page.p50):>8.1f}{statistics.median(page.p95):>8.1f}"
            f"{page.sql:>5}{page.weight / 1024:>7.1f}"
        )


if __name__ == "__main__":
    main()
