"""What must be true before this installation may serve anybody (trust.md R18)."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

FIXED_SQLITE = ((3, 44, 6), (3, 50, 7), (3, 51, 3))


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
