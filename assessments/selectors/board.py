"""The board of a session: who is where in the examination. Never an answer, a key or a score; no address either."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from ..domain.board import SeatFacts, SeatState, quiet_for, state_of
from ..models import Attempt, AttemptEvent, DrawnItem, ExamSession, Incident, Response, Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    seat: Seat
    state: SeatState
    answered: int
    tasks: int
    quiet_minutes: int
    minutes_left: int | None  # None before the start and after the end
    devices: int  # how often the examination moved to another device

    @property
    def is_running(self) -> bool:
        return self.seat.attempt is not None and self.state is not SeatState.DONE

    @property
    def is_paused(self) -> bool:
        return self.seat.attempt is not None and self.seat.attempt.stopped_for == Attempt.Stop.PAUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    session: ExamSession
    rows: list[BoardRow]  # exceptions first
    waiting: list[Incident]  # for a second person
    at: datetime

    @property
    def counts(self) -> list[tuple[SeatState, int]]:
        """Of the states that occur."""
        found = [(state, sum(row.state is state for row in self.rows)) for state in SeatState]
        return [(state, count) for state, count in found if count]


def board_of(session: ExamSession, at: datetime) -> Board:
    """Five queries, for one candidate or for five hundred."""
    seats = list(session.seats.select_related("learner", "attempt").order_by("learner__name", "pk"))
    drawn = _counts(DrawnItem.objects.filter(attempt__seat__session=session))
    devices = _counts(AttemptEvent.objects.filter(attempt__seat__session=session, kind=AttemptEvent.Kind.TAKEN_OVER))
    answers = {
        attempt_id: (count, last)
        for attempt_id, count, last in Response.objects.filter(attempt__seat__session=session)
        .values("attempt_id")
        .annotate(count=Count("pk", filter=~Q(value=[])), last=Max("saved_at"))
        .values_list("attempt_id", "count", "last")
    }
    rows = [_row(seat, drawn, devices, answers=answers, at=at) for seat in seats]
    incidents = session.incidents.filter(status=Incident.Status.WAITING).select_related("seat__learner", "noted_by")
    return Board(session=session, rows=sorted(rows, key=lambda row: row.state.rank), waiting=list(incidents), at=at)


def log_of(session: ExamSession) -> QuerySet[AttemptEvent]:
    """What happened to the attempts of a session, latest first."""
    events = AttemptEvent.objects.filter(attempt__seat__session=session)
    return events.select_related("actor", "attempt__learner").order_by("-at", "-pk")


def _counts(rows: QuerySet[Any]) -> dict[int, int]:
    """By attempt."""
    return dict(rows.order_by().values("attempt_id").annotate(count=Count("pk")).values_list("attempt_id", "count"))


def _row(
    seat: Seat,
    drawn: Mapping[int, int],
    devices: Mapping[int, int],
    *,
    answers: Mapping[int, tuple[int, datetime]],
    at: datetime,
) -> BoardRow:
    attempt = seat.attempt
    if attempt is None:
        facts = SeatFacts(arrived_at=seat.arrived_at, admitted_at=seat.admitted_at)
        return BoardRow(
            seat=seat,
            state=state_of(facts, at),
            answered=0,
            tasks=0,
            quiet_minutes=0,
            minutes_left=None,
            devices=0,
        )
    answered, answered_at = answers.get(attempt.pk, (0, None))
    stands_still = attempt.clock.stands_still(at)
    facts = SeatFacts(
        started_at=attempt.started_at,
        is_over=attempt.status != Attempt.Status.OPEN,
        hand_raised_at=seat.hand_raised_at,
        seen_at=seat.seen_at,
        answered_at=answered_at,
        is_paused=attempt.stopped_for == Attempt.Stop.PAUSE,
        is_resting=attempt.stopped_for == Attempt.Stop.REST and stands_still,
    )
    return BoardRow(
        seat=seat,
        state=state_of(facts, at),
        answered=answered,
        tasks=drawn.get(attempt.pk, 0),
        quiet_minutes=int(quiet_for(facts, at).total_seconds() // 60),
        minutes_left=None if facts.is_over else int(attempt.clock.left(at).total_seconds() // 60),
        devices=devices.get(attempt.pk, 0),
    )
