"""The kept levels and counts, read as they are and made anew."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Min, Q, QuerySet

from lms.base.db.prepared import Prepared
from lms.people.models import RoleAssignment

from ..domain.level_rollup import NOT_ASSESSED, Cell, Place
from ..models import CountedPlace, CurrentLevel, Evidence, LevelRollup

PEOPLE_AT_ONCE = 5_000

# Holders of a post in a unit by competency and level, as the kept levels say.
BY_LEVEL = """
    SELECT place.unit_id, place.post_id, held.competency_id, held.level, count(*)
    FROM assessments_countedplace place JOIN assessments_currentlevel held ON held.learner_id = place.learner_id
    WHERE held.level <> %s
    GROUP BY place.unit_id, place.post_id, held.competency_id, held.level
"""


@dataclass(frozen=True, slots=True)
class Histogram:
    """People by verified level, 0 to 5, and those not assessed."""

    not_assessed: int
    levels: tuple[int, ...]


def kept_levels(learners: Collection[int]) -> dict[int, dict[int, int]]:
    rows = CurrentLevel.objects.filter(learner_id__in=learners).values_list("learner_id", "competency_id", "level")
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for learner, competency, level in rows:
        found[learner][competency] = level
    return dict(found)


def counted_places(learners: Collection[int]) -> dict[int, frozenset[Place]]:
    return _places(CountedPlace.objects.filter(learner_id__in=learners), "learner_id")


def held_places(learners: Collection[int]) -> dict[int, frozenset[Place]]:
    return _places(RoleAssignment.objects.current().filter(user__in=learners), "user_id")


def _places(rows: QuerySet[CountedPlace] | QuerySet[RoleAssignment], who: str) -> dict[int, frozenset[Place]]:
    found: dict[int, set[Place]] = defaultdict(set)
    for learner, unit, post in rows.values_list(who, "unit_id", "post_id"):
        found[learner].add((unit, post))
    return {learner: frozenset(places) for learner, places in found.items()}


kept_levels_of = Prepared(
    lambda learner: CurrentLevel.objects.filter(learner_id=learner).values_list("competency_id", "level")
)
counted_places_of = Prepared(
    lambda learner: CountedPlace.objects.filter(learner_id=learner).values_list("unit_id", "post_id")
)


def kept_counts() -> dict[Cell, int]:
    rows = LevelRollup.objects.exclude(people=0)
    return {
        (unit, post, competency, level): people
        for unit, post, competency, level, people in rows.values_list(
            "unit_id", "post_id", "competency_id", "level", "people"
        ).iterator(chunk_size=10_000)
    }


def counts_anew(competencies: Collection[int]) -> dict[Cell, int]:
    """What the counts must be by the kept levels and places. Two statements, whatever the number of people."""
    with connection.cursor() as cursor:
        cursor.execute(BY_LEVEL, [NOT_ASSESSED])
        found: dict[Cell, int] = {
            (unit, post, competency, level): people
            for unit, post, competency, level, people in cursor
            if competency in competencies
        }
    assessed: dict[tuple[int, int, int], int] = defaultdict(int)
    for (unit, post, competency, _), people in found.items():
        assessed[unit, post, competency] += people
    holders = CountedPlace.objects.order_by().values_list("unit_id", "post_id").annotate(people=Count("pk"))
    for unit, post, people in holders:
        for competency in competencies:
            found[unit, post, competency, NOT_ASSESSED] = people - assessed[unit, post, competency]
    return {cell: people for cell, people in found.items() if people}


def ranges_to_count() -> Iterator[range]:
    """Numbers of people, so many at a time, that hold everybody who is to be counted."""
    ends = [rows.aggregate(first=Min(who), last=Max(who)) for rows, who in _who_counts()]
    known = [end for end in ends if end["first"] is not None]
    if known:
        first, last = min(end["first"] for end in known), max(end["last"] for end in known)
        yield from (range(start, start + PEOPLE_AT_ONCE) for start in range(first, last + 1, PEOPLE_AT_ONCE))


def people_within(numbers: range) -> list[int]:
    """Those of them who hold a post, were counted, or of whom there is evidence; in order."""
    found: set[int] = set()
    for rows, who in _who_counts():
        within = Q(**{f"{who}__gte": numbers.start, f"{who}__lt": numbers.stop})
        found.update(rows.filter(within).order_by().values_list(who, flat=True).distinct())
    return sorted(found)


def _who_counts() -> list[tuple[QuerySet[Any], str]]:
    return [
        (RoleAssignment.objects.current(), "user_id"),
        (CountedPlace.objects.all(), "learner_id"),
        (CurrentLevel.objects.all(), "learner_id"),
        (Evidence.objects.in_force(), "learner_id"),
    ]


def histograms(unit_ids: Collection[int], competency: int) -> Mapping[Place, Histogram]:
    """Unit and post → where their people stand in one competency; costs by units, not by people.

    For services only: nothing is hidden here, so nothing of it may reach a page as it is.
    """
    rows = LevelRollup.objects.filter(unit_id__in=unit_ids, competency_id=competency, people__gt=0)
    found: dict[Place, list[int]] = defaultdict(lambda: [0] * 7)
    for unit, post, level, people in rows.values_list("unit_id", "post_id", "level", "people"):
        found[unit, post][level + 1] = people
    return {place: Histogram(counts[0], tuple(counts[1:])) for place, counts in found.items()}
