"""Levels and counts of many people at once: after an import, a regrade, or for everybody."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from lms.base.db.bulk import insert_rows
from lms.competencies.selectors.framework import competencies

from ...domain.level_rollup import Place, Standing, deltas
from ...domain.levels_bulk import estimate_levels
from ...models import CountedPlace, CurrentLevel
from ...selectors.evidence_cube import pieces_of_all
from ...selectors.level_models import model_on
from ...selectors.level_rollup import (
    PEOPLE_AT_ONCE,
    counted_places,
    held_places,
    kept_levels,
    people_within,
    ranges_to_count,
)
from ..locks import hold_all
from .writing import LevelRow, count_people, level_rows, put_levels

Places = Mapping[int, frozenset[Place]]


@transaction.atomic
def recompute_people(*, learner_ids: Sequence[int], at: datetime) -> None:
    """Their levels from all their evidence, their places from the posts they hold, and the counts by what changed.

    In the order of their numbers; some may be gone. Whoever calls it inside a larger transaction has written nothing to
    the log in it yet.
    """
    portions = (learner_ids[start : start + PEOPLE_AT_ONCE] for start in range(0, len(learner_ids), PEOPLE_AT_ONCE))
    changes = (change for some in portions for change in _recompute(some, at))
    count_people(deltas(changes, {card.pk for card in competencies().values()}))


def _recompute(learner_ids: Sequence[int], at: datetime) -> list[tuple[Standing, Standing]]:
    hold_all(learner_ids)
    model = model_on(timezone.localdate(at))
    rows = level_rows(estimate_levels(pieces_of_all(at, learner_ids), model), at)
    levels, places = _levels(rows), held_places(learner_ids)
    held, placed = kept_levels(learner_ids), counted_places(learner_ids)
    put_levels(rows)
    _forget(held, levels)
    _place(placed, places)
    nowhere: frozenset[Place] = frozenset()
    return [
        (
            Standing(placed.get(one, nowhere), held.get(one, {})),
            Standing(places.get(one, nowhere), levels.get(one, {})),
        )
        for one in learner_ids
    ]


def recompute_within(*, numbers: range, at: datetime) -> int:
    """How many people there were among these numbers."""
    people = people_within(numbers)
    recompute_people(learner_ids=people, at=at)
    return len(people)


def recompute_everybody(*, at: datetime) -> int:
    """Portion by portion, each in a transaction of its own; how many people there were."""
    return sum(recompute_within(numbers=numbers, at=at) for numbers in ranges_to_count())


def _levels(rows: Collection[LevelRow]) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for learner, competency, _, _, level, *_ in rows:
        found.setdefault(learner, {})[competency] = level
    return found


def _forget(held: Mapping[int, Mapping[int, int]], levels: Mapping[int, Mapping[int, int]]) -> None:
    for learner, kept in held.items():
        if gone := kept.keys() - levels.get(learner, {}).keys():
            CurrentLevel.objects.filter(learner_id=learner, competency_id__in=gone).delete()


def _place(before: Places, after: Places) -> None:
    for learner, places in before.items():
        for unit, post in places - after.get(learner, frozenset()):
            CountedPlace.objects.filter(learner_id=learner, unit_id=unit, post_id=post).delete()
    new = [
        (learner, unit, post)
        for learner, places in after.items()
        for unit, post in sorted(places - before.get(learner, frozenset()))
    ]
    insert_rows(CountedPlace, ("learner_id", "unit_id", "post_id"), new)
