"""Contesting a row of one's own."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.people.access import access, person, signed_in

from ...forms.entries.mine import ContestForm
from ...models import Evidence, EvidenceContest
from ...selectors.entries.deciders import deciders_of
from ...selectors.entries.origins import line_of, rows_of_person
from ...services.entries import contests as service
from ...services.entries.refusal import EntryRefused


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def contest_evidence(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = person(request)
    row = access(user, Evidence, public_id=public_id)
    earlier = row.contests.exclude(status=EvidenceContest.Status.WITHDRAWN).first()
    if earlier is not None:
        return redirect("assessments:contest", earlier.public_id)
    if not service.may_contest(row, user):
        raise Http404
    form = ContestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            filed = service.file_contest(row=row, reasons=form.cleaned_data["reasons"], by=user, at=timezone.now())
        except EntryRefused as refused:
            messages.error(request, str(refused))
            return redirect("assessments:my_evidence")
        messages.success(request, _("Received. You will be told by mail when there is a decision."))
        return redirect("assessments:contest", filed.public_id)
    line = line_of(rows_of_person(user).get(pk=row.pk), None)
    context = {"form": form, "row": row, "line": line, "days": service.TIME_TO_DECIDE.days}
    return render(request, "assessments/evidence/contest_form.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def contest(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The person's own: each step with its day. POST takes it back."""
    user = person(request)
    found = access(user, EvidenceContest, public_id=public_id)
    if request.method == "POST":
        try:
            service.withdraw_contest(contest=found, by=user, at=timezone.now())
            messages.success(request, _("You have taken the contest back. The entry counts as before."))
        except EntryRefused as refused:
            messages.error(request, str(refused))
        return redirect("assessments:contest", public_id)
    context = {
        "contest": found,
        "line": line_of(rows_of_person(user).get(pk=found.evidence_id), None),
        "is_late": found.is_open and found.due_on < timezone.localdate(),
        "has_decider": not found.is_open or bool(deciders_of(found)),
    }
    return render(request, "assessments/evidence/contest.html", context)
