"""Typed readers of the environment; a typo in a value stops the start, it is never a silent default."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent.parent
STATE = Path(os.environ.get("ACADEMY_DATA", ROOT / "var")).resolve()


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no")


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number")
    return int(value)


def site_address() -> str:
    """Where people find the academy; printed on certificates and in mail."""
    return text("SITE_ADDRESS", f"http://localhost:{number('PORT', 8000)}").rstrip("/")


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def required(name: str) -> str:
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} must be set")
    return value


def kept_secret(name: str) -> str:
    """A secret made once for this installation and kept, readable by its owner only, among the state."""
    path = STATE / "keys" / name
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48), encoding="ascii")
        return path.read_text(encoding="ascii").strip()
    except OSError as fault:
        raise ImproperlyConfigured(f"ACADEMY_DATA={STATE} is no folder to write to ({fault.strerror})") from fault
