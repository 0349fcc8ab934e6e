"""SQLite in an office, PostgreSQL by DATABASE_URL; both durable at commit, both with lasting connections."""

import sys
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pysqlite3
from django.core.exceptions import ImproperlyConfigured

from .environment import STATE, text

# The interpreter's own SQLite may carry the WAL-reset race (3.7.0 to 3.51.2) that can lose a commit.
# The wheel carries a fixed library; the swap must precede the first import of Django's backend.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

CONNECTION_SECONDS = 600

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA journal_size_limit=27103364;"
    "PRAGMA cache_size=-16000;"
    "PRAGMA mmap_size=134217728;"
    "PRAGMA temp_store=MEMORY;"
)


def sqlite() -> dict[str, Any]:
    return {
        "ENGINE": "lms.base.db.sqlite",
        "NAME": STATE / "academy.sqlite3",
        "CONN_MAX_AGE": CONNECTION_SECONDS,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
    }


def postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "lms.base.db.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or options.pop("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": CONNECTION_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def default_database() -> dict[str, Any]:
    url = text("DATABASE_URL")
    return postgresql(url) if url else sqlite()


DATABASES = {"default": default_database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
