"""Checking documents of other bodies."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.access import gate, has_role, person
from lms.people.models import Role

from ...evidence_permissions import RATING_ROLES, certificates_for
from ...forms.entries.deciding import DeclineForm
from ...models import EvidenceEntry, ExternalCertificateMapping
from ...selectors.entries.queues import certificates_to_check, certificates_without_mapping, same_number
from ...services.entries.certificates import confirm_certificate, decline_certificate
from ...services.entries.counting import mapping_in_force
from ...services.entries.refusal import EntryRefused

Status = ExternalCertificateMapping.Status


@gate(*RATING_ROLES)
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """Documents for training managers of the person's units; mappings for everybody who may decide about one."""
    user = person(request)
    mappings = ExternalCertificateMapping.objects.select_related("proposed_by", "decided_by")
    context = {
        "waiting": certificates_to_check(user),
        "unmapped": certificates_without_mapping(user),
        "mappings": mappings.filter(status__in=[Status.PROPOSED, Status.IN_FORCE]).order_by("-status", "issuer_key"),
        "former": mappings.filter(status__in=[Status.DECLINED, Status.ENDED]),
        "checks": has_role(user, Role.TRAINING_MANAGER),
    }
    return render(request, "assessments/evidence/certificates.html", context)


@gate(Role.TRAINING_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = person(request)
    unchecked = certificates_for(user).filter(status=EvidenceEntry.Status.WAITING, certificate__checked_at=None)
    found = get_object_or_404(unchecked.select_related("learner", "certificate"), public_id=public_id)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("decision") == "confirm":
                confirm_certificate(entry=found, by=user, at=timezone.now())
            else:
                decline_certificate(entry=found, reason=form.cleaned_data["reason"], by=user, at=timezone.now())
        except EntryRefused as refused:
            messages.error(request, str(refused))
            return redirect("assessments:check_certificate", public_id)
        messages.success(request, _("Your decision is recorded."))
        return redirect("assessments:certificates")
    context = {
        "entry": found,
        "claim": found.certificate,
        "artefacts": found.artefacts.defer("data"),
        "mapping": mapping_in_force(found.certificate),
        "same_number": same_number(found),
        "form": form,
    }
    return render(request, "assessments/evidence/certificate.html", context)
