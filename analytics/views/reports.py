"""The reports in reach: the list, a new draft, one report, its judgement and its way to the readers."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.people.access import access, gate, person
from lms.people.models import OrgUnit

from ..domain.report.workflow import Status, Step, open_steps
from ..models import Snapshot, UnitReport
from ..readers import READERS
from ..report_forms import DecideReportForm, ReportForms
from ..report_readers import SIGNERS, WRITERS, writing_scope
from ..selectors.owners import leaders_in
from ..selectors.reports.figures import UnitNotInSnapshot
from ..selectors.reports.judgement import missing_in
from ..selectors.reports.listing import calendars_of, lasting_snapshots, next_edition, reports_of, writable_units
from ..selectors.reports.page import report_page
from ..services.disclosures import note_view
from ..services.reports.drafting import AlreadyDrafted, ReportRefused, correct_report, draft_report, judge_report
from ..services.reports.settling import Incomplete, decide_report, hand_of, take_step
from .stated import stated_in


@gate(*READERS)
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    user = person(request)
    units = writable_units(user)
    context = {
        "reports": reports_of(user),
        "units": units,
        "snapshots": lasting_snapshots() if units else [],
        "calendars": calendars_of(units),
    }
    return render(request, "analytics/reports.html", context)


@gate(*WRITERS)
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    user = person(request)
    unit = get_object_or_404(writing_scope(user).units(), public_id=_uuid(request.POST.get("unit", "")))
    snapshot = get_object_or_404(Snapshot, public_id=_uuid(request.POST.get("at", "")))
    try:
        report = draft_report(unit=unit, snapshot=snapshot, by=user, at=timezone.now())
    except AlreadyDrafted as there:
        messages.info(request, _("There is a report on this unit and these figures already."))
        return redirect("analytics:report", there.report.public_id)
    except UnitNotInSnapshot:
        messages.warning(request, _("This unit did not exist in that place on that day: choose later figures."))
        return redirect("analytics:reports")
    except ReportRefused as refused:
        raise Http404 from refused
    return redirect("analytics:report_edit", report.public_id)


@gate(*READERS)
@require_safe
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    found = report_in_reach(request, report_id)
    user = person(request)
    note_view(viewer=user, snapshot=found.snapshot, unit=found.unit.code, page="report", stated=stated_in(request))
    steps = open_steps(Status(found.status), hand_of(user, found), is_decided=hasattr(found, "decision"))
    context = {
        "report": found,
        "page": report_page(found),
        "steps": {step.value for step in steps},
        "missing": missing_in(found) if found.status == Status.DRAFT else [],
        "later": next_edition(found),
        "form": DecideReportForm(),
        "actions": found.actions.select_related("owner"),
    }
    return render(request, "analytics/report.html", context)


@gate(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, report_id: UUID) -> HttpResponse:
    found = report_in_reach(request, report_id)
    user = person(request)
    if Step.EDIT not in open_steps(Status(found.status), hand_of(user, found)):
        raise Http404
    forms = ReportForms(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and forms.is_valid():
        judge_report(report=found, judgement=forms.judgement, by=user, at=timezone.now())
        messages.success(request, _("Saved. Somebody else reviews and signs it."))
        return redirect("analytics:report", found.public_id)
    page = report_page(found)
    gaps = list(zip(page.gaps, forms.gaps, strict=True))
    context = {"report": found, "page": page, "forms": forms, "gaps": gaps, "owners": leaders_in(found.unit)}
    return render(request, "analytics/report_edit.html", context)


@gate(*SIGNERS)
@require_POST
def step(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """One step of the way to the readers; what is not open to this person does not exist."""
    found = report_in_reach(request, report_id)
    user, at = person(request), timezone.now()
    try:
        wanted = Step(request.POST.get("step", ""))
        if wanted is Step.CORRECT:
            _must_be_open(found, request, wanted)
            found = correct_report(report=found, by=user, at=at)
        elif wanted is Step.DECIDE:
            form = DecideReportForm(request.POST)
            if not form.is_valid():
                raise Http404
            decide_report(report=found, by=user, at=at, **form.cleaned_data)
        else:
            take_step(report=found, step=wanted, by=user, at=at)
    except Incomplete:
        messages.warning(request, _("It cannot be reviewed yet: a gap lacks its service, owner or date."))
    except (ReportRefused, ValueError) as refused:
        raise Http404 from refused
    return redirect("analytics:report", found.public_id)


def report_in_reach(request: HttpRequest, report_id: UUID) -> UnitReport:
    found: UnitReport = access(person(request), UnitReport, public_id=report_id)
    return found


def _must_be_open(found: UnitReport, request: HttpRequest, wanted: Step) -> None:
    if wanted not in open_steps(Status(found.status), hand_of(person(request), found)):
        raise Http404


def _uuid(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as wrong:
        raise Http404 from wrong


def unit_in_writing(request: HttpRequest, unit_id: UUID) -> OrgUnit:
    """A unit over which one may write; else as if there were none."""
    found: OrgUnit = get_object_or_404(writing_scope(person(request)).units(), public_id=unit_id)
    return found
