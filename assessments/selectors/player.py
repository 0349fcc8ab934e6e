"""The examination as the candidate's browser may know it: texts and opaque tokens, never keys or option ids."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import get_language

from lms.base.db.prepared import Prepared
from lms.base.fields import LocalizedText
from lms.competencies.selectors.framework import competencies

from ..domain.items.parts import Texts
from ..models import Attempt, AttemptResult, DrawnItem, ItemVersion, Response
from .questions import Question, question_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One entry of the overview."""

    position: int
    is_answered: bool
    is_flagged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One place opened: the task and what is held of it."""

    position: int
    question: Question
    is_flagged: bool
    seq: int  # the highest that the server holds for this place
    saved_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartResult:
    name: LocalizedText
    code: str
    earned: float
    possible: int

    @property
    def percent(self) -> int:
        return round(100 * self.earned / self.possible)


class DrawnPlace(NamedTuple):
    """The columns of what was drawn that a candidate's page is made of."""

    position: int
    version_id: int
    tokens: list[tuple[str, str]]


class Held(NamedTuple):
    """The columns of an answer that is held."""

    position: int
    value: list[str]
    seq: int
    is_flagged: bool
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Paper:
    """What was drawn and what is held, read once for a page."""

    drawn: list[DrawnPlace]
    held: dict[int, Held]

    @property
    def places(self) -> list[Place]:
        return [self._place(one.position) for one in self.drawn]

    def sheets(self) -> list[Sheet]:
        """All tasks, in the active language; one query."""
        shown = {version: task for version, *task in _shown(*(one.version_id for one in self.drawn))}
        language = get_language() or "en"
        return [self._sheet(drawn, *shown[drawn.version_id], language=language) for drawn in self.drawn]

    def _sheet(self, drawn: DrawnPlace, kind: str, stem: Texts, body: object, *, language: str) -> Sheet:
        held = self.held.get(drawn.position)
        sent = held.value if held else ()
        return Sheet(
            position=drawn.position,
            question=question_of(kind, stem, body, tokens=drawn.tokens, sent=sent, language=language),
            is_flagged=bool(held and held.is_flagged),
            seq=held.seq if held else 0,
            saved_at=held.saved_at if held else None,
        )

    def _place(self, position: int) -> Place:
        held = self.held.get(position)
        return Place(
            position=position,
            is_answered=bool(held and held.value),
            is_flagged=bool(held and held.is_flagged),
        )


def paper_of(attempt: Attempt) -> Paper:
    """Two queries, whatever the length of the examination."""
    return Paper(
        drawn=[DrawnPlace(*row) for row in _drawn(attempt.pk)],
        held={row[0]: Held(*row) for row in _held(attempt.pk)},
    )


_drawn = Prepared(
    lambda attempt: DrawnItem.objects.filter(attempt_id=attempt).order_by("position").values_list(*DrawnPlace._fields)
)
_held = Prepared(lambda attempt: Response.objects.filter(attempt_id=attempt).values_list(*Held._fields))
_shown = Prepared(
    lambda *versions: ItemVersion.objects.filter(pk__in=versions).values_list("pk", "kind", "stem", "body")
)


def corrections_of(attempt: Attempt) -> list[tuple[AttemptResult, AttemptResult]]:
    """(result before, result after) of every regrade that the candidate could notice, latest first."""
    results = list(AttemptResult.objects.filter(attempt=attempt).order_by("number"))
    told = [
        (before, after)
        for before, after in pairwise(results)
        if (before.points, before.possible, before.has_passed) != (after.points, after.possible, after.has_passed)
    ]
    return told[::-1]


def parts_of(attempt: Attempt) -> list[PartResult]:
    """Points by competency of a scored attempt, in the framework's order; without tasks that do not count."""
    earned: dict[int, list[float]] = {}
    counted = DrawnItem.objects.filter(attempt=attempt, is_scored=True, mark__isnull=False)
    rows = counted.values_list("version__competency_id", "mark")
    for competency_id, mark in rows:
        earned.setdefault(competency_id, []).append(mark or 0.0)
    return [
        PartResult(name=card.name, code=card.code, earned=sum(earned[card.pk]), possible=len(earned[card.pk]))
        for card in competencies().values()
        if card.pk in earned
    ]
