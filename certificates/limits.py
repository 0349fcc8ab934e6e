"""How often one address may ask the public page."""

from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .services.counting import count_asking, window_end

LIMITS = ((30, 60), (1000, 24 * 60 * 60))  # requests, seconds

View = Callable[..., HttpResponse]


def limited(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seconds = _wait(request)
        if not seconds:
            return view(request, *args, **kwargs)
        response = render(request, "certificates/too_many.html", {"minutes": -(-seconds // 60)}, status=429)
        response.headers["Retry-After"] = str(seconds)
        return response

    return guarded


def client_address(request: HttpRequest) -> str:
    """The peer, or what the nearest trusted proxy saw."""
    trusted: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if trusted and len(forwarded) >= trusted:
        return forwarded[-trusted]
    return str(request.META.get("REMOTE_ADDR", ""))


def _wait(request: HttpRequest) -> int:
    """Seconds until the next request is welcome; 0 now."""
    # The address itself is nobody's business: only its keyed hash is kept, and only for a day.
    who = salted_hmac("certificates.limits", client_address(request)).hexdigest()[:24]
    now = timezone.now()
    counts = count_asking(who=who, windows=[seconds for _, seconds in LIMITS], at=now)
    ends = [window_end(seconds, now) for most, seconds in LIMITS if counts[seconds] > most]
    return ceil((max(ends) - now).total_seconds()) if ends else 0
