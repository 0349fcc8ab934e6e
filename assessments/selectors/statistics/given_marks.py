"""The marks on which statistics rest: those of first attempts.

Who comes back after a failure is weaker than those who came once, and has seen items before; so only the first attempt
of each person counts, and none that people set aside. Practice is no part of it: attempts are examinations.
"""

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from ...domain.statistics.marks import MarkList
from ...models import Attempt, DrawnItem, Examination, ItemBank, ItemVersion

# The latest so many are read for a page: far more than any figure needs, and bounded.
SITTINGS_READ = 20_000


def first_attempts(examination: Examination) -> QuerySet[Attempt]:
    """The first closed attempt of each person at the examination."""
    same = Attempt.objects.filter(examination=OuterRef("examination"))
    return _first(Attempt.objects.filter(examination=examination), same)


def first_attempts_in(bank: ItemBank) -> QuerySet[Attempt]:
    """The first closed attempt of each person at any examination drawn from the bank."""
    same = Attempt.objects.filter(examination__bank=OuterRef("examination__bank"))
    return _first(Attempt.objects.filter(examination__bank=bank), same)


def read_in(attempts: QuerySet[Attempt], language: str) -> QuerySet[Attempt]:
    """Those that were read in this language from beginning to end."""
    return attempts.filter(language=language, saw_other_languages=False)


def latest(attempts: QuerySet[Attempt]) -> QuerySet[Attempt]:
    return attempts.order_by("-started_at")[:SITTINGS_READ]


def marks_in(attempts: QuerySet[Attempt]) -> MarkList:
    """Of these attempts, whole, items on trial included; what a regrade took out of the count has no mark."""
    return _mark_list(DrawnItem.objects.filter(attempt__in=attempts.values("pk"), mark__isnull=False))


def scored_marks_in(attempts: QuerySet[Attempt]) -> MarkList:
    """Of these attempts, what their scores are made of."""
    drawn = DrawnItem.objects.filter(attempt__in=attempts.values("pk"), mark__isnull=False, is_scored=True)
    return _mark_list(drawn)


def _mark_list(drawn: QuerySet[DrawnItem]) -> MarkList:
    rows = drawn.order_by().values_list("attempt_id", "version_id", "mark")
    return MarkList.of([(attempt, version, mark or 0.0) for attempt, version, mark in rows])


def sums_in(attempts: QuerySet[Attempt]) -> dict[int, tuple[float, int]]:
    """Attempt → points and number of items, of attempts of which only the sums are needed."""
    drawn = DrawnItem.objects.filter(attempt__in=attempts.values("pk"), mark__isnull=False)
    rows = drawn.order_by().values("attempt_id").annotate(points=Sum("mark"), items=Count("pk"))
    return {attempt: (points, items) for attempt, points, items in rows.values_list("attempt_id", "points", "items")}


def that_met(attempts: QuerySet[Attempt], version: ItemVersion) -> QuerySet[Attempt]:
    return attempts.filter(pk__in=DrawnItem.objects.filter(version=version).values("attempt"))


def _first(attempts: QuerySet[Attempt], same: QuerySet[Attempt]) -> QuerySet[Attempt]:
    earlier = same.filter(learner=OuterRef("learner"), closed_at__isnull=False, started_at__lt=OuterRef("started_at"))
    return attempts.filter(~Exists(earlier), closed_at__isnull=False, set_aside_at=None)
