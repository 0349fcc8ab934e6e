"""The front door: what the academy is; those signed in go to their desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lms.base.doors import public


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("analytics:desk")
    return render(request, "analytics/home.html")
