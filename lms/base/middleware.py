"""Headers that no view should have to remember, and the short way of the exam save."""

from collections.abc import Callable
from functools import cache

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve

from .doors import EXAM_TOKEN

GetResponse = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class SecurityHeadersMiddleware:
    """Nothing of a signed-in person is cached; what a page may load and do is said with every reply."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        # Asked of the session, not of the user, so that the exam save stays without a session query.
        session = getattr(request, "session", None)
        if session is not None and session.accessed and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "no-store, private"
        return response


class ContentSecurityPolicyMiddleware:
    """Two policies: the authors' under /cms/, the strict one everywhere else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(HEADER, _policy(of_the_desk=request.path.startswith("/cms/")))
        return response


@cache
def _policy(*, of_the_desk: bool) -> str:
    # No part of a policy depends on the request, so its text is put together once.
    return str(build_policy(replace=settings.CMS_CONTENT_SECURITY_POLICY if of_the_desk else None))


class ExamTokenMiddleware:
    """A request that carries an exam token, to a view that such a token admits, goes straight there.

    It stands behind what guards every request and reply (TLS, host, headers), and before what knows sessions, people
    and languages, none of which such a view reads (docs/decisions/0002). Its view tells a sealed token from any other.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        match = _admitted_by_token(request) if "HTTP_X_EXAM_TOKEN" in request.META else None
        if match is None:
            return self.get_response(request)
        request.resolver_match = match
        reply: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return reply


def _admitted_by_token(request: HttpRequest) -> ResolverMatch | None:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    return match if getattr(match.func, "admits", None) == EXAM_TOKEN else None
