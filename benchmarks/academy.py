"""The academy that is measured: production settings, one examination of twenty items, and people who may sit it.

It lives in `benchmarks/` under ACADEMY_DATA, and in the database of DATABASE_URL if that is set; a database in which
other people are found is refused. It is set up once and kept; every run brings people of its own. Importing this module
sets Django up, so a script imports it before anything of Django's models.
"""

import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HOST = "academy.example.org"
DATA = Path(os.environ.get("ACADEMY_DATA", ROOT / "var")).resolve() / "benchmarks"
DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
sys.path.insert(0, str(ROOT))


def _kept_key() -> str:
    path = DATA / "secret"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii")


os.environ.update(
    ACADEMY_DATA=str(DATA),
    DJANGO_SETTINGS_MODULE="lms.settings.production",
    SECRET_KEY=_kept_key(),
    SITE_ADDRESS=f"https://{HOST}",
    ALLOWED_HOSTS=HOST,
)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.backends.sqlite3.base import Database  # noqa: E402

from assessments.services.bank_loading import load_examination  # noqa: E402
from lms.competencies.models import Post  # noqa: E402
from lms.people.models import OrgUnit, RoleAssignment, User  # noqa: E402

ITEMS = 20
EXAMINATION = {
    "code": "BENCH",
    "bank": "G-02",
    "title": {"en": "Twenty items", "zh-hant": "二十題", "zh-hans": "二十题"},
    "level": 2,
    "minutes": 240,
    "valid_months": 12,
    "blueprint": {code: {"recall": 2, "apply": 2, "judge": 1} for code in ("P1", "P2", "P4", "D2")},
}
LONG_AGO = date(2025, 1, 1)
MAIL_HOST = "takers.example"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has signed in and not yet begun."""

    pk: int
    session: str


def prepare() -> None:
    """Tables, framework and a root unit."""
    call_command("prepare", verbosity=0, stdout=sys.stderr)
    if User.objects.exclude(email__endswith=f"@{MAIL_HOST}").exists():
        raise SystemExit("There are people in this database: benchmarks run in one of their own (DATABASE_URL).")
    if not OrgUnit.objects.exists():
        unit = OrgUnit(code="P00", level=OrgUnit.Level.PROVINCE, name={"en": "Province"})
        unit.path = unit.path_below(None)
        unit.save()


def empty_database() -> None:
    """Drop whatever an earlier run left; a database with other people in it is refused."""
    tables = connection.introspection.table_names()
    if "people_user" in tables and User.objects.exclude(email__endswith=f"@{MAIL_HOST}").exists():
        raise SystemExit("There are people in this database: benchmarks run in one of their own (DATABASE_URL).")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        return
    name = Path(connection.settings_dict["NAME"])
    connection.close()
    for path in name.parent.glob(f"{name.name}*"):
        path.unlink()


def set_up() -> None:
    """Tables, static files, banks and the examination; seconds if they are there already, a minute if not."""
    call_command("prepare")
    if User.objects.exclude(email__endswith=f"@{MAIL_HOST}").exists():
        raise SystemExit("There are people in this database: benchmarks run in one of their own (DATABASE_URL).")
    if not OrgUnit.objects.exists():
        unit = OrgUnit(code="P00", level=OrgUnit.Level.PROVINCE, name={"en": "Province"})
        unit.path = unit.path_below(None)
        unit.save()
        call_command("load_items")
    load_examination(EXAMINATION, on=LONG_AGO)


@transaction.atomic
def seat(count: int) -> list[Person]:
    """So many new people with a post and a session each, as after signing in."""
    run = secrets.token_hex(4)
    people = User.objects.bulk_create(
        User(email=f"{run}-{number}@{MAIL_HOST}", name=f"Taker {number}", password=f"!{secrets.token_hex(20)}")
        for number in range(count)
    )
    unit, post = OrgUnit.objects.get(parent=None), Post.objects.order_by("pk").first()
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=one, unit=unit, post=post, starts_on=LONG_AGO) for one in people
    )
    return [Person(one.pk, _session_of(one)) for one in people]


def _session_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def describe() -> str:
    version = connection.get_database_version()
    return f"{connection.display_name} {'.'.join(str(part) for part in version)}"


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def hang_up() -> None:
    """Give up one's own connection; the next question makes a new one."""
    connection.close()


def end_connections() -> None:
    """As when the database server is restarted: every connection to this database but this thread's ends at once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def pragmas() -> str:
    """Of every connection that the product opens to SQLite."""
    return str(connection.settings_dict["OPTIONS"]["init_command"])


def copy_of_the_database(target: Path) -> Path:
    """The SQLite file with all that is in it, and nothing beside it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(connection.settings_dict["NAME"], target)
    return target


@contextmanager
def listening(hear: Callable[[str], None]) -> Iterator[None]:
    """`hear` is told every statement that SQLite executes, with its values."""
    connection.ensure_connection()
    connection.connection.set_trace_callback(hear)
    try:
        yield
    finally:
        connection.connection.set_trace_callback(None)


@contextmanager
def opened(path: Path) -> Iterator[Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]]:
    """A question-and-answer line to another SQLite file, by the product's own library and pragmas."""
    line = Database.connect(path)
    try:
        line.executescript(pragmas())
        yield lambda statement, values: line.execute(statement, values).fetchall()
    finally:
        line.close()
