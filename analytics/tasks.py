"""The nightly snapshot; each run does only what is still missing."""

from celery import shared_task
from django.utils import timezone

from .services.calendar import drop_old_daily, take_due_snapshots
from .services.retention import forget_leavers


@shared_task
def take_snapshot_task() -> None:
    at = timezone.now()
    taken = take_due_snapshots(at=at)
    drop_old_daily(at=at)
    if any(one.occasion == "quarter" for one in taken):
        forget_leavers(at=at)
