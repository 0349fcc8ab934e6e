"""Levels and counts follow a new result at once, in its transaction."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.utils import timezone

from lms.competencies.selectors.framework import CompetencyCard, competencies
from lms.people.selectors.requirements import demanded_of_one

from ...domain.level_rollup import NOT_ASSESSED, Standing, deltas
from ...domain.weighing import Weighing
from ...models import CurrentLevel, Evidence
from ...selectors.evidence_cube import pieces_of_one
from ...selectors.level_models import level_models
from ...selectors.level_rollup import counted_places_of, kept_levels_of
from .writing import LevelRow, count_people, put_levels


def follow_evidence(rows: Iterable[Evidence]) -> None:
    """Call after the evidence of one person is stored, with the person held and nothing written to the log yet.

    Counts are locked last but the log: after the person, the sitting and the keys, and in the order of their keys.
    """
    shown = list(rows)
    if shown:
        # A clock that lags behind the one that timed the sitting must not make its result invisible.
        at = max(timezone.now(), *(row.observed_at for row in shown))
        follow_one(learner_id=shown[0].learner_id, competency_ids={row.competency_id for row in shown}, at=at)


def follow_one(*, learner_id: int, competency_ids: Collection[int], at: datetime) -> None:
    """What one person shows in these competencies, worked out now."""
    cards = {code: card for code, card in competencies().items() if card.pk in competency_ids}
    touched = {card.pk for card in cards.values()}
    before = {one: level for one, level in kept_levels_of(learner_id) if one in touched}
    rows = _levels(learner_id, cards, at)
    after = {row[1]: row[4] for row in rows}
    put_levels(rows)
    if gone := before.keys() - after.keys():
        CurrentLevel.objects.filter(learner_id=learner_id, competency_id__in=gone).delete()
    if _seen(before) != _seen(after):
        places = frozenset(counted_places_of(learner_id))
        count_people(deltas([(Standing(places, before), Standing(places, after))], touched))


def _levels(learner_id: int, cards: Mapping[str, CompetencyCard], at: datetime) -> list[LevelRow]:
    """One by one: for a handful of pieces, arrays would cost more than they save."""
    day = timezone.localdate(at)
    half_lives = {code: card.half_life_months for code, card in cards.items()}
    weighing = Weighing(level_models(day), half_lives, demanded_of_one(learner_id, day))
    shown = pieces_of_one(learner_id, cards, at)
    estimates = {cards[code].pk: weighing.estimate(code, pieces, day) for code, pieces in sorted(shown.items())}
    return [
        (
            learner_id,
            competency,
            one.mean,
            one.sd,
            one.verified_level() if one.is_assessed else NOT_ASSESSED,
            one.is_assessed,
            at,
        )
        for competency, one in estimates.items()
    ]


def _seen(levels: dict[int, int]) -> dict[int, int]:
    return {competency: level for competency, level in levels.items() if level != NOT_ASSESSED}
