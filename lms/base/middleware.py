"""Headers that no view should have to remember."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class SecurityHeadersMiddleware:
    """Nothing of a signed-in person is cached; the authors' desk gets the policy its editor needs."""

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


class CmsContentSecurityPolicyMiddleware:
    """Swap in the authors' policy under /cms/ before the policy header is written."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/cms/"):
            response._csp_replace = settings.CMS_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        return response
