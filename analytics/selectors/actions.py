"""Actions in reach: overdue ones first, with filters, and one action with its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lms.people.access import visible
from lms.people.models import OrgUnit, User

from ..models import UnitAction
from ..report_readers import may_write, signing_scope

ACTIONS_SHOWN = 200
OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class ActionRow:
    action: UnitAction
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class EventLine:
    what: str
    by: str
    at: Any
    words: str
    changes: list[str]


def actions_of(user: User, *, state: str, unit: OrgUnit | None, today: date) -> list[ActionRow]:
    """Open ones by their date, hence overdue ones first; closed ones after them, latest first."""
    rows = visible(user, UnitAction).select_related("unit", "owner")
    if unit is not None:
        rows = rows.filter(unit__path__startswith=unit.path)
    open_ones = rows.filter(status=UnitAction.Status.OPEN).order_by("due_on", "pk")
    closed = rows.exclude(status=UnitAction.Status.OPEN).order_by("-closed_at", "pk")
    wanted = [one[:ACTIONS_SHOWN] for one in _chosen(open_ones, closed, state, today)]
    return [
        ActionRow(one, one.status == UnitAction.Status.OPEN and one.due_on < today) for part in wanted for one in part
    ][:ACTIONS_SHOWN]


def own_actions(user: User) -> list[UnitAction]:
    """Open ones that the person answers for."""
    return list(UnitAction.objects.filter(owner=user, status=UnitAction.Status.OPEN).select_related("unit"))


def units_with_actions(user: User) -> list[OrgUnit]:
    return list(OrgUnit.objects.filter(pk__in=visible(user, UnitAction).order_by().values("unit_id")))


def history_of(action: UnitAction) -> list[EventLine]:
    return [
        EventLine(str(one.get_what_display()), one.by.name, one.at, one.words, _changes(one.changes))
        for one in action.events.select_related("by")
    ]


def may_end(user: User, action: UnitAction) -> bool:
    """The owner, whoever leads the unit, and whoever writes for it."""
    return action.owner_id == user.pk or may_write(user, action.unit) or signing_scope(user).covers(action.unit)


def _chosen(
    open_ones: QuerySet[UnitAction], closed: QuerySet[UnitAction], state: str, today: date
) -> list[QuerySet[UnitAction]]:
    if state == OVERDUE:
        return [open_ones.filter(due_on__lt=today)]
    if state == UnitAction.Status.OPEN:
        return [open_ones]
    if state in (UnitAction.Status.DONE, UnitAction.Status.DROPPED):
        return [closed.filter(Q(status=state))]
    return [open_ones, closed]


def _changes(changes: Mapping[str, list[Any]]) -> list[str]:
    labels = {name: str(UnitAction._meta.get_field(name).verbose_name) for name in changes}  # type: ignore[union-attr]
    return [
        _("%(what)s: %(before)s → %(after)s") % {"what": labels[name], "before": before, "after": after}
        for name, (before, after) in changes.items()
    ]
