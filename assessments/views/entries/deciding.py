"""Deciding about the contests of others."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.access import gate, person

from ...contest_permissions import DECIDING_ROLES, contests_for
from ...forms.entries.deciding import DecideContestForm
from ...models import EvidenceContest
from ...selectors.entries.anchors import anchors_of
from ...selectors.entries.origins import line_of, rows_of_person
from ...selectors.entries.queues import days_open, decided_contests, open_contests
from ...services.entries import contests as service
from ...services.entries.refusal import EntryRefused

DECIDED_SHOWN = 50


@gate(*DECIDING_ROLES)
@require_safe
def contests(request: HttpRequest) -> HttpResponse:
    user, today = person(request), timezone.localdate()
    waiting = [(one, days_open(one, today), one.due_on < today) for one in open_contests(user)]
    context = {"waiting": waiting, "decided": decided_contests(user)[:DECIDED_SHOWN]}
    return render(request, "assessments/evidence/contests.html", context)


@gate(*DECIDING_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def decide_contest(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = person(request)
    found = get_object_or_404(contests_for(user).select_related("decided_by"), public_id=public_id)
    row = rows_of_person(found.evidence.learner).select_related("competency").get(pk=found.evidence_id)
    form = DecideContestForm(request.POST or None, ceiling=row.ceiling) if found.is_open else None
    if request.method == "POST" and form is not None and (row.superseded_at is not None or form.is_valid()):
        _decide(request, found, form)
        return redirect("assessments:contests")
    entry = row.entry
    context = {
        "contest": found,
        "row": row,
        "line": line_of(row, None),
        "entry": entry,
        "ratings": entry.ratings.exclude(rated_at=None) if entry else [],
        "artefacts": entry.artefacts.defer("data") if entry else [],
        "anchors": anchors_of(row.competency.code),
        "is_late": found.is_open and found.due_on < timezone.localdate(),
        "form": form,
    }
    return render(request, "assessments/evidence/decide_contest.html", context)


def _decide(request: HttpRequest, found: EvidenceContest, form: DecideContestForm) -> None:
    user, now, status = person(request), timezone.now(), EvidenceContest.Status
    try:
        if found.evidence.superseded_at is not None:
            service.close_as_overtaken(contest=found, by=user, at=now)
        else:
            facts = form.cleaned_data
            if facts["decision"] == status.CORRECTED:
                service.correct(contest=found, value=facts["value"], reason=facts["reason"], by=user, at=now)
            elif facts["decision"] == status.STRUCK_OUT:
                service.strike_out(contest=found, reason=facts["reason"], by=user, at=now)
            else:
                service.uphold(contest=found, reason=facts["reason"], by=user, at=now)
    except EntryRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your decision is recorded."))
