"""What one's employer can see, and who looked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lms.people.access import person, signed_in

from ..selectors.access import looks_at, who_may_see


@signed_in
@require_safe
def access_log(request: HttpRequest) -> HttpResponse:
    user = person(request)
    return render(request, "analytics/access.html", {"looks": looks_at(user), "may_see": who_may_see(user)})
