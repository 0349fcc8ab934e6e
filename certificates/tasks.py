"""What the clock asks for."""

from celery import shared_task
from django.utils import timezone

from .services.counting import drop_past_counts


@shared_task
def drop_past_counts_task() -> None:
    drop_past_counts(at=timezone.now())
