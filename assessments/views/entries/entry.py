"""One entry, for the person and for whoever entered it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lms.people.access import access, person, signed_in

from ...forms.entries.mine import ReasonForm
from ...models import EvidenceEntry
from ...selectors.entries.anchors import anchors_of
from ...selectors.entries.one import rows_and_contests
from ...selectors.entries.queues import waits_for_a_third
from ...services.entries.contests import may_contest
from ...services.entries.refusal import EntryRefused
from ...services.entries.withdrawing import may_withdraw, withdraw_entry


@signed_in
@require_safe
def entry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = person(request)
    found = access(user, EvidenceEntry, public_id=public_id)
    rows = [(row, contests, may_contest(row, user)) for row, contests in rows_and_contests(found)]
    context = {
        "entry": found,
        "is_own": found.learner_id == user.pk,
        "rows": rows,
        "anchors": anchors_of(found.competency.code) if found.competency else [],
        "artefacts": found.artefacts.defer("data"),
        # Until the rating is complete nobody but its rater reads a word of it.
        "ratings": [] if found.is_waiting else found.ratings.exclude(rated_at=None),
        "rated": found.ratings.exclude(rated_at=None).count(),
        "takes_a_third": waits_for_a_third(found),
        "form": ReasonForm() if may_withdraw(found, user) else None,
    }
    return render(request, "assessments/evidence/entry.html", context)


@signed_in
@require_POST
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = access(person(request), EvidenceEntry, public_id=public_id)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        withdraw_entry(entry=found, reason=reason, by=person(request), at=timezone.now())
        messages.success(request, _("Withdrawn. It no longer counts; the record of it stays."))
    except EntryRefused as refused:
        messages.error(request, str(refused))
    return redirect("assessments:entry", public_id)
