"""Counting by night how often each option of an item was taken, so that no page reads what people answered."""

from datetime import datetime

from django.db import transaction

from assessments.selectors.statistics.misconceptions import options_counted

from ..models import OptionCount


@transaction.atomic
def count_options(*, at: datetime) -> int:
    """Put new counts in place of the old; of how many versions."""
    found = options_counted()
    OptionCount.objects.all().delete()
    rows = [
        OptionCount(version_id=version, option=option, times=times, answers=one.answers, counted_at=at)
        for version, one in found.items()
        for option, times in one.times.items()
    ]
    OptionCount.objects.bulk_create(rows, batch_size=500)
    return len(found)
