"""Common wrong beliefs, with the competency and the lesson that treats each; from counts, never from answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language

from assessments.domain.statistics.misconceptions import Topic
from assessments.selectors.statistics.misconceptions import (
    BankChoice,
    Belief,
    banks_to_report_on,
    misconceptions_in,
)
from lms.base.lessons import LessonPlace, places_of
from lms.competencies.selectors.framework import competencies
from lms.people.models import User

from .option_counts import options_counted_last

BELIEFS_SHOWN = 30  # more than anybody teaches against in a quarter


@dataclass(frozen=True, slots=True)
class Subject:
    name: str
    figures: Topic
    place: LessonPlace | None = None  # a published lesson

    @property
    def percent(self) -> int:
        return round(100 * self.figures.share.value)


@dataclass(frozen=True, slots=True)
class BeliefLine:
    belief: Belief
    competency: str
    place: LessonPlace | None
    url: str  # of the item at the desk

    @property
    def percent(self) -> tuple[int, int, int]:
        """The share and its interval."""
        share = self.belief.share
        return round(100 * share.value), round(100 * share.low), round(100 * share.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class MisconceptionsPage:
    banks: list[BankChoice]
    bank: BankChoice
    competencies: list[Subject]
    lessons: list[Subject]
    beliefs: list[BeliefLine]
    counted_at: datetime | None  # None before the first night


def misconceptions_page(reader: User, bank_id: str) -> MisconceptionsPage | None:
    """None while no examination is drawn from any bank."""
    banks = banks_to_report_on(reader)
    if not banks:
        return None
    bank = next((one for one in banks if str(one.public_id) == bank_id), None if bank_id else banks[0])
    if bank is None:
        raise Http404
    language = get_language() or "en"
    counted, counted_at = options_counted_last(bank.public_id)
    found = misconceptions_in(bank, counted, language)
    places = _places([lesson for lesson, _ in found.by_lesson], language)
    names = {code: f"{code} {card.name}" for code, card in competencies().items()}
    return MisconceptionsPage(
        banks=banks,
        bank=bank,
        competencies=[Subject(names.get(code, code), figures) for code, figures in found.by_competency],
        lessons=[Subject(ref, figures, places.get(ref)) for ref, figures in found.by_lesson],
        beliefs=[
            BeliefLine(
                one,
                names.get(one.competency, one.competency),
                places.get(one.lesson),
                reverse("authoring:item_version", args=[bank.public_id, one.number, one.version]),
            )
            for one in found.beliefs[:BELIEFS_SHOWN]
        ],
        counted_at=counted_at,
    )


def _places(refs: Collection[str], language: str) -> dict[str, LessonPlace]:
    """Items that cite a whole course are treated by its lessons together: no link."""
    return places_of({ref for ref in refs if "/" in ref}, language)
