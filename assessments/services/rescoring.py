"""Scoring many closed attempts again from what is stored, in bounded memory: for regrades and for verification."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from ..domain.regrades import Outcome
from ..domain.score_sheet import ScoreSheet, score
from ..models import Attempt, DrawnItem, Response
from .marking import Key, key_digest, keys_of, replies_of, tasks_of, texts_of

BATCH = 200  # attempts held in memory at a time


class KeyBook:
    """Keys of versions, each read once however often it was drawn; `amended` replaces some by way of trial."""

    def __init__(self, amended: Mapping[int, Key] | None = None) -> None:
        self.keys = dict(amended or {})

    def look_up(self, version_ids: Iterable[int]) -> None:
        missing = set(version_ids) - self.keys.keys()
        if missing:
            self.keys |= keys_of(missing)


class Drawn(NamedTuple):
    """The columns of a drawn item that scoring reads: a hundred thousand rows of the model cost twice the time."""

    attempt_id: int
    pk: int
    position: int
    version_id: int
    tokens: list[list[str]]
    is_scored: bool
    mark: float | None


@dataclass(frozen=True, slots=True)
class Rescored:
    """A closed attempt, as it is held and as it comes out now."""

    attempt: Attempt
    drawn: list[Drawn]  # by position
    sheet: ScoreSheet
    key_digest: str

    @property
    def held(self) -> Outcome:
        return Outcome(
            self.attempt.score or 0.0,
            self.attempt.max_score or 0.0,
            bool(self.attempt.has_passed),
            tuple(one.mark for one in self.drawn),
            self.attempt.equated_score,
        )

    @property
    def found(self) -> Outcome:
        cut, conversion = self.attempt.cuts[str(self.attempt.examination.level)], self.attempt.conversion
        return Outcome(
            self.sheet.earned,
            float(self.sheet.possible),
            self.sheet.has_passed(cut, conversion),
            tuple(self.sheet.marks.get(one.position) for one in self.drawn),
            self.sheet.equated(conversion),
        )


def rescored(attempts: QuerySet[Attempt], book: KeyBook) -> Iterator[list[Rescored]]:
    """Batch by batch in the order of their numbers; two queries a batch beside the attempts themselves."""
    for batch in batches(attempts.exclude(status__in=Attempt.UNSCORED).select_related("equating")):
        yield _rescored(batch, book)


def batches(attempts: QuerySet[Attempt]) -> Iterator[list[Attempt]]:
    """By key, not by offset: what one batch does to its rows moves no other."""
    last = 0
    while batch := list(attempts.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        yield batch


def _rescored(attempts: Sequence[Attempt], book: KeyBook) -> list[Rescored]:
    ids = [one.pk for one in attempts]
    drawn: dict[int, list[Drawn]] = defaultdict(list)
    places = DrawnItem.objects.filter(attempt_id__in=ids).order_by("attempt_id", "position")
    for place in map(Drawn._make, places.values_list(*Drawn._fields)):
        drawn[place.attempt_id].append(place)
    sent: dict[int, dict[int, list[str]]] = defaultdict(dict)
    rows = Response.objects.filter(attempt_id__in=ids).values_list("attempt_id", "position", "value")
    for attempt_id, position, value in rows:
        sent[attempt_id][position] = value
    book.look_up(place.version_id for own in drawn.values() for place in own)
    given = texts_of((place for own in drawn.values() for place in own), book.keys)
    return [_one(attempt, drawn[attempt.pk], sent[attempt.pk], keys=book.keys, given=given) for attempt in attempts]


def _one(
    attempt: Attempt,
    drawn: list[Drawn],
    sent: Mapping[int, list[str]],
    *,
    keys: Mapping[int, Key],
    given: Mapping[int, float],
) -> Rescored:
    sheet = score(tasks_of(drawn, keys, given), replies_of(drawn, sent, keys))
    return Rescored(attempt, drawn, sheet, key_digest(drawn, keys))
