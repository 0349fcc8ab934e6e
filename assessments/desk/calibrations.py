"""Runs of calibration: proposed by one person of the bank, put in force by another."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lms.base.desk import desk_context
from lms.people.access import access, person

from ..models import CalibrationRun, ItemBank
from ..permissions import may_put_in_force
from ..selectors.calibration_runs import run_report, runs_of
from ..services.calibration import CalibrationRefused, calibrate_bank, put_calibration_in_force
from .banks import ICON
from .crumbs import to_bank, to_calibrations
from .doors import authors_and_reviewers


@authors_and_reviewers
@require_safe
def run_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    bank = access(person(request), ItemBank, public_id=public_id)
    context = {
        **desk_context(to_bank(bank), title=_("Calibration"), icon=ICON),
        "bank": bank,
        "runs": runs_of(bank),
    }
    return render(request, "assessments/desk/calibrations.html", context)


@authors_and_reviewers
@require_safe
def run(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Before beside after, for whoever is to put it in force."""
    user = person(request)
    bank = access(user, ItemBank, public_id=public_id)
    report = run_report(bank, number)
    is_proposal = report.run.status == CalibrationRun.Status.PROPOSED
    context = {
        **desk_context(to_calibrations(bank), title=_("Run %(number)s") % {"number": number}, icon=ICON),
        "bank": bank,
        "report": report,
        "may_put_in_force": is_proposal and may_put_in_force(user, report.run),
        "is_own_proposal": is_proposal and report.run.made_by_id == user.pk,
    }
    return render(request, "assessments/desk/calibration.html", context)


@authors_and_reviewers
@require_POST
def propose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = person(request)
    bank = access(user, ItemBank, public_id=public_id)
    try:
        proposed = calibrate_bank(bank=bank, actor=user, at=timezone.now())
    except CalibrationRefused as refused:
        messages.error(request, str(refused))
        return redirect("authoring:calibrations", public_id)
    messages.success(request, _("Proposed. Nothing changes before a second person has put it in force."))
    return redirect("authoring:calibration", public_id, proposed.number)


@authors_and_reviewers
@require_POST
def put_in_force(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    user = person(request)
    proposed = run_report(access(user, ItemBank, public_id=public_id), number).run
    try:
        put_calibration_in_force(run=proposed, actor=user, at=timezone.now())
    except CalibrationRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("In force from now on."))
    return redirect("authoring:calibration", public_id, number)
