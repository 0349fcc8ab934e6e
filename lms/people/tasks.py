"""Roster previews that nobody came back to."""

from celery import shared_task
from django.utils import timezone

from .services.roster import discard_old_previews


@shared_task
def discard_old_previews_task() -> None:
    discard_old_previews(at=timezone.now())
