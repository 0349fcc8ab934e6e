"""How candidates did on items, where enough have answered to say so."""

from collections.abc import Collection

from django.db.models import Avg, Count

from ...domain.statistics.intervals import ANSWERS_TO_SHOW
from ...models import Attempt, DrawnItem


def observed_percent(versions: Collection[int]) -> dict[int, int]:
    """Item version → share of its points that candidates earned, where at least thirty have answered it."""
    rows = (
        DrawnItem.objects.filter(version_id__in=versions, mark__isnull=False)
        .exclude(attempt__status=Attempt.Status.OPEN)
        .order_by()
        .values_list("version_id")
        .annotate(answers=Count("pk"), mean=Avg("mark"))
        .filter(answers__gte=ANSWERS_TO_SHOW)
    )
    return {version: round(100 * mean) for version, _, mean in rows}
