"""What the nightly checks found last, as numbers; the audit log is where they leave it."""

from typing import Any

from django.db import DatabaseError

from .models import AuditEvent

VERIFIED = "levels.verified"
DRIFT = ("cells_wrong", "levels_wrong", "people_misplaced")  # what ageing alone moves is no drift


def last_level_check() -> dict[str, Any] | None:
    """When kept levels were last worked out anew, and how many figures did not hold; None before the first night."""
    try:
        event = AuditEvent.objects.filter(action=VERIFIED).order_by("-sequence").only("at", "detail").first()
    except DatabaseError:
        return None
    if event is None:
        return None
    return {"verified_at": event.at.isoformat(), "drift": sum(int(event.detail.get(name, 0)) for name in DRIFT)}
