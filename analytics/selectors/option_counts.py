"""How often each option of an item was taken, as counted last."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from assessments.domain.statistics.misconceptions import Counted

from ..models import OptionCount

COLUMNS = ("version_id", "option", "times", "answers", "counted_at")


def options_counted_last(bank: UUID) -> tuple[dict[int, Counted], datetime | None]:
    """Of one bank by version, and when; one statement."""
    rows = list(OptionCount.objects.filter(version__item__bank__public_id=bank).order_by().values_list(*COLUMNS))
    times: dict[int, dict[str, int]] = defaultdict(dict)
    answers: dict[int, int] = {}
    for version, option, count, of, _ in rows:
        times[version][option] = count
        answers[version] = of
    return {version: Counted(of, times[version]) for version, of in answers.items()}, rows[0][4] if rows else None
