"""Keeping the spread of decisions up to date, ten people at a time."""

from datetime import datetime

from lms.lib.disclosure import SMALLEST_GROUP

from ..domain.casework.decisions import release
from ..models import CaseRun, DecisionSpread, ScenarioVersion
from ..selectors.case_spread import first_runs, spread_of


def release_spread(version: ScenarioVersion, variant: str, mode: str, *, at: datetime) -> None:
    """Count anew once ten more people have finished a first run; one small count otherwise."""
    runs = first_runs(version, variant, mode)
    held = spread_of(version, variant, mode)
    people = runs.count()
    if people < (held.people if held else 0) + SMALLEST_GROUP:
        return
    logged = [decisions or {} for decisions in runs.values_list("result__decisions", flat=True)]
    DecisionSpread.objects.bulk_create(
        [
            DecisionSpread(
                version=version,
                variant=variant,
                mode=mode,
                people=people,
                forms=release(logged, held.forms if held else {}),
                released_at=at,
            )
        ],
        # Two people may finish at the same moment; neither must fail for it.
        update_conflicts=True,
        unique_fields=["version", "variant", "mode"],
        update_fields=["people", "forms", "released_at"],
    )


def release_all_spreads(version: ScenarioVersion, *, at: datetime) -> None:
    """After runs were stored in bulk."""
    played = CaseRun.objects.filter(version=version, score__isnull=False).exclude(mode=CaseRun.Mode.TEST)
    played = played.order_by("variant", "mode")
    for variant, mode in played.values_list("variant", "mode").distinct():
        release_spread(version, variant, mode, at=at)
