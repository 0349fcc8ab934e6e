"""What the academy holds about the person who is signed in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..access import person, signed_in
from ..selectors.account import account_of


@signed_in
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    account = account_of(person(request))
    hours = settings.SESSION_COOKIE_AGE // 3600
    return render(request, "people/me.html", {"account": account, "session_hours": hours})
