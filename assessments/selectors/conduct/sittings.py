"""Finished sittings as the indicators read them: from rows that every examination keeps, and nothing else.

The time over a task is known only where it was answered straight after the task before it: who goes back, or leaves one
out, has spent time on a task that no row tells of.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from ...domain.conduct.sittings import Answer, Sitting
from ...models import Attempt, DrawnItem, Examination, ItemVersion, Response

Saved = tuple[datetime, list[str]]  # when, and what


def attempts_in(examination: Examination, since: date, until: date) -> QuerySet[Attempt]:
    """Scored attempts that ended on these days, both included; without what was set aside already."""
    closed = Attempt.objects.filter(
        examination=examination, set_aside_at=None, closed_at__date__gte=since, closed_at__date__lte=until
    )
    return closed.exclude(status__in=Attempt.UNSCORED)


def sittings_in(attempts: QuerySet[Attempt]) -> list[Sitting]:
    """Three queries, whatever their number."""
    rows = list(attempts.order_by("pk"))
    ids = attempts.values("pk")
    drawn: dict[int, list[DrawnItem]] = defaultdict(list)
    for place in DrawnItem.objects.filter(attempt__in=ids).only(
        "attempt_id", "position", "version_id", "tokens", "mark"
    ):
        drawn[place.attempt_id].append(place)
    saved: dict[int, dict[int, Saved]] = defaultdict(dict)
    held = Response.objects.filter(attempt__in=ids).values_list("attempt_id", "position", "saved_at", "value")
    for attempt, position, at, value in held:
        if value:
            saved[attempt][position] = (at, value)
    single = set(
        ItemVersion.objects.filter(
            kind=ItemVersion.Kind.SINGLE, pk__in=DrawnItem.objects.filter(attempt__in=ids).values("version_id")
        ).values_list("pk", flat=True)
    )
    return [_sitting(row, drawn[row.pk], saved[row.pk], single) for row in rows]


def _sitting(row: Attempt, drawn: Sequence[DrawnItem], saved: Mapping[int, Saved], single: set[int]) -> Sitting:
    began, ended = row.started_at, row.closed_at or row.deadline
    length = max((ended - began).total_seconds(), 1.0)
    seconds = _seconds(began, saved)
    answers = {}
    for place in drawn:
        at, value = saved.get(place.position, (None, []))
        answers[place.version_id] = Answer(
            mark=place.mark,
            option=dict(place.tokens).get(value[0]) if value and place.version_id in single else None,
            seconds=seconds.get(place.position),
            moment=(at - began).total_seconds() / length if at else None,
        )
    return Sitting(
        key=row.pk,
        learner=row.learner_id,
        began=began.timestamp(),
        ended=ended.timestamp(),
        times_count=row.counts_for_time_norms,
        answers=answers,
        points=row.score or 0.0,
        possible=row.max_score or 0.0,
    )


def _seconds(began: datetime, saved: Mapping[int, Saved]) -> dict[int, float]:
    """Position → seconds since the answer before, where that was the one to the task before."""
    found, before, last = {}, 0, began
    for position, (at, _) in sorted(saved.items(), key=lambda one: (one[1][0], one[0])):
        if position == before + 1:
            found[position] = (at - last).total_seconds()
        before, last = position, at
    return found
