"""Kept levels against levels made anew, at two moments: now, and when each was worked out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np
from django.utils import timezone

from lms.competencies.selectors.framework import competencies

from ..domain.level_model import LevelModel
from ..domain.level_rollup import NOT_ASSESSED
from ..domain.levels_bulk import Estimates, Flags, Integers, Numbers, Pieces, estimate_levels
from ..models import CurrentLevel
from .evidence_cube import SECONDS_A_MONTH, pieces_of_all
from .level_models import level_models, model_on
from .level_rollup import counted_places, held_places

CLOSE = 1e-6  # levels; two engines keep the same moment to the microsecond


@dataclass(frozen=True, slots=True)
class CheckedLevels:
    wrong: int = 0
    aged: int = 0
    people: frozenset[int] = field(default=frozenset())  # of whom something is to be worked out again

    def __add__(self, other: "CheckedLevels") -> "CheckedLevels":
        """The people are those of the last portion: the others are done by then."""
        return CheckedLevels(self.wrong + other.wrong, self.aged + other.aged, other.people)


@dataclass(frozen=True, slots=True)
class _Kept:
    """Kept levels as columns, in the order of person and competency."""

    learner: Integers
    competency: Integers
    mean: Numbers
    sd: Numbers
    level: Integers
    months_ago: Numbers  # when each was worked out
    model: Integers  # in force then, as a place in `models`
    models: Sequence[LevelModel]

    @classmethod
    def of(cls, learners: Sequence[int], at: datetime) -> "_Kept":
        rows = list(
            CurrentLevel.objects.filter(learner_id__in=learners)
            .order_by("learner_id", "competency_id")
            .values_list("learner_id", "competency_id", "mean", "sd", "level", "computed_at")
        )
        timeline = level_models(timezone.localdate(at))
        versions = {model.version: model for model in (timeline.on(timezone.localdate(row[5])) for row in rows)}
        number = {version: place for place, version in enumerate(versions)}
        then = [number[timeline.on(timezone.localdate(row[5])).version] for row in rows]
        table = np.array([row[:5] for row in rows], dtype=np.float64).reshape(-1, 5).T
        return cls(
            learner=table[0].astype(np.int64),
            competency=table[1].astype(np.int64),
            mean=table[2],
            sd=table[3],
            level=table[4].astype(np.int64),
            months_ago=np.array([(at - row[5]).total_seconds() / SECONDS_A_MONTH for row in rows]),
            model=np.array(then, dtype=np.int64),
            models=list(versions.values()),
        )


def check_levels(learners: Sequence[int], at: datetime) -> CheckedLevels:
    kept, pieces = _Kept.of(learners, at), pieces_of_all(at, learners)
    now = estimate_levels(pieces, model_on(timezone.localdate(at)))
    width = int(max(now.competency.max(initial=0), kept.competency.max(initial=0))) + 1
    found_key, kept_key = now.learner * width + now.competency, kept.learner * width + kept.competency
    both, in_found, in_kept = np.intersect1d(found_key, kept_key, assume_unique=True, return_indices=True)
    lonely = np.concatenate([np.setdiff1d(found_key, both), np.setdiff1d(kept_key, both)])
    is_right = _is_right(kept, pieces, kept_key, width)[in_kept]
    shown = np.where(now.is_assessed, now.verified_level, NOT_ASSESSED)[in_found]
    has_aged = is_right & (shown != kept.level[in_kept])
    concerned = np.concatenate([lonely, both[~is_right | has_aged]]) // width
    return CheckedLevels(
        wrong=int(lonely.size + (~is_right).sum()),
        aged=int(has_aged.sum()),
        people=frozenset(concerned.tolist()),
    )


def _is_right(kept: _Kept, pieces: Pieces, kept_key: Integers, width: int) -> Flags:
    """Which kept levels follow from the evidence as old as it was then, by the model of then.

    Whether a post demanded the competency then is not known any more; either answer will do.
    """
    piece_key = pieces.learner * width + pieces.competency
    has_place = np.isin(piece_key, kept_key)
    known, place = pieces.where(has_place), np.searchsorted(kept_key, piece_key[has_place])
    months = {card.pk: float(card.half_life_months) for card in competencies().values()}
    in_use = np.array([months[one] for one in known.competency.tolist()], dtype=np.float64)
    found = np.zeros(kept.learner.size, dtype=bool)
    for number, model in enumerate(kept.models):
        for half_life in (in_use, np.minimum(in_use, model.not_demanded_months)):
            then = replace(known, age_months=known.age_months - kept.months_ago[place], half_life_months=half_life)
            estimates = estimate_levels(then, model)
            at = np.unique(place)
            is_close = (np.abs(estimates.mean - kept.mean[at]) < CLOSE) & (np.abs(estimates.sd - kept.sd[at]) < CLOSE)
            found[at] |= is_close & _says(estimates, kept.level[at]) & (kept.model[at] == number)
    return found


def _says(estimates: Estimates, level: Integers) -> Flags:
    return np.asarray(np.where(estimates.is_assessed, estimates.verified_level, NOT_ASSESSED) == level)


def misplaced_people(learners: Sequence[int]) -> set[int]:
    counted, held = counted_places(learners), held_places(learners)
    nowhere: frozenset[tuple[int, int]] = frozenset()
    return {one for one in learners if counted.get(one, nowhere) != held.get(one, nowhere)}
