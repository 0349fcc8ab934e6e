"""Which wrong beliefs are common among those examined."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lms.people.access import gate, person

from ..readers import TEACHERS
from ..selectors.misconceptions import misconceptions_page


@gate(*TEACHERS)
@require_safe
def misconceptions(request: HttpRequest) -> HttpResponse:
    page = misconceptions_page(person(request), request.GET.get("bank", ""))
    return render(request, "analytics/misconceptions.html", {"page": page})
