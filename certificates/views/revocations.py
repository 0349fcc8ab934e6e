"""Withdrawing a certificate: an administrator asks, a second administrator or a training manager decides."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.access import access, gate, person, visible
from lms.people.models import Role

from ..forms import AskRevocationForm
from ..models import Credential, Revocation, RevocationRequest
from ..services.revoking import (
    RevocationRefused,
    ask_revocation,
    confirm_revocation,
    decline_revocation,
    take_back_revocation,
)

READ_AND_POST = ["GET", "HEAD", "POST"]
DECISIONS = {"confirm": confirm_revocation, "decline": decline_revocation}
OWN_DECISIONS = {"take_back": take_back_revocation}

deciders = gate(Role.ADMINISTRATOR, Role.TRAINING_MANAGER)


@gate(Role.ADMINISTRATOR)
@require_http_methods(READ_AND_POST)
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """One's own certificate is for others to ask about; one that waits or is revoked is not asked about again."""
    user = person(request)
    credential = access(user, Credential, public_id=public_id)
    if credential.learner_id == user.pk or Revocation.objects.filter(credential=credential).exists():
        raise Http404
    form = AskRevocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _ask(request, credential, form)
    if credential.revocation_requests.filter(status=RevocationRequest.Status.WAITING).exists():
        return redirect("certificates:revocation", public_id)
    return render(request, "certificates/revoke.html", {"form": form, "credential": credential})


@deciders
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    rows = visible(request.user, RevocationRequest).filter(status=RevocationRequest.Status.WAITING)
    rows = rows.select_related("credential__achievement", "asked_by")
    return render(request, "certificates/revocations.html", {"rows": rows})


@deciders
@require_http_methods(READ_AND_POST)
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was asked and why; its author may take it back, somebody else may confirm or decline."""
    user = person(request)
    requests = visible(user, RevocationRequest).filter(credential__public_id=public_id)
    asked = requests.select_related("credential__achievement", "asked_by", "decided_by").order_by("-pk").first()
    if asked is None:
        raise Http404
    is_own = asked.asked_by_id == user.pk
    if request.method == "POST":
        return _decide(request, asked, is_own=is_own)
    is_waiting = asked.status == RevocationRequest.Status.WAITING
    return render(request, "certificates/revocation.html", {"asked": asked, "is_own": is_own, "is_waiting": is_waiting})


def _ask(request: HttpRequest, credential: Credential, form: AskRevocationForm) -> HttpResponse:
    try:
        ask_revocation(
            credential=credential,
            reason=RevocationRequest.Reason(form.cleaned_data["reason"]),
            detail=form.cleaned_data["detail"],
            by=person(request),
            at=timezone.now(),
        )
    except RevocationRefused:
        messages.info(request, _("Somebody has asked for this already."))
    else:
        messages.success(request, _("Your request waits for a second person. Until then the certificate stays valid."))
    return redirect("certificates:revocation", credential.public_id)


def _decide(request: HttpRequest, asked: RevocationRequest, *, is_own: bool) -> HttpResponse:
    service = (OWN_DECISIONS if is_own else DECISIONS).get(request.POST.get("decision", ""))
    if service is None:
        raise Http404
    try:
        service(request=asked, by=person(request), at=timezone.now())
    except RevocationRefused:
        messages.info(request, _("This request was decided already."))
    else:
        messages.success(request, _("Your decision is recorded."))
    return redirect("certificates:revocation", asked.credential.public_id)
