"""Which messages this browser has opened or put off: two cookies with nothing but names, each sent only to its run."""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ..models import CaseRun

READ, PUT_OFF = "sz_read", "sz_later"
KEPT = 60 * 60 * 24 * 30  # seconds
MOST_NAMES = 60


def names_in(request: HttpRequest, cookie: str) -> set[str]:
    return _names(request.COOKIES.get(cookie, ""))


def put_off_now(request: HttpRequest) -> set[str]:
    """What the reader has just asked to see later."""
    return _names(request.POST.get("later", ""))


def remember(request: HttpRequest, response: HttpResponse, run: CaseRun, **names: Collection[str]) -> None:
    """`read` and `put_off`, as far as they differ from what the browser has told."""
    for cookie, now in ((READ, names.get("read")), (PUT_OFF, names.get("put_off"))):
        if now is not None and set(now) != names_in(request, cookie):
            response.set_cookie(
                cookie,
                ".".join(sorted(now)[:MOST_NAMES]),
                path=reverse("assessments:case_run", args=[run.public_id]),
                max_age=KEPT,
                httponly=True,
                secure=request.is_secure(),
                samesite="Lax",
            )


def _names(text: str) -> set[str]:
    return {name for name in text.split(".")[:MOST_NAMES] if name.isidentifier() and name.isascii()}
