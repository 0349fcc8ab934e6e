"""Actions against gaps: entered, changed, and brought to an end with what came of them. Everything is kept."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import OrgUnit, User

from ..models import ActionEvent, UnitAction, UnitReport
from ..selectors.reports.judgement import GapJudgement
from ..selectors.reports.sentences import Stored, named

What = ActionEvent.What
CHANGEABLE = ("title", "competency", "option", "service", "people", "owner", "due_on", "cost")
ENDS = {What.DONE: UnitAction.Status.DONE, What.DROPPED: UnitAction.Status.DROPPED}


class ActionRefused(Exception):
    """Closed already, or open already."""


class ReasonMissing(ValueError):
    """Nothing is done, dropped or taken up again without saying what came of it or why."""


@transaction.atomic
def enter_action(*, unit: OrgUnit, values: Mapping[str, Any], by: User, at: datetime) -> UnitAction:
    action = UnitAction(unit=unit, created_by=by, created_at=at, **{name: values[name] for name in CHANGEABLE})
    return _entered(action, by, at)


def create_action(*, report: UnitReport, gap: Stored, judged: GapJudgement, by: User, at: datetime) -> UnitAction:
    """From a gap of a decided report; call inside its transaction."""
    unit = OrgUnit.objects.get(public_id=gap["unit"]["id"])
    option = UnitAction.Option(judged.option)
    title = _("%(competency)s: %(option)s") % {"competency": named(gap), "option": option.label}
    action = UnitAction(
        unit=unit,
        report=report,
        title=title[:120],
        competency=gap["code"],
        option=option,
        service=judged.service,
        people=gap["short"],
        owner=User.objects.get(public_id=judged.owner),
        due_on=judged.due or at.date(),
        cost=judged.cost,
        created_by=by,
        created_at=at,
    )
    return _entered(action, by, at)


@transaction.atomic
def change_action(*, action: UnitAction, values: Mapping[str, Any], reason: str, by: User, at: datetime) -> UnitAction:
    """A new date or owner needs its reason as much as an end does."""
    held = _held(action)
    if held.status != UnitAction.Status.OPEN:
        raise ActionRefused(held.status)
    changes = {
        name: [_plain(getattr(held, name)), _plain(values[name])]
        for name in CHANGEABLE
        if name in values and getattr(held, name) != values[name]
    }
    if not changes:
        return held
    if not reason.strip():
        raise ReasonMissing
    for name in changes:
        setattr(held, name, values[name])
    held.reminded_on = None
    held.save()
    _note(held, What.CHANGED, by, at, words=reason, changes=changes)
    return held


@transaction.atomic
def end_action(*, action: UnitAction, what: ActionEvent.What, outcome: str, by: User, at: datetime) -> UnitAction:
    """Done, or dropped with the reason."""
    held = _held(action)
    if held.status != UnitAction.Status.OPEN or what not in ENDS:
        raise ActionRefused(held.status)
    if not outcome.strip():
        raise ReasonMissing
    held.status, held.outcome, held.closed_at = ENDS[what], outcome.strip(), at
    held.save()
    _note(held, what, by, at, words=outcome)
    return held


@transaction.atomic
def take_up_action(*, action: UnitAction, reason: str, by: User, at: datetime) -> UnitAction:
    held = _held(action)
    if held.status == UnitAction.Status.OPEN:
        raise ActionRefused(held.status)
    if not reason.strip():
        raise ReasonMissing
    held.status, held.outcome, held.closed_at = UnitAction.Status.OPEN, "", None
    held.save()
    _note(held, What.REOPENED, by, at, words=reason)
    return held


def _held(action: UnitAction) -> UnitAction:
    return UnitAction.objects.select_for_update(of=("self",)).select_related("owner", "unit").get(pk=action.pk)


def _entered(action: UnitAction, by: User, at: datetime) -> UnitAction:
    action.save()
    _note(action, What.CREATED, by, at)
    return action


def _note(
    action: UnitAction,
    what: ActionEvent.What,
    by: User,
    at: datetime,
    *,
    words: str = "",
    changes: Mapping[str, Any] | None = None,
) -> None:
    ActionEvent.objects.create(
        action=action, what=what, by=by, at=at, words=words.strip()[:300], changes=dict(changes or {})
    )
    record(by, f"action.{what.value}", action, unit=action.unit.code, changed=sorted(changes or ()))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.name if isinstance(value, User) else value
