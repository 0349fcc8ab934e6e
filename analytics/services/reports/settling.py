"""Reviewing, signing, publishing and deciding. Whoever wrote in a report neither reviews nor signs it."""

from datetime import datetime

from django.db import transaction

from lms.base.audit import record
from lms.lib.canonical import digest
from lms.people.models import User

from ...domain.report.workflow import LEADS_TO, Hand, Status, Step, open_steps
from ...models import ReportDecision, UnitReport
from ...report_readers import may_sign, may_write
from ...selectors.reports.choice_words import choices_of
from ...selectors.reports.judgement import judgements_of, missing_in
from ..actions import create_action
from .drafting import ReportRefused

RECORDED = {
    Step.REVIEW: "report.reviewed",
    Step.SIGN: "report.signed",
    Step.PUBLISH: "report.published",
    Step.SEND_BACK: "report.sent_back",
}


class Incomplete(ReportRefused):
    """A gap has no service, owner or date yet."""


class NotTheirs(ReportRefused):
    """This step is for somebody else, or was taken already."""


def hand_of(user: User, report: UnitReport) -> Hand:
    return Hand(
        may_write=may_write(user, report.unit),
        may_sign=may_sign(user, report.unit),
        has_written=report.drafted_by_id == user.pk or report.edits.filter(by=user).exists(),
    )


def seal_of(report: UnitReport) -> str:
    return digest([report.figures, report.judgement, report.since])


@transaction.atomic
def take_step(*, report: UnitReport, step: Step, by: User, at: datetime) -> UnitReport:
    held = UnitReport.objects.select_for_update(of=("self",)).select_related("unit", "snapshot").get(pk=report.pk)
    if step not in LEADS_TO or step not in open_steps(Status(held.status), hand_of(by, held)):
        raise NotTheirs(step)
    if step is Step.REVIEW and missing_in(held):
        raise Incomplete
    held.status = LEADS_TO[step]
    if step is Step.REVIEW:
        held.reviewed_by, held.reviewed_at = by, at
    elif step is Step.SIGN:
        held.signed_by, held.signed_at, held.seal = by, at, seal_of(held)
    elif step is Step.PUBLISH:
        held.published_at = at
    else:
        held.reviewed_by = held.reviewed_at = held.signed_by = held.signed_at = None
        held.seal = ""
    held.save()
    record(by, RECORDED[step], held, unit=held.unit.code, seal=held.seal[:16])
    return held


@transaction.atomic
def decide_report(*, report: UnitReport, letter: str, remark: str, by: User, at: datetime) -> ReportDecision:
    """Once a report; every gap that the choice acts on becomes an action with its owner and date."""
    held = UnitReport.objects.select_for_update().get(pk=report.pk)
    is_decided = ReportDecision.objects.filter(report=held).exists()
    choice = next((one for one in choices_of(held.figures) if one.letter == letter), None)
    if choice is None or Step.DECIDE not in open_steps(Status(held.status), hand_of(by, held), is_decided=is_decided):
        raise NotTheirs(letter)
    decision = ReportDecision.objects.create(report=held, letter=letter, remark=remark, by=by, at=at)
    judged = judgements_of(held)
    for place in choice.gaps:
        create_action(report=held, gap=held.figures["gaps"][place], judged=judged[place], by=by, at=at)
    record(by, "report.decided", held, unit=held.unit.code, letter=letter, actions=len(choice.gaps))
    return decision
