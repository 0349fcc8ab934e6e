"""Health: is the process up, and can it do its work?"""

import shutil
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .doors import public
from .models import Heartbeat, OutboxMessage
from .nightly import last_level_check

FREE_BYTES_NEEDED = 1_000_000_000
WORKER_SILENCE_ALLOWED = timedelta(seconds=90)


@public
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@public
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Parked messages and the nightly check of levels are shown but do not count: they are work for a person, not a
    reason to send people away."""
    checks = {"database": _database_writes(), "disk": _disk_is_free(), "worker": _worker_is_alive()}
    is_ready = all(checks.values())
    answer = {"ready": is_ready, "checks": checks, "parked_messages": _parked_messages(), "levels": last_level_check()}
    return JsonResponse(answer, status=200 if is_ready else 503)


def _database_writes() -> bool:
    try:
        with transaction.atomic():
            Heartbeat.objects.update_or_create(name="ready", defaults={"seen_at": timezone.now()})
    except DatabaseError:
        return False
    return True


def _disk_is_free() -> bool:
    return shutil.disk_usage(settings.STATIC_ROOT.parent).free >= FREE_BYTES_NEEDED


def _worker_is_alive() -> bool:
    try:
        return Heartbeat.objects.filter(name="worker", seen_at__gte=timezone.now() - WORKER_SILENCE_ALLOWED).exists()
    except DatabaseError:
        return False


def _parked_messages() -> int | None:
    try:
        return OutboxMessage.objects.filter(parked_at__isnull=False).count()
    except DatabaseError:
        return None
