"""The public page: every printed field and the state, for whoever holds the number."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.base.doors import public

from ..forms import FindCertificateForm
from ..limits import limited
from ..selectors.credentials import verified


@public
@require_safe
@limited
def verify_form(request: HttpRequest) -> HttpResponse:
    form = FindCertificateForm(request.GET if "number" in request.GET else None)
    if form.is_valid():
        return redirect("certificates:verify", form.cleaned_data["number"])
    return _quiet(render(request, "certificates/verify_form.html", {"form": form}))


@public
@require_safe
@limited
def verify(request: HttpRequest, number: str) -> HttpResponse:
    card = verified(number, timezone.localdate())
    if card is None:
        return _quiet(render(request, "certificates/unknown.html", {"form": FindCertificateForm()}, status=404))
    return _quiet(render(request, "certificates/verify.html", {"card": card, "checked_at": timezone.now()}))


def _quiet(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
