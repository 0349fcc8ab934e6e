"""Calibrating a bank: one person has it computed, another puts it in force. No run is ever rewritten."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ..domain.calibration.bank import BankEstimates, estimate_bank
from ..domain.calibration.estimates import CannotEstimate
from ..domain.calibration.scale import on_common_scale
from ..models import Calibration, CalibrationRun, ItemBank, ItemVersion
from ..permissions import may_put_in_force, may_review, may_write
from ..selectors.calibrations import current_calibrations
from ..selectors.statistics.given_marks import first_attempts_in, marks_in

Status = CalibrationRun.Status

METHOD = (
    "First closed attempts, scored and trial items alike; what was not answered is wrong. Below 30 answers: the most "
    "probable difficulty under the experts' prior N(b0, 1). From 30 answers: Rasch model; from 250: two-parameter "
    "model; both by marginal maximum likelihood (EM, 31 points, abilities normal; standard errors by Louis). Linked to "
    "the common scale by the mean of the experts' difficulties of all items whose difficulty is estimated."
)


class CalibrationRefused(Exception):
    """This cannot be done; the message says why, in words for the person at the desk."""


def calibrate_bank(*, bank: ItemBank, actor: User, at: datetime) -> CalibrationRun:
    """Estimate every item of the bank that has answers, and propose the result; an older proposal is superseded.

    The estimation holds no lock: marks of closed attempts do not change under it.
    """
    if not (may_write(actor, bank) or may_review(actor, bank)):
        raise CalibrationRefused(_("Only authors and reviewers of this bank can propose a calibration."))
    version_ids, marks = marks_in(first_attempts_in(bank)).matrix()
    judged = dict(_judged(version_ids))
    try:
        estimates = estimate_bank(marks, [judged[one] for one in version_ids])
    except CannotEstimate as reason:
        raise CalibrationRefused(
            _("There are too few answers yet: at least three items need thirty answers each.")
        ) from reason
    return _propose(bank, actor, at, people=len(marks), version_ids=version_ids, estimates=estimates)


@transaction.atomic
def put_calibration_in_force(*, run: CalibrationRun, actor: User, at: datetime) -> CalibrationRun:
    """From now on placement and assembly use these parameters. Takes a reviewer who did not propose the run."""
    bank = ItemBank.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=run.bank_id)
    held = CalibrationRun.objects.get(pk=run.pk)
    held.bank = bank
    if held.status != Status.PROPOSED:
        raise CalibrationRefused(_("This run is no longer a proposal."))
    if not may_put_in_force(actor, held):
        raise CalibrationRefused(_("This takes a second person: a reviewer who did not propose the run."))
    bank.calibration_runs.filter(status=Status.IN_FORCE).update(status=Status.SUPERSEDED)
    held.status, held.put_in_force_by, held.in_force_from = Status.IN_FORCE, actor, at
    held.save(update_fields=["status", "put_in_force_by", "in_force_from"])
    record(actor, "calibration.put_in_force", held, code=bank.code, version=held.number)
    return held


@transaction.atomic
def _propose(
    bank: ItemBank,
    actor: User,
    at: datetime,
    *,
    people: int,
    version_ids: list[int],
    estimates: BankEstimates,
) -> CalibrationRun:
    locked = ItemBank.objects.select_for_update(no_key=True).get(pk=bank.pk)
    runs = locked.calibration_runs
    runs.filter(status=Status.PROPOSED).update(status=Status.SUPERSEDED)
    run = CalibrationRun.objects.create(
        bank=bank,
        number=(runs.aggregate(last=Max("number"))["last"] or 0) + 1,
        made_at=at,
        made_by=actor,
        people=people,
        shift=estimates.shift,
        method=METHOD,
    )
    before = current_calibrations(version_ids)
    Calibration.objects.bulk_create(
        Calibration(
            run=run,
            version_id=version_id,
            model=one.model.value,
            difficulty=one.difficulty,
            difficulty_se=one.difficulty_se,
            discrimination=one.discrimination,
            discrimination_se=one.discrimination_se,
            difficulty_before=before[version_id].difficulty,
            responses=one.responses,
        )
        for version_id, one in zip(version_ids, estimates.items, strict=True)
        if one is not None
    )
    record(actor, "calibration.proposed", run, code=bank.code, version=run.number, people=people)
    return run


def _judged(version_ids: list[int]) -> list[tuple[int, float]]:
    rows = ItemVersion.objects.filter(pk__in=version_ids).values_list("pk", "difficulty", "level")
    return [(pk, on_common_scale(difficulty, level)) for pk, difficulty, level in rows]
