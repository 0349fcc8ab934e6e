"""Stating in which month a training was given to which units, and taking such a statement back."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from lms.base.audit import record
from lms.people.access import scope_of
from lms.people.models import OrgUnit, User

from ..models import RolloutDate, TrainingRollout
from ..readers import EXPORTERS

UNITS_NAMED = 20  # in the audit log; the statement itself holds them all


class RolloutRefused(Exception):
    """`code` says why: outside (units beyond one's reach) or undone already."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@transaction.atomic
def state_rollout(*, kind: str, code: str, months: Mapping[OrgUnit, date], by: User) -> TrainingRollout:
    """From now on these months count for these units, before what was noted or stated earlier."""
    scope = scope_of(by, *EXPORTERS)
    if not months or not all(map(scope.covers, months)):
        raise RolloutRefused("outside")
    rollout = TrainingRollout.objects.create(kind=kind, code=code, created_by=by)
    RolloutDate.objects.bulk_create(
        [RolloutDate(rollout=rollout, unit=unit, month=month) for unit, month in months.items()], batch_size=500
    )
    named = ", ".join(f"{unit.code} {month:%Y-%m}" for unit, month in list(months.items())[:UNITS_NAMED])
    record(by, "training.dates_stated", rollout, code=code, number=len(months), unit=named)
    return rollout


@transaction.atomic
def undo_rollout(*, rollout: TrainingRollout, by: User) -> TrainingRollout:
    """From now on what was there before counts again; the statement stays to be read."""
    rollout = TrainingRollout.objects.select_for_update().get(pk=rollout.pk)
    if rollout.undone_at is not None:
        raise RolloutRefused("undone")
    scope = scope_of(by, *EXPORTERS)
    if not all(map(scope.covers_path, rollout.dates.values_list("unit__path", flat=True))):
        raise RolloutRefused("outside")
    rollout.undone_at, rollout.undone_by = timezone.now(), by
    rollout.save(update_fields=["undone_at", "undone_by"])
    record(by, "training.dates_undone", rollout, code=rollout.code)
    return rollout
