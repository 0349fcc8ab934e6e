"""Statements of course dates as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, QuerySet

from ..models import RolloutDate, TrainingRollout
from .trainings import offered


@dataclass(frozen=True, slots=True)
class RolloutLine:
    rollout: TrainingRollout
    training: str
    units: int
    first: date
    last: date


def rollouts_with_sizes(rollouts: QuerySet[TrainingRollout]) -> QuerySet[TrainingRollout]:
    """The latest first."""
    found = rollouts.select_related("created_by").order_by("-created_at", "-pk")
    return found.annotate(units=Count("dates"), first=Min("dates__month"), last=Max("dates__month"))


def rollout_lines(rollouts: Iterable[TrainingRollout]) -> list[RolloutLine]:
    """Of a page of `rollouts_with_sizes`."""
    names = {(one.kind, one.code): one.name for one in offered()}
    return [
        RolloutLine(one, names.get((one.kind, one.code), one.code), one.units, one.first, one.last)  # type: ignore[attr-defined]
        for one in rollouts
    ]


def dates_of(rollout: TrainingRollout) -> list[RolloutDate]:
    return list(rollout.dates.select_related("unit"))
