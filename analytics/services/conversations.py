"""The plan of a month is made once, at the manager's first look, so that it stays the same until the month ends."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from lms.base.audit import record
from lms.people.models import OrgUnit, Role, User

from ..domain.conversations import choose
from ..models import AccessEntry, Conversation
from ..selectors.conversations import Occasion, candidates_of
from .disclosures import LEADING


class NotHeldYet(ValueError):
    """A conversation is noted once it was held, in its month or soon after."""


def first_of(day: date) -> date:
    return day.replace(day=1)


@transaction.atomic
def plan_month(*, manager: User, unit: OrgUnit, occasions: Mapping[int, Occasion], today: date) -> list[Conversation]:
    """At most three of the people given; whoever left the team since is not shown."""
    month = first_of(today)
    OrgUnit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    planned = Conversation.objects.filter(manager=manager, unit=unit, month=month)
    if not planned.exists():
        chosen = choose(candidates_of(manager, unit, occasions, month), f"{unit.public_id}/{month}")
        Conversation.objects.bulk_create(
            Conversation(
                manager=manager,
                unit=unit,
                subject_id=one.person,
                month=month,
                reason=occasions[one.person].reason.value,
                competency=occasions[one.person].competency,
            )
            for one in chosen
        )
    return list(planned.filter(subject__in=occasions.keys()).select_related("subject").order_by("subject__name", "pk"))


@transaction.atomic
def note_conversations_view(*, viewer: User, unit: OrgUnit, planned: list[Conversation], at: datetime) -> None:
    """The people proposed can read that their state was looked at, when and why."""
    AccessEntry.objects.bulk_create(
        AccessEntry(
            subject=one.subject,
            viewer=viewer,
            viewer_name=viewer.name,
            role=Role.LINE_MANAGER,
            page=AccessEntry.Page.CONVERSATION,
            purpose=LEADING,
            at=at,
        )
        for one in planned
    )
    record(viewer, "conversations.viewed", unit, people=len(planned), purpose=LEADING)


@transaction.atomic
def note_held(*, conversation: Conversation, on: date, by: User) -> None:
    """The day, and nothing else."""
    if not conversation.month <= on <= timezone.localdate():
        raise NotHeldYet
    Conversation.objects.filter(pk=conversation.pk).update(held_on=on)
    record(by, "conversation.held", conversation.unit, on=on.isoformat())
