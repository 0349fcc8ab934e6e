"""Closing an attempt: the one place where keys and answers meet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from json import loads
from typing import Any, NamedTuple, Protocol

from django.db import transaction

from lms.base.audit import record
from lms.base.db.bulk import update_rows
from lms.base.db.prepared import Prepared
from lms.lib.canonical import digest
from lms.people.models import User

from ..domain.items.parts import Reply, Slot
from ..domain.items.registry import Keyed, read_keyed
from ..domain.items.wire import read_reply
from ..domain.score_sheet import Ruling, ScoreSheet, Task, score
from ..models import Attempt, AttemptResult, DrawnItem, ItemKey, Response
from ..selectors.item_bank import as_stored
from ..selectors.text_marks import shares_of, unmarked_texts
from ..signals import attempt_scored
from .evidence import record_attempt
from .locks import hold_keys
from .marking_notices import announce_result, announce_shortage

KEYS_REMEMBERED = 1024  # some ten megabytes of a process


class Placed(Protocol):
    """What marking needs of a drawn item: its row, or a few columns of it."""

    @property
    def pk(self) -> int: ...
    @property
    def position(self) -> int: ...
    @property
    def version_id(self) -> int: ...
    @property
    def tokens(self) -> Any: ...
    @property
    def is_scored(self) -> bool: ...


class Drawn(NamedTuple):
    """The columns that scoring one attempt needs."""

    pk: int
    position: int
    version_id: int
    tokens: list[list[str]]
    is_scored: bool


@dataclass(frozen=True, slots=True)
class Key:
    """A version ready to be marked: with the key in force and what was ruled about it since."""

    competency: str  # code
    item: Keyed
    ruling: Ruling
    slots: tuple[Slot, ...]
    digest: str  # of key and ruling; for the database only, since a short key can be guessed from it


_drawn = Prepared(
    lambda attempt: DrawnItem.objects.filter(attempt_id=attempt).order_by("position").values_list(*Drawn._fields)
)
_sent = Prepared(lambda attempt: Response.objects.filter(attempt_id=attempt).values_list("position", "value"))
_stored_keys = Prepared(
    lambda *versions: ItemKey.objects.filter(version__pk__in=versions).values_list(
        "version_id",
        "version__kind",
        as_stored("version__body"),
        "version__competency__code",
        as_stored("right"),
        "ruling",
    )
)


@transaction.atomic(savepoint=False)  # there is no half of a closing to take back
def close_attempt(*, attempt: Attempt, at: datetime, is_late: bool) -> Attempt:
    """No answer counts after this. Scored at once, unless it holds texts that wait for people (`text_marking`)."""
    attempt.closed_at = at
    texts = unmarked_texts(attempt)
    if not texts:
        return _score(attempt, "attempt.closed", is_late=is_late, by=attempt.learner)
    attempt.status = Attempt.Status.MARKING
    attempt.save(update_fields=["status", "closed_at"])
    facts = {"examination": attempt.examination.code, "status": attempt.status, "texts": len(texts)}
    record(attempt.learner, "attempt.closed", attempt, **facts)
    announce_shortage(attempt)
    return attempt


@transaction.atomic
def score_attempt(*, attempt: Attempt) -> Attempt:
    """Of a closed attempt, held by the caller, whose texts are all marked; raises ValueError for any other."""
    if attempt.status != Attempt.Status.MARKING or attempt.closed_at is None or unmarked_texts(attempt):
        raise ValueError("only an attempt whose texts are all marked is scored")
    announce_result(attempt)
    return _score(attempt, "attempt.scored", is_late=attempt.closed_at > attempt.deadline, by=None)


def _score(attempt: Attempt, action: str, *, is_late: bool, by: User | None) -> Attempt:
    """Score what was saved; evidence, levels, log and news follow in the same transaction."""
    hold_keys()
    drawn = [Drawn(*row) for row in _drawn(attempt.pk)]
    keys = keys_of(one.version_id for one in drawn)
    sent = dict(_sent(attempt.pk))
    sheet = score(tasks_of(drawn, keys, texts_of(drawn, keys)), replies_of(drawn, sent, keys))
    update_rows(DrawnItem, ["mark", "id"], [(sheet.marks.get(one.position), one.pk) for one in drawn])
    attempt.status = Attempt.Status.EXPIRED if is_late else Attempt.Status.SUBMITTED
    settle(attempt, sheet)
    attempt.save(update_fields=["status", "closed_at", "score", "max_score", "equated_score", "has_passed"])
    result_of(attempt, drawn, sheet, keys).save(force_insert=True)
    record_attempt(attempt=attempt, sheet=sheet)
    record(
        by,
        action,
        attempt,
        examination=attempt.examination.code,
        status=attempt.status,
        points=f"{sheet.earned:.3f}",
        possible=sheet.possible,
        has_passed=attempt.has_passed,
        **equated_facts(attempt.equated_score),
    )
    attempt_scored.send(sender=Attempt, attempt_id=attempt.pk, learner_id=attempt.learner_id)
    return attempt


def settle(attempt: Attempt, sheet: ScoreSheet) -> None:
    """Write the result on the (unsaved) attempt; cut and equating are those that were in force at the start."""
    attempt.score, attempt.max_score = sheet.earned, sheet.possible
    attempt.equated_score = sheet.equated(attempt.conversion)
    attempt.has_passed = sheet.has_passed(attempt.cuts[str(attempt.examination.level)], attempt.conversion)


def equated_facts(equated: float | None) -> dict[str, str]:
    """For the log: what the points count, where the form is equated."""
    return {} if equated is None else {"equated": f"{equated:.3f}"}


def result_of(attempt: Attempt, drawn: Sequence[Placed], sheet: ScoreSheet, keys: Mapping[int, Key]) -> AttemptResult:
    """The (unsaved) first result of an attempt that is settled and closed."""
    return AttemptResult(
        attempt=attempt,
        points=sheet.earned,
        possible=sheet.possible,
        equated=attempt.equated_score,
        has_passed=bool(attempt.has_passed),
        marks=[sheet.marks.get(one.position) for one in drawn],
        key_digest=key_digest(drawn, keys),
        at=attempt.closed_at or attempt.deadline,
    )


def keys_of(version_ids: Iterable[int]) -> dict[int, Key]:
    """Version → the key in force."""
    return {version_id: _key_as_stored(tuple(stored)) for version_id, *stored in _stored_keys(*version_ids)}


@lru_cache(maxsize=KEYS_REMEMBERED)
def _key_as_stored(stored: tuple[str, ...]) -> Key:
    """Everything that it is read from is asked for, so what is remembered cannot be out of date."""
    kind, body, competency, right, ruling = stored
    return key_for(kind, loads(body), competency, right=loads(right), ruling=Ruling(ruling))


def key_for(kind: str, body: object, competency: str, *, right: object, ruling: Ruling) -> Key:
    item = read_keyed(kind, body, right)
    return Key(competency, item, ruling, item.kind.slots(item.body), digest([kind, right, ruling]))


def key_digest(drawn: Sequence[Placed], keys: Mapping[int, Key]) -> str:
    """By which keys and rulings an attempt was scored."""
    return digest([[one.position, keys[one.version_id].digest] for one in drawn])


def texts_of(drawn: Iterable[Placed], keys: Mapping[int, Key]) -> dict[int, float]:
    """Drawn item → what people gave its text, 0 to 1; no query where none was drawn."""
    texts = [one.pk for one in drawn if keys[one.version_id].item.is_marked_by_people]
    return shares_of(texts) if texts else {}


def tasks_of(drawn: Sequence[Placed], keys: Mapping[int, Key], given: Mapping[int, float]) -> list[Task]:
    """`given`: see `texts_of`."""
    found = [(one, keys[one.version_id]) for one in drawn]
    return [
        Task(one.position, key.competency, key.item, key.ruling, one.is_scored, given.get(one.pk, 0.0))
        for one, key in found
    ]


def replies_of(drawn: Sequence[Placed], sent: Mapping[int, list[str]], keys: Mapping[int, Key]) -> dict[int, Reply]:
    """Position → what was answered there, read from the strings that were saved."""
    return {
        one.position: read_reply(keys[one.version_id].slots, one.tokens, sent[one.position])
        for one in drawn
        if one.position in sent
    }
