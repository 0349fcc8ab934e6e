"""A browser that somebody signed in from keeps a count of failed tries of its own.

Guesses from elsewhere therefore slow down strangers, never the owner of the account at the usual desk. The protocol is
that of OWASP's device cookies.
"""

import secrets

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from .models import User

A_YEAR = 365 * 24 * 3600  # seconds
SALT = "people.known_browser"


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Leave the mark of this account; a browser shared by a counter carries one for each of its people."""
    if browser_of(request, user) is None:
        response.set_cookie(
            _name(user),
            Signer(salt=SALT).sign(f"{secrets.token_hex(8)}.{_fingerprint(user)}"),
            max_age=A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def browser_of(request: HttpRequest, user: User) -> str | None:
    """The mark of this browser for this account; None where it never signed in, or not with the present password."""
    try:
        mark, fingerprint = Signer(salt=SALT).unsign(request.COOKIES.get(_name(user), "")).split(".")
    except (BadSignature, ValueError):
        return None
    return mark if secrets.compare_digest(fingerprint, _fingerprint(user)) else None


def _name(user: User) -> str:
    return f"desk-{salted_hmac(SALT, str(user.pk)).hexdigest()[:12]}"


def _fingerprint(user: User) -> str:
    return salted_hmac(SALT, f"{user.pk}:{user.password}", algorithm="sha256").hexdigest()[:32]
