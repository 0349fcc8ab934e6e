"""Loading the starter academy part by part, each by the command of the app that owns it."""

from collections.abc import Iterable
from time import monotonic

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper


def load_parts(parts: Iterable[str], *, out: OutputWrapper) -> None:
    for part in parts:
        began = monotonic()
        call_command(part, stdout=out)
        out.write(f"  {part} took {monotonic() - began:.1f} s")


def refuse_unless_demonstration() -> None:
    """Invented people, results and signed certificates must never come into an academy at work."""
    if not settings.DEMO_ALLOWED:
        raise CommandError(
            "This installation allows no demonstration data (DEMO_ALLOWED is off): invented people, their results and "
            "certificates are not loaded. What every academy needs is loaded by: manage.py load_academy"
        )
