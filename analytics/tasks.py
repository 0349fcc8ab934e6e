"""What the clock asks for; each run does only what is still missing."""

from celery import shared_task
from django.utils import timezone

from .services.calendar import drop_old_daily, take_due_snapshots
from .services.delivering import deliver_due
from .services.exports import purge_exports
from .services.indicators.importing import discard_old_previews
from .services.option_counts import count_options
from .services.reports.calendar import freeze_for_rounds
from .services.reports.reminding import remind
from .services.retention import forget_leavers
from .services.training_starts import note_training_starts


@shared_task
def take_snapshot_task() -> None:
    at = timezone.now()
    taken = take_due_snapshots(at=at)
    drop_old_daily(at=at)
    if any(one.occasion == "quarter" for one in taken):
        forget_leavers(at=at)
    note_training_starts(at=at)
    count_options(at=at)
    discard_old_previews(at=at)


@shared_task
def follow_up_task() -> None:
    """What budget rounds need, and who is reminded of what is overdue; twice a day changes nothing."""
    at = timezone.now()
    freeze_for_rounds(at=at)
    remind(today=timezone.localdate(at))


@shared_task
def deliver_exports_task() -> None:
    deliver_due(at=timezone.now())


@shared_task
def purge_exports_task() -> None:
    purge_exports(at=timezone.now())
