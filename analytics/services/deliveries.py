"""Setting up, pausing and ending deliveries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from lms.base.audit import record
from lms.people.models import OrgUnit, User

from ..domain.quarters import next_start
from ..models import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    unit: OrgUnit
    table: str
    format: str
    language: str
    purpose: str
    rhythm: str
    recipients: Sequence[User]


@transaction.atomic
def create_delivery(*, by: User, plan: Plan, today: date) -> Delivery:
    delivery = Delivery.objects.create(
        unit=plan.unit,
        table=plan.table,
        format=plan.format,
        language=plan.language,
        purpose=plan.purpose,
        rhythm=plan.rhythm,
        next_on=next_start(today, months(plan.rhythm)),
        created_by=by,
    )
    delivery.recipients.set(plan.recipients)
    record(
        by,
        "delivery.created",
        delivery,
        unit=plan.unit.code,
        source=plan.table,
        format=plan.format,
        purpose=plan.purpose,
        people=len(plan.recipients),
    )
    return delivery


@transaction.atomic
def pause_delivery(*, delivery: Delivery, by: User, is_paused: bool, today: date) -> None:
    """One that goes on again waits for its next day; what fell due meanwhile is not made up for."""
    held = _alone(delivery)
    held.is_paused = is_paused
    held.next_on = max(held.next_on, next_start(today, months(held.rhythm)))
    held.save(update_fields=["is_paused", "next_on"])
    record(by, "delivery.paused" if is_paused else "delivery.resumed", held, unit=held.unit.code, source=held.table)


@transaction.atomic
def end_delivery(*, delivery: Delivery, by: User, at: datetime) -> None:
    held = _alone(delivery)
    held.ended_at = at
    held.save(update_fields=["ended_at"])
    record(by, "delivery.ended", held, unit=held.unit.code, source=held.table)


def months(rhythm: str) -> int:
    return 1 if rhythm == Delivery.Rhythm.MONTH else 3


def _alone(delivery: Delivery) -> Delivery:
    return Delivery.objects.select_for_update(of=("self",)).select_related("unit").get(pk=delivery.pk)
