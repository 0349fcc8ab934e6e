"""The two clockworks every installation runs."""

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from .models import Heartbeat
from .outbox import drain


@shared_task
def beat_task() -> None:
    Heartbeat.objects.update_or_create(name="worker", defaults={"seen_at": timezone.now()})


@worker_ready.connect
def beat_at_once(**_: object) -> None:
    """Readiness need not wait for the clock's first stroke."""
    beat_task()


@shared_task
def drain_outbox_task() -> None:
    drain()
