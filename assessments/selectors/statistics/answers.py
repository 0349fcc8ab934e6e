"""What people answered to one version of an item."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from lms.lib.localized import language_shown

from ...domain.items.parts import WHOLE
from ...domain.items.registry import slots_of
from ...domain.items.wire import read_reply
from ...models import Attempt, DrawnItem, ItemVersion, Response
from .given_marks import first_attempts_in, latest, sums_in, that_met

CHOICES = frozenset({ItemVersion.Kind.SINGLE, ItemVersion.Kind.MULTIPLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    mark: float
    rest: float  # what the same person earned on the other items, as a share
    chosen: Collection[str]  # option ids, where the item is a choice
    seconds: float | None  # since the answer before, or since the start
    language: str  # in which the task was shown; empty where that was not one, or is not known


def answers_to(version: ItemVersion) -> list[GivenAnswer]:
    """Of each first attempt that met the version, in two queries."""
    attempts = latest(that_met(first_attempts_in(version.item.bank), version))
    sums = sums_in(attempts)
    slots = slots_of(version.kind, version.body) if version.kind in CHOICES else ()
    found = []
    for attempt, mark, tokens, value, at, before, language, is_mixed in _rows(version, attempts):
        points, items = sums.get(attempt, (0.0, 0))
        if mark is not None and items > 1:
            found.append(
                GivenAnswer(
                    mark=mark,
                    rest=(points - mark) / (items - 1),
                    chosen=read_reply(slots, tokens, value or ()).get(WHOLE, ()),
                    seconds=(at - before).total_seconds() if at else None,
                    language=language_shown(version.stem, language) if language and not is_mixed else "",
                )
            )
    return found


def _rows(version: ItemVersion, attempts: QuerySet[Attempt]) -> QuerySet[DrawnItem, tuple[Any, ...]]:
    """Attempt, mark, tokens, what was sent and when, when the answer before it was sent, and in which language."""
    saved = Response.objects.filter(attempt=OuterRef("attempt"))
    here = saved.filter(position=OuterRef("position"))
    earlier = saved.filter(saved_at__lt=OuterRef("at")).order_by("-saved_at")
    return (
        DrawnItem.objects.filter(version=version, attempt__in=attempts.values("pk"))
        .annotate(value=Subquery(here.values("value")[:1]), at=Subquery(here.values("saved_at")[:1]))
        .annotate(before=Coalesce(Subquery(earlier.values("saved_at")[:1]), F("attempt__started_at")))
        .values_list(
            *("attempt_id", "mark", "tokens", "value", "at", "before"),
            *("attempt__language", "attempt__saw_other_languages"),
        )
    )
