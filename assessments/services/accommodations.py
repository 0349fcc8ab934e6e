"""Granting what somebody needs to be examined fairly: one person asks, a second one decides (trust.md, T11)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.access import scope_of
from lms.people.models import Role, User
from lms.people.selectors.posted import people_in

from ..models import Accommodation

Status = Accommodation.Status
GRANTING_ROLES = (Role.HR_VIEWER, Role.TRAINING_MANAGER)


class AccommodationRefused(Exception):
    """This step cannot be taken; the message says why, in words for who tried."""


@transaction.atomic
def ask_accommodation(
    *,
    learner: User,
    time_percent: int,
    rest_minutes: int,
    larger_print: bool,
    reason: str,
    starts_on: date,
    ends_on: date,
    by: User,
    at: datetime,
) -> Accommodation:
    """Nothing is granted until a second person approves; a running attempt is never touched by it."""
    if not may_grant(by, learner):
        raise AccommodationRefused(_("This person is not in your units."))
    asked = Accommodation.objects.create(
        learner=learner,
        time_percent=time_percent,
        rest_minutes=rest_minutes,
        larger_print=larger_print,
        reason=reason,
        starts_on=starts_on,
        ends_on=ends_on,
        asked_by=by,
        asked_at=at,
    )
    _log(by, "accommodation.asked", asked)
    return asked


@transaction.atomic
def approve_accommodation(*, accommodation: Accommodation, by: User, at: datetime) -> Accommodation:
    return _decide(accommodation, Status.APPROVED, by, at)


@transaction.atomic
def decline_accommodation(*, accommodation: Accommodation, by: User, at: datetime) -> Accommodation:
    return _decide(accommodation, Status.DECLINED, by, at)


@transaction.atomic
def take_back_accommodation(*, accommodation: Accommodation, by: User, at: datetime) -> Accommodation:
    return _decide(accommodation, Status.TAKEN_BACK, by, at)


@transaction.atomic
def end_accommodation(*, accommodation: Accommodation, by: User, at: datetime) -> Accommodation:
    """Before its last day; attempts that began under it keep what they were given. Taking away needs one person."""
    held = Accommodation.objects.select_for_update(of=("self",)).select_related("learner").get(pk=accommodation.pk)
    if held.status != Status.APPROVED or not may_grant(by, held.learner):
        raise AccommodationRefused(_("Only an accommodation in force can be ended."))
    held.status = Status.ENDED
    held.save(update_fields=["status"])
    _log(by, "accommodation.ended", held)
    return held


def may_grant(user: User, learner: User) -> bool:
    """HR officers and training managers, for the people of their units; never for themselves."""
    return user.pk != learner.pk and people_in(scope_of(user, *GRANTING_ROLES)).filter(pk=learner.pk).exists()


def _decide(accommodation: Accommodation, status: Accommodation.Status, by: User, at: datetime) -> Accommodation:
    held = Accommodation.objects.select_for_update(of=("self",)).select_related("learner").get(pk=accommodation.pk)
    if held.status != Status.WAITING:
        raise AccommodationRefused(_("This was decided already."))
    is_own = held.asked_by_id == by.pk
    if is_own != (status == Status.TAKEN_BACK) or not may_grant(by, held.learner):
        raise AccommodationRefused(_("This takes a second person: an HR officer or a training manager of this unit."))
    held.status, held.decided_by, held.decided_at = status, by, at
    held.save(update_fields=["status", "decided_by", "decided_at"])
    _log(by, f"accommodation.{status}", held)
    return held


def _log(by: User, action: str, accommodation: Accommodation) -> None:
    """Who and what, never why: reasons of this kind are nobody's business but the two people's and the auditor's."""
    record(
        by,
        action,
        accommodation,
        holder=accommodation.learner.email,
        time_percent=accommodation.time_percent,
        rest_minutes=accommodation.rest_minutes,
        larger_print=accommodation.larger_print,
        since=accommodation.starts_on.isoformat(),
        until=accommodation.ends_on.isoformat(),
    )
