"""Sitting an examination: start, save, take over, submit. The server's clock alone decides (trust.md section 3)."""

import hashlib
import hmac
import json
import logging
import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from random import Random, SystemRandom
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import get_language

from lms.base.audit import record
from lms.people.models import User

from ..domain.blueprints import Candidate
from ..domain.exam_token import ExamToken, TokenRefused, read_token, write_token
from ..domain.items.parts import Slot
from ..domain.items.wire import draw_tokens
from ..domain.retakes import Permission, Refusal
from ..models import Attempt, AttemptEvent, DrawnItem, Examination, Response, Seat
from ..selectors.accommodations import granted_to
from ..selectors.equating.in_force import equating_in_force
from ..selectors.examinations import cuts_in_force, standing_of
from ..selectors.item_bank import sittings_of, slots_by_version
from .drawing import NothingToHandOut, hand_out
from .events import keep_event
from .locks import hold
from .marking import close_attempt
from .start_alerts import note_refusal

logger = logging.getLogger(__name__)

NETWORK_GRACE = timedelta(seconds=10)
MOST_STRINGS = 80  # of one answer: options chosen and fields filled in
LONGEST_ANSWER = 4_000  # characters, many times what any item asks for
STRING = re.compile(r"[0-9a-f]{8}|[a-z0-9_.]{1,60}=.+", re.DOTALL)  # a token, or what was put into a slot
UNSTORABLE = re.compile("[\\0\\ud800-\\udfff]")  # what a database refuses as text
LAST_POSITION = 1000
LARGEST_SEQ = 2**62

# The join stores nothing where nothing was drawn. FOR SHARE: an answer that meets the closing of its attempt waits, and
# then finds the attempt closed. A number that is held already is taken again only with the answer that it is held for.
SAVE = """
INSERT INTO assessments_response (attempt_id, position, seq, value, is_flagged, saved_at)
SELECT attempt.id, drawn.position, %(seq)s, {json}, %(is_flagged)s, %(now)s
  FROM assessments_attempt attempt
  JOIN assessments_drawnitem drawn ON drawn.attempt_id = attempt.id AND drawn.position = %(position)s
 WHERE attempt.id = %(attempt)s AND attempt.public_id = %(public_id)s AND attempt.status = 'open'
   AND attempt.binding = %(binding)s AND attempt.deadline >= %(latest)s AND attempt.stopped_at IS NULL
   {lock}
ON CONFLICT (attempt_id, position) DO UPDATE
   SET seq = excluded.seq, value = excluded.value, is_flagged = excluded.is_flagged, saved_at = excluded.saved_at
 WHERE excluded.seq > assessments_response.seq
RETURNING seq
"""


class StartRefused(Exception):
    def __init__(self, permission: Permission) -> None:
        self.permission = permission
        super().__init__(str(permission.refusal))


class AnswerRefused(Exception):
    """The attempt is closed, out of time, or open in another session; or nothing was drawn at this place."""


class ClockStopped(AnswerRefused):
    """Nobody answers during a break or a pause; the answer may be sent again afterwards."""


class NumberTaken(Exception):
    """Another answer is held under this number, as when two windows count on from the same page."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        super().__init__(f"another answer is held under {seq}")


class BadAnswer(ValueError):
    """Not what the player sends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a browser sends for one place: `seq` counts up in that browser; `value`: see `domain.items.wire`."""

    position: int
    seq: int
    value: list[str]
    is_flagged: bool = False

    def __post_init__(self) -> None:
        """Raises BadAnswer: what is not of this shape reaches no database."""
        if not 0 < self.position <= LAST_POSITION:
            raise BadAnswer("there is no such place")
        if not 0 <= self.seq <= LARGEST_SEQ:
            raise BadAnswer("seq is a whole number, not negative")
        if len(self.value) > MOST_STRINGS or sum(map(len, self.value)) > LONGEST_ANSWER:
            raise BadAnswer(f"value holds at most {MOST_STRINGS} strings and {LONGEST_ANSWER} characters")
        if any(UNSTORABLE.search(one) or not STRING.fullmatch(one) for one in self.value):
            raise BadAnswer("value holds tokens, and slots with what was put there")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    seq: int  # that is held now: the answer's own, or a higher one that came before it
    saved_at: datetime
    seal: str  # short proof for a dispute: the server had the answer of this number at this time


def start_attempt(*, examination: Examination, learner: User, session_key: str, at: datetime) -> Attempt:
    """The open attempt if there is one, else a new one with a form or freshly drawn items. Raises StartRefused."""
    try:
        return _start(examination=examination, learner=learner, session_key=session_key, at=at)
    except StartRefused as refused:
        # After the transaction of the start, which is undone with everything in it.
        note_refusal(examination=examination, refusal=refused.permission.refusal, at=at)
        raise


@transaction.atomic
def _start(*, examination: Examination, learner: User, session_key: str, at: datetime) -> Attempt:
    hold(learner.pk)
    standing = standing_of(examination, learner, at)
    running = next((one for one in standing.attempts if one.status == Attempt.Status.OPEN), None)
    if running is not None:
        return running
    if not standing.permission.is_granted:
        raise StartRefused(standing.permission)
    seed, today = SystemRandom().getrandbits(62), timezone.localdate(at)
    cuts = cuts_in_force(examination, today)
    if examination.level not in cuts:
        logger.error("examination %s: no cut score of level %s is in force", examination.code, examination.level)
        raise StartRefused(Permission(Refusal.NOT_READY))
    try:
        hand = hand_out(examination=examination, earlier=sittings_of(learner, examination), seed=seed, at=at)
    except NothingToHandOut as nothing:
        raise StartRefused(Permission(nothing.refusal)) from nothing
    seat = standing.seat
    granted, equating = granted_to(learner, today), equating_in_force(hand.form_id, today)
    attempt = Attempt.objects.create(
        learner=learner,
        examination=examination,
        form_id=hand.form_id,
        started_at=at,
        deadline=at + granted.time_for(examination.minutes),
        language=get_language() or "",
        is_invigilated=seat is not None,
        **granted.on_attempt(),
        seed=seed,
        binding=session_binding(session_key),
        cuts={str(level): share for level, share in cuts.items()},
        equating=equating,
    )
    slots = slots_by_version([candidate.version_id for candidate in hand.candidates])
    rows = drawn_items(attempt, hand.candidates, slots=slots, rng=Random(seed + 1))  # noqa: S311
    for row in rows:
        row.is_scored = row.version_id not in hand.unscored
    DrawnItem.objects.bulk_create(rows)
    if seat is not None:
        Seat.objects.filter(pk=seat.pk).update(attempt=attempt, seen_at=at)
    record(learner, "attempt.started", attempt, examination=examination.code, invigilated=seat is not None)
    return attempt


def drawn_items(
    attempt: Attempt, drawn: Sequence[Candidate], *, slots: Mapping[int, Sequence[Slot]], rng: Random
) -> list[DrawnItem]:
    """Unsaved rows for the drawn versions, each with its options behind tokens that say nothing."""
    return [
        DrawnItem(
            attempt=attempt,
            position=position,
            version_id=candidate.version_id,
            tokens=draw_tokens(slots[candidate.version_id], rng),
        )
        for position, candidate in enumerate(drawn, start=1)
    ]


def save_answer(*, public_id: UUID, token: str, answer: Answer, at: datetime) -> Receipt:
    """Store one answer, durable when this returns; the same or an older `seq` changes nothing.

    One statement: it inserts or updates only while the attempt is open, bound to this session and in time. `public_id`
    is the attempt that the address names, whose token it must be. Raises TokenRefused, AnswerRefused, NumberTaken.
    """
    claim = read_token(token, seal=_seal)
    with _alone(), connection.cursor() as cursor:
        cursor.execute(
            _save_statement(connection.vendor),
            {
                "attempt": claim.attempt_id,
                "public_id": _database_id(public_id),
                "binding": claim.binding,
                "position": answer.position,
                "seq": answer.seq,
                "value": json.dumps(answer.value),
                "is_flagged": answer.is_flagged,
                "now": _database_time(at),
                "latest": _database_time(at - NETWORK_GRACE),
            },
        )
        stored = cursor.fetchone()
        seq = stored[0] if stored else _seq_already_held(claim, public_id, answer, at=at)
    if seq < answer.seq:
        # What stood against it is gone by now, as when a sitting was taken over and back: a receipt for less would make
        # the browser forget the answer.
        return save_answer(public_id=public_id, token=token, answer=answer, at=at)
    return Receipt(seq=seq, saved_at=at, seal=_seal(f"{claim.attempt_id}.{answer.position}.{seq}")[:10])


@dataclass(frozen=True, slots=True)
class Sign:
    """What the page of a candidate must know: does it still take answers, and until when."""

    is_open: bool
    deadline: datetime


def sign_of_life(*, public_id: UUID, token: str, at: datetime) -> Sign:
    """Note that a browser is there. Raises TokenRefused, also for a session that was taken over."""
    claim = read_token(token, seal=_seal)
    attempt = Attempt.objects.filter(pk=claim.attempt_id, public_id=public_id, binding=claim.binding).first()
    if attempt is None:
        raise TokenRefused
    Seat.objects.filter(attempt=attempt).update(seen_at=at)
    is_open = attempt.status == Attempt.Status.OPEN and attempt.stopped_at is None
    return Sign(is_open=is_open, deadline=attempt.deadline)


@transaction.atomic
def take_over(*, attempt: Attempt, session_key: str) -> Attempt:
    """Bind the attempt to this session; the other one can no longer answer."""
    attempt = Attempt.objects.select_for_update(no_key=True).get(pk=attempt.pk)
    attempt.binding = session_binding(session_key)
    attempt.save(update_fields=["binding"])
    keep_event(attempt=attempt, kind=AttemptEvent.Kind.TAKEN_OVER, actor=attempt.learner, at=timezone.now())
    return attempt


@transaction.atomic
def submit_attempt(*, attempt: Attempt, at: datetime) -> Attempt:
    """Close and score; whoever comes second gets the first one's result."""
    hold(attempt.learner_id)
    locked = (
        Attempt.objects.select_for_update(of=("self",), no_key=True)
        .select_related("examination", "learner")
        .get(pk=attempt.pk)
    )
    if locked.status != Attempt.Status.OPEN:
        return locked
    return close_attempt(attempt=locked, at=min(at, locked.deadline + NETWORK_GRACE), is_late=at > locked.deadline)


def token_for(attempt: Attempt) -> str:
    return write_token(ExamToken(attempt.pk, attempt.binding), seal=_seal)


def is_bound(attempt: Attempt, session_key: str) -> bool:
    return attempt.binding == session_binding(session_key)


def session_binding(session_key: str) -> str:
    return _seal(f"session.{session_key}")


def _alone() -> AbstractContextManager[None]:
    """PostgreSQL makes one statement a transaction by itself; on SQLite a transaction takes its turn to write."""
    return nullcontext() if connection.vendor == "postgresql" else transaction.atomic()


@cache
def _save_statement(vendor: str) -> str:
    # SQLite has one writer at a time, and nothing to wait for.
    if vendor == "postgresql":
        return SAVE.format(json="%(value)s::jsonb", lock="FOR SHARE OF attempt")
    return SAVE.format(json="%(value)s", lock="")


def _seq_already_held(claim: ExamToken, public_id: UUID, answer: Answer, *, at: datetime) -> int:
    """Nothing was written: because this or something newer is held (say which), or because nothing may be."""
    if Attempt.objects.filter(pk=claim.attempt_id, public_id=public_id, stopped_at__isnull=False).exists():
        raise ClockStopped
    held = (
        Response.objects.filter(
            attempt_id=claim.attempt_id,
            position=answer.position,
            attempt__public_id=public_id,
            attempt__status=Attempt.Status.OPEN,
            attempt__binding=claim.binding,
            attempt__deadline__gte=at - NETWORK_GRACE,
        )
        .values_list("seq", "value", "is_flagged")
        .first()
    )
    if held is None:
        raise AnswerRefused
    seq, value, is_flagged = held
    if seq == answer.seq and (value, is_flagged) != (answer.value, answer.is_flagged):
        raise NumberTaken(seq)
    return int(seq)


def _seal(body: str) -> str:
    return hmac.digest(_sealing_key(settings.SECRET_KEY), body.encode(), "sha256").hex()[:32]


@cache
def _sealing_key(secret: str) -> bytes:
    return hashlib.sha256(f"exam-token:{secret}".encode()).digest()


def _database_id(public_id: UUID) -> str | UUID:
    adapted: str | UUID = Attempt._meta.get_field("public_id").get_db_prep_value(public_id, connection)
    return adapted


def _database_time(at: datetime) -> str | datetime:
    adapted: str | datetime = connection.ops.adapt_datetimefield_value(at) or at
    return adapted
