"""The map of all courses."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.people.access import person, signed_in

from ..domain.searching import LONGEST_QUERY
from ..selectors.catalogue import catalogue_for


@signed_in
@never_cache
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    found = catalogue_for(
        person(request),
        query=request.GET.get("q", "").strip()[:LONGEST_QUERY],
        competency_code=request.GET.get("competency", "")[:8],
    )
    return render(request, "courses/catalogue.html", {"catalogue": found})
