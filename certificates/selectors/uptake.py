"""Since when people hold a kind of certificate."""

from datetime import datetime

from django.db.models import Min

from ..models import Achievement, Credential


def first_issued() -> dict[str, dict[int, datetime]]:
    """Code → learner → when they first earned it; one statement."""
    rows = Credential.objects.values("achievement__code", "learner_id").annotate(first=Min("issued_at")).order_by()
    found: dict[str, dict[int, datetime]] = {}
    for row in rows:
        found.setdefault(row["achievement__code"], {})[row["learner_id"]] = row["first"]
    return found


def titles() -> dict[str, str]:
    """Code → title of the newest version, in the active language."""
    return {one.code: str(one.title) for one in Achievement.objects.order_by("position", "code", "version")}
