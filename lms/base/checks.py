"""What must be true before this installation may serve anybody (trust.md R18)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection, connections

FIXED_SQLITE = ((3, 44, 6), (3, 50, 7), (3, 51, 3))
# Setting of PostgreSQL → what is at stake while it is off.
DURABLE = {
    "fsync": "After a power cut the database may be damaged beyond repair.",
    "synchronous_commit": "After a power cut answers may be missing that candidates were told are saved.",
    "full_page_writes": "A power cut in the middle of a write may damage a page of the database.",
}


def _carries_the_fix(version: tuple[int, int, int]) -> bool:
    """True for 3.51.3 and later and for the two backports of the WAL-reset fix."""
    return version >= FIXED_SQLITE[-1] or any(version[:2] == fixed[:2] and version >= fixed for fixed in FIXED_SQLITE)


@register(Tags.compatibility)
def sqlite_is_fixed(**_: Any) -> list[CheckMessage]:
    if connection.vendor != "sqlite":
        return []
    import sqlite3

    if _carries_the_fix(sqlite3.sqlite_version_info):
        return []
    return [
        Error(
            f"SQLite {sqlite3.sqlite_version} can lose commits in WAL mode.",
            hint="Install the pinned pysqlite3 wheel (make setup does so).",
            id="academy.E001",
        )
    ]


@register(Tags.database)
def postgresql_keeps_what_it_acknowledged(databases: Iterable[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Asked of the server itself, as this academy's own connections see it; run by `migrate` and `check --database`."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        if connections[alias].vendor == "postgresql":
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(DURABLE)])
                found += risks_of(dict(cursor.fetchall()))
    return found


def risks_of(settings: Mapping[str, str]) -> list[CheckMessage]:
    """One warning for each setting that lets an acknowledged answer get lost."""
    return [
        Warning(
            f"PostgreSQL runs with {name}=off. {risk}",
            hint=f"Set {name} = on in postgresql.conf (and for no role or database otherwise), then reload the server.",
            id="academy.W002",
        )
        for name, risk in DURABLE.items()
        if settings.get(name) == "off"
    ]
