"""No figure without a purpose: whoever may read the figures says first what for."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lms.people.access import has_role

from .readers import READERS, TRAINERS
from .views.purpose import purpose
from .views.stated import stated_in

GATES = (frozenset(READERS), frozenset(TRAINERS))


class PurposeMiddleware:
    """Before every view whose gate admits the readers of figures or of decisions, so that none can be forgotten.

    Who may not pass the gate is not asked: the gate answers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        if getattr(view, "admits", None) not in GATES or view is purpose:
            return None
        if request.method not in ("GET", "HEAD") or not has_role(request.user, *READERS) or stated_in(request):
            return None
        return redirect(f"{reverse('analytics:purpose')}?{urlencode({'next': request.get_full_path()})}")
