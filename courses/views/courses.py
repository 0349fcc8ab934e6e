"""One course: what it leads to, what comes first, its lessons and what closes it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.people.access import person, signed_in

from ..selectors.courses import view_of


@signed_in
@never_cache
@require_safe
def course(request: HttpRequest, code: str) -> HttpResponse:
    found = view_of(person(request), code)
    if found is None:
        raise Http404
    return render(request, "courses/course.html", {"view": found, "course": found.course})
