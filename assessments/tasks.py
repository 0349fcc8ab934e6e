"""Clockwork of examinations; correctness never waits for it: an overdue attempt is also closed when next opened."""

from celery import group, shared_task
from django.conf import settings
from django.utils import timezone

from .selectors.level_rollup import ranges_to_count
from .services.conduct.forgetting import forget_old_cases
from .services.entries.counting import end_expired
from .services.exchange.previews import discard_old_imports
from .services.exposure import count_exposures
from .services.levels.recomputing import recompute_everybody, recompute_within
from .services.levels.verifying import verify_levels
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


@shared_task
def verify_levels_task() -> None:
    verify_levels(at=timezone.now())


@shared_task
def recompute_within_task(start: int, stop: int) -> None:
    recompute_within(numbers=range(start, stop), at=timezone.now())


def recompute_levels() -> int | None:
    """Everybody's: side by side where several workers may listen, else here; how many people, if done on return.

    An office has one worker, which would do the portions one after the other just as well.
    """
    if settings.HAS_ONE_WORKER:
        return recompute_everybody(at=timezone.now())
    group(recompute_within_task.si(numbers.start, numbers.stop) for numbers in ranges_to_count()).delay()
    return None
