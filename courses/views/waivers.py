"""What a placement changes for one's path: the preview, its use, and undoing it."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lms.people.access import person, signed_in

from ..selectors.waivers import plan_of
from ..services.waiving import PlanChanged, undo_placement, use_placement


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def waivers(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Before and after; the button sends back what was shown, so that nothing else is waived."""
    if request.method == "POST":
        return _use(request, public_id)
    plan = plan_of(person(request), public_id)
    if plan is None:
        raise Http404
    return render(request, "courses/waivers.html", {"plan": plan})


@signed_in
@require_POST
def undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    if plan_of(person(request), public_id) is None:
        raise Http404
    if undo_placement(learner=person(request), public_id=public_id, at=timezone.now()):
        messages.success(request, _("Undone: no lesson is waived any more."))
    return redirect("courses:waivers", public_id)


def _use(request: HttpRequest, public_id: UUID) -> HttpResponse:
    try:
        plan = use_placement(
            learner=person(request),
            public_id=public_id,
            fingerprint=request.POST.get("fingerprint", ""),
            at=timezone.now(),
        )
    except PlanChanged:
        messages.warning(request, _("Courses or your progress have changed since. Look at the preview again."))
        context = {"plan": plan_of(person(request), public_id)}
        return render(request, "courses/waivers.html", context, status=HTTPStatus.CONFLICT)
    if plan is None:
        raise Http404
    messages.success(request, _("Your path now starts from this result."))
    return redirect("courses:waivers", public_id)
