"""What speaks of one's own levels, and adding to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lms.people.access import person, signed_in
from lms.people.selectors.requirements import requirements_of

from ...forms.entries.mine import AddEvidenceForm
from ...selectors.entries.mine import contests_of, entries_without_rows, evidence_by_competency


@signed_in
@require_safe
def my_evidence(request: HttpRequest) -> HttpResponse:
    user, now = person(request), timezone.now()
    groups = evidence_by_competency(user, now)
    context = {
        "shown": [one for one in groups if one.lines or one.former],
        "bare": [one.standing for one in groups if not one.lines],
        "pending": entries_without_rows(user),
        "contests": contests_of(user),
    }
    return render(request, "assessments/evidence/mine.html", context)


@signed_in
@require_safe
def add_evidence(request: HttpRequest) -> HttpResponse:
    needed = frozenset(requirements_of(person(request), timezone.localdate()))
    asked = request.GET if "way" in request.GET else None
    form = AddEvidenceForm(asked, needed=needed, initial={"competency": request.GET.get("competency")})
    if asked is not None and form.is_valid():
        view = "hand_in_portfolio" if form.cleaned_data["way"] == "portfolio" else "rate_myself"
        return redirect(f"assessments:{view}", form.cleaned_data["competency"])
    return render(request, "assessments/evidence/add.html", {"form": form})
