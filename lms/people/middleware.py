"""Holders of rights show a second factor before any page, where the installation asks for it."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lms.base.doors import EXAM_TOKEN

OPEN_PATHS = ("/account/", "/static/", "/healthz", "/readyz", "/language/")
# Recovery codes are a spare of these two, never a second factor of their own.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class PrivilegedSecondFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Where no view was found, none was asked below.
        is_nowhere = request.resolver_match is None
        return _to_enrolment() if is_nowhere and _must_enrol_first(request) else response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        # Asking would cost the save of an answer its session and its user; the view uses neither (docs/decisions/0002).
        if getattr(view, "admits", None) == EXAM_TOKEN:
            return None
        return _to_enrolment() if _must_enrol_first(request) else None


def _must_enrol_first(request: HttpRequest) -> bool:
    if not settings.SECOND_FACTOR_REQUIRED or request.path.startswith(OPEN_PATHS):
        return False
    user = request.user
    return user.is_authenticated and user.is_privileged and not is_mfa_enabled(user, types=FACTORS)


def _to_enrolment() -> HttpResponse:
    return redirect(f"{reverse('mfa_index')}?required")
