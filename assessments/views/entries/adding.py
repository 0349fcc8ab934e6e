"""Adding to what speaks of one's own levels."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.people.access import person, signed_in

from ...forms.entries.adding import CertificateForm, PortfolioForm, SelfRatingForm
from ...services.entries.certificates import enter_certificate
from ...services.entries.portfolios import hand_in
from ...services.entries.refusal import EntryRefused
from ...services.entries.self_ratings import rate_oneself
from .competency import competency_card

ENTRY = "assessments/evidence/entry_form.html"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in_portfolio(request: HttpRequest, code: str) -> HttpResponse:
    card = competency_card(code)
    form = PortfolioForm(request.POST or None, request.FILES or None, code=code)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        files = facts.pop("pieces")
        try:
            entry = hand_in(learner=person(request), competency_id=card.pk, files=files, at=timezone.now(), **facts)
        except EntryRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Handed in. Two people rate it; you will be told by mail."))
            return redirect("assessments:entry", entry.public_id)
    return render(request, ENTRY, {"form": form, "card": card, "kind": "portfolio"})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rate_myself(request: HttpRequest, code: str) -> HttpResponse:
    card = competency_card(code)
    form = SelfRatingForm(request.POST or None, code=code)
    if request.method == "POST" and form.is_valid():
        entry = rate_oneself(learner=person(request), competency_id=card.pk, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Your rating is recorded. It weighs little beside what others can check."))
        return redirect("assessments:entry", entry.public_id)
    return render(request, ENTRY, {"form": form, "card": card, "kind": "self_rating"})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add_certificate(request: HttpRequest) -> HttpResponse:
    form = CertificateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        files = facts.pop("pieces")
        try:
            entry = enter_certificate(learner=person(request), files=files, at=timezone.now(), **facts)
        except EntryRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Entered. Somebody checks the document; you will be told by mail."))
            return redirect("assessments:entry", entry.public_id)
    return render(request, ENTRY, {"form": form, "card": None, "kind": "certificate"})
