"""Irregular answering at the desk: runs of the indicators, and the cases that people look at. For reviewers alone."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.base.audit import record
from lms.base.desk import desk_context
from lms.people.access import access, person

from ..forms.conduct import DecideAppealForm, DecideFindingForm, DecideRunForm, StartRunForm, WriteFindingForm
from ..models import ConductCase, ConductRun, Examination
from ..permissions import may_review
from ..selectors.conduct.cases import cases_of, partner_cases, runs_of
from ..selectors.conduct.words import facts_in_words, lines_in_words
from ..selectors.dependents import dependents_of
from ..services.conduct.cases import (
    allow_appeal,
    confirm_finding,
    decline_appeal,
    is_heard,
    return_finding,
    write_finding,
)
from ..services.conduct.refusal import (
    ConductRefused,
    refusal_to_decide,
    refusal_to_hear_appeal,
    refusal_to_work_on,
)
from ..services.conduct.runs import MOST_SITTINGS, discard_run, open_cases, start_run
from .banks import ICON
from .crumbs import to_conduct, to_examination
from .doors import reviewers_only

USUAL_PERIOD = timedelta(days=90)

Status, Verdict = ConductCase.Status, ConductCase.Finding


@reviewers_only
@require_http_methods(["GET", "HEAD", "POST"])
def conduct(request: HttpRequest, code: str) -> HttpResponse:
    """What ran so far, the cases, and the start of a new run."""
    examination, now = _reviewed(request, code), timezone.now()
    today = timezone.localdate(now)
    form = StartRunForm(request.POST or None, initial={"since": today - USUAL_PERIOD, "until": today})
    if request.method == "POST" and form.is_valid():
        try:
            started = start_run(examination=examination, by=person(request), at=now, **form.cleaned_data)
        except ConductRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("authoring:conduct_run", code, started.public_id)
    context = {
        **desk_context(to_examination(examination), title=_("Irregular answering"), icon=ICON),
        "examination": examination,
        "form": form,
        "runs": runs_of(examination),
        "cases": cases_of(examination, person(request)),
        "most_sittings": MOST_SITTINGS,
        "now": now,
    }
    return render(request, "assessments/desk/conduct.html", context)


@reviewers_only
@require_http_methods(["GET", "HEAD", "POST"])
def run(request: HttpRequest, code: str, run_id: UUID) -> HttpResponse:
    """Counts, and no name: what would be opened is looked at only once it is a case."""
    examination = _reviewed(request, code)
    found = get_object_or_404(runs_of(examination), public_id=run_id)
    if request.method == "POST":
        return _decide_run(request, found, code)
    context = {
        **desk_context(to_conduct(examination), title=_("Run of the indicators"), icon=ICON),
        "run": found,
        "lines": lines_in_words(found.lines),
        "is_preview": found.status == ConductRun.Status.PREVIEW,
    }
    return render(request, "assessments/desk/conduct_run.html", context)


@reviewers_only
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, code: str, case_id: UUID) -> HttpResponse:
    """Each look is written down."""
    examination, user, now = _reviewed(request, code), person(request), timezone.now()
    found = get_object_or_404(cases_of(examination, user), public_id=case_id)
    step, form, refusal = _next_step(found, request)
    if request.method == "POST":
        if form is None or not form.is_valid():
            messages.error(request, _("Please fill in what is missing."))
            return redirect("authoring:conduct_case", code, case_id)
        try:
            _take_step(found, step, request, form.cleaned_data)
        except ConductRefused as refused:
            messages.error(request, str(refused))
        return redirect("authoring:conduct_case", code, case_id)
    record(user, "conduct.looked_at", found)
    attempt = found.attempt
    would_fall = found.status in (Status.OPEN, Status.PROPOSED) and bool(attempt.has_passed)
    context = {
        **desk_context(to_conduct(examination), title=_("Case of conduct"), icon=ICON),
        "case": found,
        "facts": facts_in_words(found.facts),
        "partners": partner_cases(found, user),
        "is_heard": is_heard(found, now),
        "step": step,
        "form": form,
        "refusal": refusal,
        "is_open": found.status in (Status.OPEN, Status.PROPOSED),
        "dependents": dependents_of([attempt.public_id], {attempt.learner_id}) if would_fall else [],
    }
    return render(request, "assessments/desk/conduct_case.html", context)


def _reviewed(request: HttpRequest, code: str) -> Examination:
    """Who writes here and reviews elsewhere meets a 404."""
    user = person(request)
    examination = access(user, Examination, code=code)
    if not may_review(user, examination.bank):
        raise Http404
    return examination


def _decide_run(request: HttpRequest, found: ConductRun, code: str) -> HttpResponse:
    form, user, now = DecideRunForm(request.POST), person(request), timezone.now()
    if not form.is_valid():
        raise Http404
    try:
        if form.cleaned_data["decision"] == "open":
            opened = len(open_cases(run=found, by=user, at=now))
            messages.success(
                request, _("Cases opened: %(count)d. Everybody concerned is asked to answer.") % {"count": opened}
            )
        else:
            discard_run(run=found, by=user, at=now)
            messages.success(request, _("Discarded. Nobody was told anything."))
    except ConductRefused as refused:
        messages.error(request, str(refused))
    return redirect("authoring:conduct", code)


Form = WriteFindingForm | DecideFindingForm | DecideAppealForm


def _next_step(found: ConductCase, request: HttpRequest) -> tuple[str, Form | None, str | None]:
    """(name of the step, its form, why this person may not take it)."""
    user, posted = person(request), request.POST if request.method == "POST" else None
    if found.status == Status.OPEN:
        return "finding", WriteFindingForm(posted), refusal_to_work_on(found, user)
    if found.status == Status.PROPOSED:
        return "decision", DecideFindingForm(posted), refusal_to_decide(found, user)
    if found.status == Status.SET_ASIDE and found.appealed_at is not None:
        return "appeal", DecideAppealForm(posted), refusal_to_hear_appeal(found, user)
    return "", None, None


def _take_step(found: ConductCase, step: str, request: HttpRequest, said: dict[str, str]) -> None:
    by, at = person(request), timezone.now()
    if step == "finding":
        write_finding(case=found, finding=Verdict(said["finding"]), reason=said["reason"], by=by, at=at)
        messages.success(request, _("Written. Nothing changes before a second person has confirmed it."))
    elif step == "decision" and said["decision"] == "confirm":
        confirm_finding(case=found, by=by, at=at)
        messages.success(request, _("Decided. The candidate is told by mail that there is a decision to read."))
    elif step == "decision":
        return_finding(case=found, comment=said["comment"], by=by)
        messages.success(request, _("Returned. Nothing was changed."))
    else:
        act = allow_appeal if said["decision"] == "allow" else decline_appeal
        act(case=found, reason=said["reason"], by=by, at=at)
        messages.success(request, _("Decided. The candidate is told by mail that there is a decision to read."))
