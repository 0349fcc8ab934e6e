"""A cut before it takes effect: what it would have meant for the latest sittings, and what stands against it."""

from collections.abc import Mapping
from datetime import date

from ...domain.standard_setting.consequences import Consequence, consequences
from ...domain.standard_setting.requirements import Breach, Proposed, breaches
from ...models import Attempt, Examination, Panel
from ..examinations import cuts_in_force
from .results import PanelResult

SITTINGS_LOOKED_AT = 200


def proposed_cut(panel: Panel, result: PanelResult, *, shift: float, has_reason: bool) -> Proposed:
    return Proposed(
        judges=result.final.judges,
        level=panel.level,
        recommended=result.final.share,
        standard_error=result.error_share,
        measurement_error=result.measurement_error,
        shift=shift,
        has_reason=has_reason,
    )


def breaches_of(examination: Examination, proposed: Proposed, on: date) -> list[Breach]:
    """`on`: the day from which the cut is to hold."""
    cuts = cuts_in_force(examination, on)
    return breaches(proposed, {level: share for level, share in cuts.items() if level != proposed.level})


def consequences_of(
    examination: Examination, changes: Mapping[int, float], on: date
) -> tuple[int, list[Consequence] | None]:
    """(sittings looked at, one line a level), for the latest sittings as if they had met the cuts of that day."""
    latest = (
        Attempt.objects.filter(examination=examination, max_score__gt=0, set_aside_at=None)
        .exclude(status=Attempt.Status.OPEN)
        .order_by("-closed_at")
        .only("score", "max_score", "equated_score")[:SITTINGS_LOOKED_AT]
    )
    shares = [attempt.share for attempt in latest]
    before = cuts_in_force(examination, on)
    return len(shares), consequences(shares, before, {**before, **changes})
