"""Since when people have shown a competency directly, for whoever counts them."""

from datetime import datetime

from django.db.models import Min

from ..domain.levels import EvidenceKind
from ..models import Evidence


def first_direct_evidence() -> dict[str, dict[int, datetime]]:
    """Competency code → learner → the first piece that is more than a word of their own; one statement."""
    shown = Evidence.objects.in_force().exclude(kind=EvidenceKind.SELF_RATING)
    rows = shown.values("competency__code", "learner_id").annotate(first=Min("observed_at")).order_by()
    found: dict[str, dict[int, datetime]] = {}
    for row in rows:
        found.setdefault(row["competency__code"], {})[row["learner_id"]] = row["first"]
    return found
