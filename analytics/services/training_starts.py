"""Noting, when a month has ended, which units count as trained from then on."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assessments.selectors.first_evidence import first_direct_evidence
from certificates.selectors.uptake import first_issued
from lms.base.audit import record
from lms.people.models import OrgUnit

from ..domain.indicators.series import month_after
from ..domain.uptake import Training, trained_units
from ..models import TrainingStart
from ..selectors.roster import staff_on

LOOKED_BACK = 3  # whole months; results may come in late
FIRST_TIME = 24


def note_training_starts(*, at: datetime) -> int:
    """What was noted stays; how many units were added. Reads people, so it runs by night and not for a page."""
    this_month = timezone.localdate(at).replace(day=1)
    firsts = _firsts()
    units = dict(OrgUnit.objects.values_list("path", "pk"))
    known = {
        ((kind, code), unit) for kind, code, unit in TrainingStart.objects.values_list("kind", "code", "unit__path")
    }
    rows = []
    for back in range(LOOKED_BACK if known else FIRST_TIME, 0, -1):
        month = month_after(this_month, -back)
        for training, path in sorted(_trained(month, firsts) - known):
            known.add((training, path))
            rows.append(TrainingStart(kind=training[0], code=training[1], unit_id=units[path], month=month))
    if rows:
        with transaction.atomic():
            TrainingStart.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
            record(None, "training.starts_noted", number=len(rows))
    return len(rows)


def _trained(month: date, firsts: Mapping[Training, Mapping[int, date]]) -> set[tuple[Training, str]]:
    last = month_after(month, 1) - timedelta(days=1)
    return trained_units(staff_on(last), firsts, last)


def _firsts() -> dict[Training, dict[int, date]]:
    sources = {
        TrainingStart.Kind.CERTIFICATE: first_issued(),
        TrainingStart.Kind.EVIDENCE: first_direct_evidence(),
    }
    return {
        (kind.value, code): {person: timezone.localdate(first) for person, first in people.items()}
        for kind, found in sources.items()
        for code, people in found.items()
    }
