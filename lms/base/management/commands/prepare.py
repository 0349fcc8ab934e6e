"""Bring this installation up to date: tables, static files, what every academy needs, and where it is allowed the
demonstration. Does nothing when nothing changed."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from lms.settings.environment import ROOT, STATE

CODE = ("lms", "assessments", "courses", "certificates", "analytics")
WATCHED = ("migrations/*.py", "*/migrations/*.py", "starter/**/*", "*/starter/**/*", "static/**/*", "locale/**/*.mo")
LOCK = ROOT / "requirements" / "runtime.lock"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        stamp = STATE / "prepared"
        fingerprint = _fingerprint()
        if stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint and _has_tables():
            return
        for folder in ("media", "mail", "queue/messages", "queue/control", "keys"):
            # Mail holds links that set a password, keys sign: for this account alone.
            (STATE / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        self.stdout.write("Preparing the tables …")
        call_command("migrate", verbosity=0)
        call_command("createcachetable")
        self.stdout.write("Preparing the static files …")
        call_command("collectstatic", verbosity=0, interactive=False)
        self.stdout.write("Loading the academy …")
        call_command("load_demonstration" if settings.DEMO_ALLOWED else "load_academy", stdout=self.stdout)
        stamp.write_text(fingerprint, encoding="ascii")


def _has_tables() -> bool:
    """Not where the database was deleted or made anew since."""
    return "django_migrations" in connection.introspection.table_names()


def _fingerprint() -> str:
    """Changes when any file changes that the tables, the static files or the starter academy are made from."""
    paths = {path for app in CODE for pattern in WATCHED for path in (ROOT / app).glob(pattern) if path.is_file()}
    lines = [f"{path.relative_to(ROOT)} {_size_and_time(path)}" for path in sorted({LOCK, *paths})]
    return sha256("\n".join([str(settings.DATABASES["default"]["NAME"]), *lines]).encode()).hexdigest()


def _size_and_time(path: Path) -> str:
    facts = path.stat()
    return f"{facts.st_size} {facts.st_mtime_ns}"
