"""Making a report from a snapshot, and writing the judgement beside its figures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from lms.base.audit import record
from lms.people.models import OrgUnit, User

from ...domain.report.workflow import Status
from ...models import ReportEdit, Snapshot, UnitReport
from ...selectors.reports.figures import report_figures
from ...selectors.reports.since import since_last

LASTING = (Snapshot.Occasion.QUARTER, Snapshot.Occasion.REQUEST)


class ReportRefused(Exception):
    """This step cannot be taken."""


class AlreadyDrafted(ReportRefused):
    """There is one of this unit and snapshot already."""

    def __init__(self, report: UnitReport) -> None:
        super().__init__(report.public_id)
        self.report = report


class SnapshotPasses(ReportRefused):
    """Daily figures are dropped after some weeks; a report stands on lasting ones."""


@transaction.atomic
def draft_report(*, unit: OrgUnit, snapshot: Snapshot, by: User, at: datetime) -> UnitReport:
    """Figures are taken from the snapshot here, once; targets and the like are carried on from the last report."""
    if snapshot.occasion not in LASTING:
        raise SnapshotPasses
    OrgUnit.objects.select_for_update().get(pk=unit.pk)
    there = UnitReport.objects.filter(unit=unit, snapshot=snapshot).order_by("-edition").first()
    if there is not None:
        raise AlreadyDrafted(there)
    before = last_before(unit, snapshot)
    last = UnitReport.objects.filter(unit=unit, snapshot=before, status=Status.PUBLISHED).order_by("-edition").first()
    report = UnitReport.objects.create(
        unit=unit,
        snapshot=snapshot,
        figures=report_figures(unit.path, snapshot, before),
        judgement={"targets": last.judgement.get("targets", {})} if last else {},
        since=since_last(unit, snapshot, before),
        drafted_by=by,
        drafted_at=at,
    )
    ReportEdit.objects.create(report=report, by=by, at=at)
    record(by, "report.drafted", report, unit=unit.code, as_of=snapshot.as_of.isoformat())
    return report


@transaction.atomic
def judge_report(*, report: UnitReport, judgement: Mapping[str, Any], by: User, at: datetime) -> UnitReport:
    """Only while it is a draft; what was done since the last report is brought up to date."""
    held = UnitReport.objects.select_for_update().select_related("unit", "snapshot").get(pk=report.pk)
    if held.status != Status.DRAFT:
        raise ReportRefused(held.status)
    held.judgement = dict(judgement)
    held.since = since_last(held.unit, held.snapshot, last_before(held.unit, held.snapshot))
    held.save(update_fields=["judgement", "since"])
    ReportEdit.objects.create(report=held, by=by, at=at)
    record(by, "report.judged", held, unit=held.unit.code)
    return held


@transaction.atomic
def correct_report(*, report: UnitReport, by: User, at: datetime) -> UnitReport:
    """A published report stays as it is; what was wrong is put right in a new edition, from the same snapshot."""
    held = UnitReport.objects.select_for_update().select_related("unit").get(pk=report.pk)
    editions = UnitReport.objects.filter(unit=held.unit, snapshot=held.snapshot_id)
    if held.status != Status.PUBLISHED or editions.filter(edition__gt=held.edition).exists():
        raise ReportRefused(held.status)
    made = UnitReport.objects.create(
        unit=held.unit,
        snapshot_id=held.snapshot_id,
        edition=held.edition + 1,
        figures=held.figures,
        judgement=held.judgement,
        since=held.since,
        drafted_by=by,
        drafted_at=at,
    )
    ReportEdit.objects.create(report=made, by=by, at=at)
    record(by, "report.corrected", made, unit=held.unit.code, edition=made.edition)
    return made


def last_before(unit: OrgUnit, snapshot: Snapshot) -> Snapshot | None:
    """That of the unit's last published report; without one the last end of a quarter."""
    earlier = Snapshot.objects.filter(as_of__lt=snapshot.as_of).order_by("-as_of")
    reported = UnitReport.objects.filter(unit=unit, status=Status.PUBLISHED).values("snapshot_id")
    return earlier.filter(pk__in=reported).first() or earlier.filter(occasion=Snapshot.Occasion.QUARTER).first()
