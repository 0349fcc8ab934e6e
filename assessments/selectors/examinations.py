"""Examinations as a candidate meets them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from lms.base.db.prepared import Prepared
from lms.base.fields import LocalizedText
from lms.people.models import User

from ..domain.retakes import PastAttempt, Permission, Refusal, may_start
from ..models import Attempt, CutScore, Examination, Seat
from .accommodations import Granted, granted_to
from .authoring import has_worked_on
from .invigilation import admission, seat_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminationCard:
    code: str
    title: LocalizedText
    minutes: int
    item_count: int  # scored ones
    trial_items: int  # at most so many beside them
    cut_percent: int | None  # nothing before a panel has set a cut
    waiting_days: int
    tries_a_year: int
    url: str
    permission: Permission
    granted: Granted  # today
    open_attempt: Attempt | None
    last_closed: Attempt | None

    @property
    def minutes_granted(self) -> int:
        """Working time of this person."""
        return round(self.granted.time_for(self.minutes).total_seconds() / 60)

    @property
    def may_start(self) -> bool:
        return self.permission.is_granted


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody may start, and what was read to find out."""

    attempts: list[Attempt]  # at this examination, latest first
    permission: Permission
    seat: Seat | None = None  # looked for only where nothing else stands against a start


def examination_card(code: str, user: User) -> ExaminationCard | None:
    examination = Examination.objects.annotate(item_count=Sum("blueprint__count")).filter(code=code).first()
    if examination is None:
        return None
    attempts = list(attempts_of(user).filter(examination=examination))
    open_attempt = next((one for one in attempts if one.status == Attempt.Status.OPEN), None)
    return ExaminationCard(
        code=examination.code,
        title=examination.title,
        minutes=examination.minutes,
        item_count=examination.item_count or 0,
        trial_items=examination.trial_items,
        cut_percent=_cut_percent(examination, timezone.localdate()),
        waiting_days=examination.waiting_days,
        tries_a_year=examination.tries_a_year,
        url=reverse("assessments:examination", args=[examination.code]),
        permission=_permission(examination, attempts, timezone.now()),
        granted=granted_to(user, timezone.localdate()),
        open_attempt=open_attempt,
        last_closed=next((one for one in attempts if one.is_scored), None),
    )


def _cut_percent(examination: Examination, on: date) -> int | None:
    share = cuts_in_force(examination, on).get(examination.level)
    return None if share is None else round(100 * share)


def attempts_of(user: User) -> QuerySet[Attempt]:
    """Latest first, without results set aside: they count neither as a try nor as a result."""
    return Attempt.objects.filter(learner=user, set_aside_at=None).select_related("examination").order_by("-started_at")


def permission_to_start(examination: Examination, user: User, at: datetime) -> Permission:
    return standing_of(examination, user, at).permission


def standing_of(examination: Examination, user: User, at: datetime) -> Standing:
    attempts = list(attempts_of(user).filter(examination=examination))
    if has_worked_on(user, examination.bank):
        return Standing(attempts, Permission(Refusal.WORKED_ON_BANK))
    permission = _permission(examination, attempts, at)
    if not permission.is_granted:
        return Standing(attempts, permission)
    seat = seat_of(examination, user, at)
    return Standing(attempts, admission(examination, seat), seat)


def cuts_in_force(examination: Examination, on: date) -> dict[int, float]:
    """Level → share of the maximum, by the latest panel in force that day."""
    return in_force(cut_history(examination), on)


def cut_history(examination: Examination) -> list[tuple[date, int, float]]:
    """(in force from, level, share) of every cut score, oldest first."""
    return _cut_scores(examination.pk)


_cut_scores = Prepared(
    lambda examination: (
        CutScore.objects.filter(examination_id=examination)
        .order_by("effective_from")
        .values_list("effective_from", "level", "share")
    )
)


def in_force(history: list[tuple[date, int, float]], on: date) -> dict[int, float]:
    return {level: share for effective_from, level, share in history if effective_from <= on}


def _permission(examination: Examination, attempts: list[Attempt], at: datetime) -> Permission:
    if any(attempt.status == Attempt.Status.MARKING for attempt in attempts):
        return Permission(Refusal.MARKING)
    past = [
        PastAttempt(attempt.started_at, bool(attempt.has_passed))
        for attempt in attempts
        if attempt.status != Attempt.Status.OPEN
    ]
    return may_start(
        past,
        at=at,
        first_wait=timedelta(days=examination.waiting_days),
        tries_a_year=examination.tries_a_year,
    )
