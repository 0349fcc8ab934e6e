"""The table of what certificates of other bodies are worth here."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.competencies.selectors.framework import competencies
from lms.people.access import gate, person, scope_of
from lms.people.models import Role

from ...evidence_permissions import RATING_ROLES
from ...forms.entries.mapping import ProposeMappingForm
from ...models import EvidenceEntry, ExternalCertificateMapping
from ...services.entries import mappings as service
from ...services.entries.refusal import EntryRefused

Status = ExternalCertificateMapping.Status


@gate(Role.TRAINING_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def propose_mapping(request: HttpRequest) -> HttpResponse:
    places = sum(name.startswith("competency_") for name in request.POST)
    if request.POST.get("act") == "more":
        form = ProposeMappingForm(initial=request.POST.dict(), places=places + 1)
        return render(request, "assessments/evidence/propose_mapping.html", {"form": form})
    wanted = {key: request.GET.get(key, "") for key in ("issuer", "title")}
    form = ProposeMappingForm(request.POST or None, initial=wanted, places=places)
    if request.method == "POST" and form.is_valid():
        facts = {key: form.cleaned_data[key] for key in ("issuer", "title", "reason")}
        try:
            made = service.propose_mapping(values=form.values(), by=person(request), at=timezone.now(), **facts)
        except EntryRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Proposed. It counts once a second person has put it in force."))
            return redirect("assessments:mapping", made.public_id)
    return render(request, "assessments/evidence/propose_mapping.html", {"form": form})


@gate(*RATING_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = person(request)
    rows = ExternalCertificateMapping.objects.select_related("proposed_by", "decided_by")
    found = get_object_or_404(rows, public_id=public_id)
    if request.method == "POST":
        return _decide(request, found)
    cards = competencies()
    context = {
        "mapping": found,
        "values": [(cards[code], level) for code, level in found.values.items() if code in cards],
        "refusal": service.refusal_to_decide(found, user),
        "is_waiting": found.status == Status.PROPOSED,
        "may_end": found.status == Status.IN_FORCE and scope_of(user, *RATING_ROLES).is_everything,
        "claims": found.claims.filter(entry__status=EvidenceEntry.Status.IN_FORCE).count(),
    }
    return render(request, "assessments/evidence/mapping.html", context)


def _decide(request: HttpRequest, found: ExternalCertificateMapping) -> HttpResponse:
    user, now = person(request), timezone.now()
    acts = {
        "in_force": service.put_mapping_in_force,
        "decline": service.decline_mapping,
        "end": service.end_mapping,
    }
    act = acts.get(request.POST.get("decision", ""))
    if act is None:
        raise Http404
    try:
        act(mapping=found, by=user, at=now)  # type: ignore[operator]
        messages.success(request, _("Your decision is recorded."))
    except EntryRefused as refused:
        messages.error(request, str(refused))
    return redirect("assessments:mapping", found.public_id)
