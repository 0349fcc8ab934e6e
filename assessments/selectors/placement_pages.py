"""A placement as the person placed may know it: texts and opaque tokens on the way, ranges at the end, never a key."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from lms.base.fields import LocalizedText
from lms.competencies.selectors.framework import CompetencyCard, LevelCard, competencies, levels
from lms.people.models import User

from ..domain.adaptive.ability import level_at
from ..domain.adaptive.outcome import Reading, from_data
from ..domain.adaptive.stopping import LONGEST, SHORTEST
from ..domain.calibration.scale import LOGITS_A_LEVEL
from ..domain.levels import CENTRE
from ..models import Placement, PlacementBlock, PlacementStep
from .placements import Permission, last_placement, permission_to_place, placement_bank, pools_for
from .questions import Question, question_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementCard:
    """What one should know before the first task."""

    permission: Permission
    running: Placement | None
    last: Placement | None  # finished
    areas: list[LocalizedText]  # that the person would be asked about
    shortest: int  # tasks an area
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """The task that waits, and how far the placement is, without a word on how it goes."""

    number: int  # through all areas
    question: Question
    area_name: LocalizedText
    area_number: int
    areas: int
    in_area: int  # place of the task within its area, from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLine:
    """A reading in words' reach: names, and the names of both ends of its range."""

    code: str
    name: LocalizedText
    reading: Reading
    low: LocalizedText | None  # None below level 1
    high: LocalizedText | None

    @property
    def is_one_level(self) -> bool:
        return self.reading.low == self.reading.high


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaResult:
    area: ReadingLine
    competencies: list[ReadingLine]
    stop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkedStep:
    """Why one task came, in the person's own account.

    Neither its content nor whether the answer was right: that would tell colleagues the keys.
    """

    number: int
    competency: LocalizedText
    level: int  # that the task is about as hard as
    is_alone_in_turn: bool  # no other competency had as few tasks
    is_by_luck: bool  # chance weighed more than what the task tells
    is_far: bool  # none as near to the estimate as it should be was left
    is_unknown: bool  # the person said so


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkedArea:
    """An area with its tasks and where it ended."""

    result: AreaResult
    steps: list[WalkedStep]
    reach: float  # levels to either side of the estimate that hold the true level with 90 % certainty


NINETY_PERCENT = 1.645  # standard errors


def placement_card(user: User, at: datetime) -> PlacementCard:
    bank, last = placement_bank(), last_placement(user)
    permission = permission_to_place(user, bank, at)
    is_running = last is not None and last.status == Placement.Status.OPEN
    areas = pools_for(user, bank, at) if bank is not None and permission.is_granted and not is_running else {}
    names = area_names()
    return PlacementCard(
        permission=permission,
        running=last if is_running else None,
        last=None if is_running else last,
        areas=[names[area] for area in areas],
        shortest=SHORTEST,
        longest=LONGEST,
    )


def task_of(placement: Placement) -> Task | None:
    """The task that waits for an answer, in the active language; None when none does."""
    step = (
        PlacementStep.objects.filter(placement=placement, answered_at=None)
        .select_related("version", "block")
        .defer("block__pool", "explanation")
        .first()
    )
    if step is None:
        return None
    blocks = PlacementBlock.objects.filter(placement=placement).count()
    before = PlacementStep.objects.filter(block_id=step.block_id, number__lt=step.number).count()
    return Task(
        number=step.number,
        question=question_of(
            step.version.kind,
            step.version.stem,
            step.version.body,
            tokens=step.tokens,
            sent=(),
            language=get_language() or "en",
        ),
        area_name=area_names()[step.block.area],
        area_number=step.block.position,
        areas=blocks,
        in_area=before + 1,
    )


def results_of(placement: Placement) -> list[AreaResult]:
    """Area by area, in the framework's order, as frozen when the placement ended."""
    cards, names, rungs = competencies(), area_names(), levels()
    found = []
    for block in PlacementBlock.objects.filter(placement=placement).defer("pool").order_by("position"):
        if block.area_reading is None:
            continue
        lines = [_line(one, cards[one.code].name, rungs) for one in map(from_data, block.readings) if one.code in cards]
        area = _line(from_data(block.area_reading), names[block.area], rungs)
        found.append(AreaResult(area=area, competencies=_in_order(lines, cards), stop=block.stop))
    return found


def walk_of(placement: Placement) -> list[WalkedArea]:
    """Every answered task of a finished placement, area by area."""
    steps = defaultdict(list)
    rows = PlacementStep.objects.filter(placement=placement, answered_at__isnull=False)
    for step in rows.select_related("block", "version__competency").defer("block__pool", "version__body"):
        steps[step.block.area].append(_walked(step))
    return [
        WalkedArea(result=one, steps=steps[one.area.code], reach=NINETY_PERCENT * one.area.reading.se)
        for one in results_of(placement)
    ]


def _walked(step: PlacementStep) -> WalkedStep:
    choice = step.explanation
    return WalkedStep(
        number=step.number,
        competency=step.version.competency.name,
        level=max(1, level_at(CENTRE + step.difficulty / LOGITS_A_LEVEL)),
        is_alone_in_turn=len(choice["due"]) == 1,
        is_by_luck=choice["weight"] < 0.5,
        is_far="far" in choice["given_way"],
        is_unknown=not step.response,
    )


def _line(reading: Reading, name: LocalizedText, rungs: dict[int, LevelCard]) -> ReadingLine:
    def rung(level: int) -> LocalizedText | None:
        return rungs[level].name if level in rungs else None

    return ReadingLine(code=reading.code, name=name, reading=reading, low=rung(reading.low), high=rung(reading.high))


def _in_order(lines: Iterable[ReadingLine], cards: dict[str, CompetencyCard]) -> list[ReadingLine]:
    return sorted(lines, key=lambda line: cards[line.code].position)


def area_names() -> dict[str, LocalizedText]:
    return {card.area_code: card.area_name for card in competencies().values()}
