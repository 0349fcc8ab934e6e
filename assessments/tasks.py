"""Clockwork of examinations; correctness never waits for it: an overdue attempt is also closed when next opened."""

from celery import shared_task
from django.utils import timezone

from .services.conduct.forgetting import forget_old_cases
from .services.entries.counting import end_expired
from .services.exchange.previews import discard_old_imports
from .services.exposure import count_exposures
from .services.overdue import close_overdue, close_overdue_cases


@shared_task
def close_overdue_task() -> None:
    now = timezone.now()
    close_overdue(at=now)
    close_overdue_cases(at=now)


@shared_task
def discard_old_imports_task() -> None:
    discard_old_imports(at=timezone.now())


@shared_task
def forget_old_cases_task() -> None:
    forget_old_cases(at=timezone.now())


@shared_task
def count_exposures_task() -> None:
    count_exposures()


@shared_task
def end_expired_certificates_task() -> None:
    end_expired(at=timezone.now())
