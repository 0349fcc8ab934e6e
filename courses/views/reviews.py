"""Where a second person reads a page as learners will, and decides."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import TaskState

from lms.base.desk import desk_context
from lms.people.access import gate, person
from lms.people.models import Role

from ..forms.review import APPROVE, DecideReviewForm
from ..selectors.reviews import Review, review_for
from ..services.reviewing import approve_page, return_page

DECIDERS = (Role.REVIEWER, Role.TRAINING_MANAGER)


@gate(*DECIDERS)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, state_id: int) -> HttpResponse:
    found = review_for(person(request), state_id)
    if found is None:
        raise Http404
    form = DecideReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _decide(request, found, form)
    title = str(found.page)
    return render(
        request,
        "courses/desk/review.html",
        {**desk_context([], title=title, icon="doc-full-inverse"), "review": found, "form": form},
    )


def _decide(request: HttpRequest, found: Review, form: DecideReviewForm) -> HttpResponse:
    comment, by = form.cleaned_data["comment"], person(request)
    try:
        if form.cleaned_data["decision"] == APPROVE:
            approve_page(state_id=found.state.pk, by=by, comment=comment)
            messages.success(request, _("“%(title)s” is published: learners see it now.") % {"title": found.page})
        else:
            return_page(state_id=found.state.pk, by=by, comment=comment)
            messages.success(request, _("“%(title)s” went back to its authors.") % {"title": found.page})
    except (PermissionDenied, TaskState.DoesNotExist):
        messages.error(request, _("Nothing was decided: the page has changed or somebody else has decided."))
    return redirect("wagtailadmin_home")
