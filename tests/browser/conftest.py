"""A real academy, started as the README says on data of its own, and a real Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
START_PATIENCE = 600  # seconds for the first start, with the whole starter academy
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]
PASSWORD = "Academy-demo-2026"
OPEN = "is open at"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine (set CHROMIUM to its path)"))


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Of every process of the academy; one that runs already has its data where ACADEMY_DATA says."""
    data = {} if "ACADEMY_ADDRESS" in os.environ else {"ACADEMY_DATA": str(tmp_path_factory.mktemp("academy"))}
    return {**os.environ, **data, "DJANGO_SETTINGS_MODULE": "lms.settings.dev", "PYTHONUNBUFFERED": "1"}


@dataclass
class Academy:
    """One that is started as the README says, and stopped as by Ctrl-C."""

    environment: dict[str, str]
    port: int
    process: "subprocess.Popen[str] | None" = None

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "manage.py", "run_all", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        opened, said = threading.Event(), list[str]()
        threading.Thread(target=_listen, args=(self.process, said, opened), daemon=True).start()
        opened.wait(START_PATIENCE)
        if self.process.poll() is not None or not any(OPEN in line for line in said):
            pytest.fail("the academy did not start:\n" + "".join(said[-60:]))

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(timeout=30) == 0, "the academy did not stop cleanly"
        self.process = None


@pytest.fixture(scope="session")
def running(environment: dict[str, str]) -> Iterator[Academy]:
    """Freshly set up and started; it must stop cleanly afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    academy = Academy(environment, port)
    try:
        academy.start()
        yield academy
    finally:
        academy.stop()


@pytest.fixture(scope="session")
def academy(request: pytest.FixtureRequest) -> str:
    """Its address; with ACADEMY_ADDRESS set, of one that runs already (for writing these tests)."""
    given = os.environ.get("ACADEMY_ADDRESS")
    address: str = given or request.getfixturevalue("running").address
    return address


@pytest.fixture
def restart(request: pytest.FixtureRequest) -> Callable[[], None]:
    """Stops the academy and starts it again, as an office does that switches its machine off."""
    if "ACADEMY_ADDRESS" in os.environ:
        pytest.skip("the academy is somebody else's")
    academy: Academy = request.getfixturevalue("running")

    def again() -> None:
        academy.stop()
        academy.start()

    return again


def _listen(process: "subprocess.Popen[str]", said: list[str], opened: threading.Event) -> None:
    """Read to the end, so that the academy never waits for a full pipe."""
    with process.stdout or nullcontext([]) as lines:
        for line in lines:
            said.append(line)
            if OPEN in line:
                opened.set()
    opened.set()


@pytest.fixture
def colleagues(academy: str, environment: dict[str, str]) -> Callable[[str], None]:
    """`colleagues("X02")`: people of that unit sit the front-line examination."""

    def sit(unit: str) -> None:
        command = [sys.executable, "-m", "tests.browser.colleagues", unit]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=120)

    return sit


@pytest.fixture
def every_kind(academy: str, environment: dict[str, str]) -> str:
    """Code of an examination with one task of every kind."""
    command = [sys.executable, "-m", "tests.browser.every_kind"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=120)
    return "KINDS"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(academy: str, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`visit("learner", language="zh-hant", width=390)`: a page with that person signed in; no name, a stranger.

    `scripts=False`: in a browser that runs none.
    """
    contexts = []

    def open_page(account: str = "", *, language: str = "en", width: int = 1280, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=academy, viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        context.set_default_timeout(15_000)
        context.add_cookies([{"name": "django_language", "value": language, "url": academy}])
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        if account:
            page.goto("/account/login/")
            page.fill("input[name=login]", f"{account}@demo.example")
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url("**/my/")
        return page

    yield open_page
    for context in contexts:
        context.close()
