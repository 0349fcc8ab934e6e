"""By what name a session is known to the sitting that is bound to it."""

from django.http import HttpRequest


def session_key(request: HttpRequest) -> str:
    """Stable over the sitting, unlike the session's own key, which changes when a password is confirmed."""
    name: str = request.session.setdefault("sitting", request.session.session_key or "")
    return name
