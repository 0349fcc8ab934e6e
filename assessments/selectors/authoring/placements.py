"""Placements as the reviewers of the bank see them: why each item came, never who answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from lms.base.fields import LocalizedText

from ...domain.adaptive.pool import Pool, PoolItem, from_data
from ...domain.adaptive.replay import first_difference
from ...domain.adaptive.selection import KNOWN, Answer, Candidate, Filter
from ...models import ItemBank, Placement, PlacementBlock, PlacementStep
from ..placement_pages import area_names
from ..placements import numbers_of

NINETY_PERCENT = 1.645  # standard errors


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedItem:
    """One of the best candidates of a choice."""

    number: int  # of the item in its bank
    competency: str
    difficulty: float  # logits
    candidate: Candidate
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedStep:
    number: int
    item_number: int
    competency: str
    difficulty: float
    discrimination: float
    is_provisional: bool
    filters: list[Filter]
    due: Sequence[str]
    given_way: Sequence[str]
    weight_percent: int  # of information; luck has the rest
    best: list[RankedItem]
    mean_before: float  # on the level scale
    reach_before: float  # levels to either side that hold the true level with 90 % certainty
    mean_after: float | None
    reach_after: float | None
    outcome: str  # "known", "not_known", "unknown" (said so), or "" before an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedBlock:
    area: LocalizedText
    stop: str
    seed: int
    steps: list[ReplayedStep]
    differs_at: int | None  # task that choosing again does not give


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    public_id: UUID
    day: date
    blocks: list[ReplayedBlock]


def placements_of(bank: ItemBank) -> QuerySet[Any]:
    """Latest first, without names; `tasks` counts the answers."""
    return (
        Placement.objects.filter(bank=bank)
        .annotate(tasks=Count("steps", filter=Q(steps__answered_at__isnull=False)))
        .defer("learner")
        .order_by("-started_at")
    )


def replay_of(placement: Placement) -> Replay:
    """Read from the record, and chosen again beside it."""
    blocks = list(PlacementBlock.objects.filter(placement=placement).order_by("position"))
    steps: dict[int, list[PlacementStep]] = {block.pk: [] for block in blocks}
    for step in PlacementStep.objects.filter(placement=placement).order_by("number"):
        steps[step.block_id].append(step)
    areas = area_names()
    numbers = numbers_of([row[0] for block in blocks for row in block.pool])
    return Replay(
        public_id=placement.public_id,
        day=timezone.localdate(placement.started_at),
        blocks=[_block(block, areas[block.area], steps[block.pk], numbers) for block in blocks if steps[block.pk]],
    )


def _block(
    block: PlacementBlock, area: LocalizedText, steps: list[PlacementStep], numbers: Mapping[int, int]
) -> ReplayedBlock:
    items = {item.version_id: item for item in from_data(block.pool)}
    answers = [Answer(step.version_id, step.mark >= KNOWN) for step in steps if step.mark is not None]
    records = [step.explanation for step in steps]
    return ReplayedBlock(
        area=area,
        stop=block.stop,
        seed=records[0]["seed"],
        steps=[_step(step, items, numbers) for step in steps],
        differs_at=first_difference(Pool(items.values()), records, answers, seen=block.seen, worn=block.worn),
    )


def _step(step: PlacementStep, items: Mapping[int, PoolItem], numbers: Mapping[int, int]) -> ReplayedStep:
    choice = step.explanation
    return ReplayedStep(
        number=step.number,
        item_number=numbers[step.version_id],
        competency=items[step.version_id].competency,
        difficulty=step.difficulty,
        discrimination=step.discrimination,
        is_provisional=step.is_provisional,
        filters=[Filter(**one) for one in choice["filters"]],
        due=choice["due"],
        given_way=choice["given_way"],
        weight_percent=round(100 * choice["weight"]),
        best=[_ranked(Candidate(**one), step, items, numbers) for one in choice["best"]],
        mean_before=step.mean_before,
        reach_before=NINETY_PERCENT * step.se_before,
        mean_after=step.mean_after,
        reach_after=None if step.se_after is None else NINETY_PERCENT * step.se_after,
        outcome=_outcome(step),
    )


def _ranked(
    candidate: Candidate, step: PlacementStep, items: Mapping[int, PoolItem], numbers: Mapping[int, int]
) -> RankedItem:
    item = items[candidate.version_id]
    return RankedItem(
        number=numbers[candidate.version_id],
        competency=item.competency,
        difficulty=item.parameters.difficulty,
        candidate=candidate,
        is_chosen=candidate.version_id == step.version_id,
    )


def _outcome(step: PlacementStep) -> str:
    if step.mark is None:
        return ""
    if not step.response:
        return "unknown"
    return "known" if step.mark >= KNOWN else "not_known"
