"""My desk, where everybody arrives after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.people.access import person, signed_in

from ..selectors.desk import desk_of


@signed_in
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    return render(
        request, "analytics/desk.html", {"desk": desk_of(person(request), now), "today": timezone.localdate(now)}
    )
