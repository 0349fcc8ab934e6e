"""Start web and background work together; Ctrl-C stops everything."""

import os
import socket
from time import monotonic, sleep
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.settings.environment import STATE, number

from ...processes import background, web
from ...supervisor import ChildKeepsFalling, Supervisor

START_PATIENCE = 60.0  # seconds
HIGHEST_PORT = 65_535


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = [Tags.compatibility]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=number("PORT", 8000))
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        if not 1 <= port <= HIGHEST_PORT:
            raise CommandError(f"PORT={port} is no port: choose one from 1 to {HIGHEST_PORT}.")
        if _is_taken(host, port):
            raise CommandError(f"Port {port} is in use. Choose another: PORT={port + 1} make run")
        os.environ["PORT"] = str(port)  # the web and background processes print addresses with it
        call_command("prepare", stdout=self.stdout)
        supervisor = Supervisor([web(host, port), background()])
        try:
            supervisor.run(on_started=lambda: self._welcome(supervisor, port))
        except ChildKeepsFalling as fall:
            raise CommandError(f"The {fall} process keeps ending; its messages are above.") from fall
        self.stdout.write("Stopped.")

    def _welcome(self, supervisor: Supervisor, port: int) -> None:
        address = f"http://localhost:{port}"
        began = monotonic()
        while not _answers(f"{address}/healthz"):
            if supervisor.is_stopping:
                return
            if monotonic() - began > START_PATIENCE:
                raise CommandError("The web process does not answer; its messages are above.")
            sleep(0.1)
        self.stdout.write(f"\nShuzheng Academy is open at {address}\n")
        if settings.DEMO_ALLOWED:
            self.stdout.write(
                "Demonstration sign-ins (password Academy-demo-2026):\n"
                "  learner@  head@  hr@  manager@  author@  reviewer@  auditor@  admin@   … all at demo.example\n"
            )
        self.stdout.write(f"Data: {STATE}. Stop with Ctrl-C.\n")
        self.stdout.flush()


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as reply:  # noqa: S310  (always this machine)
            return bool(reply.status == 200)
    except (URLError, OSError):
        return False
