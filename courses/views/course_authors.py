"""The authors of each course, set by those who keep the whole curriculum."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.base.desk import desk_context
from lms.people.access import person

from ..forms.course_authors import SetCourseAuthorsForm
from ..selectors.course_authors import courses_with_authors, possible_authors
from ..services.course_authors import set_authors
from .keepers import keepers_of_the_curriculum

ICON = "edit"


@keepers_of_the_curriculum
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    context = desk_context([], title=_("Authors of courses"), icon=ICON)
    return render(request, "courses/desk/course_authors.html", {**context, "courses": courses_with_authors()})


@keepers_of_the_curriculum
@require_http_methods(["GET", "HEAD", "POST"])
def authors(request: HttpRequest, public_id: UUID) -> HttpResponse:
    course = next((one for one in courses_with_authors() if one.key == public_id), None)
    if course is None:
        raise Http404
    form = SetCourseAuthorsForm(
        request.POST if request.method == "POST" else None,
        possible=possible_authors(),
        initial={"authors": [one.pk for one in course.authors]},
    )
    if request.method == "POST" and form.is_valid():
        set_authors(course=public_id, authors=form.cleaned_data["authors"], by=person(request))
        messages.success(request, _("The authors of the course are set."))
        return redirect("course_authors")
    trail = [{"url": reverse("course_authors"), "label": _("Authors of courses")}]
    context = desk_context(trail, title=course.title, icon=ICON)
    return render(request, "courses/desk/course_author.html", {**context, "course": course, "form": form})
