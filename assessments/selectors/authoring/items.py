"""One item at the authors' desk: its versions, what was done to them, and the one place where the key is read."""

from dataclasses import dataclass, replace
from random import Random
from typing import Any

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from ...domain.items.parts import Reply
from ...domain.items.registry import read_keyed, slots_of
from ...domain.items.wire import draw_tokens, write_reply
from ...models import DrawnItem, Item, ItemVersion, ReviewStep, last_step
from ..questions import Question, question_of


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    version: ItemVersion
    steps: list[ReviewStep]  # oldest first
    drawn: int  # how many candidates met it


def versions_of(item: Item) -> QuerySet[ItemVersion]:
    """Latest first, without keys."""
    return (
        item.versions.select_related("item__bank__unit", "competency", "author", "reviewer")
        .annotate(last_step=last_step("item_version"))
        .order_by("-number")
    )


def version_with_key(item: Item, number: int) -> ItemVersion:
    """One version and its key; 404 if there is none of that number."""
    return get_object_or_404(versions_of(item).select_related("key", "source_record"), number=number)


def shown_number(item: Item) -> int | None:
    """The version a page opens on: what is being worked on, else the live one, else the latest."""
    rows = list(item.versions.order_by("-number").values_list("number", "status"))
    for wanted in ("draft", "reviewed", "trial", "live"):
        found = next((number for number, status in rows if status == wanted), None)
        if found is not None:
            return found
    return rows[0][0] if rows else None


def history_of(item: Item) -> list[VersionRow]:
    """Every version, latest first, in three queries."""
    versions = list(versions_of(item).prefetch_related("steps__actor"))
    drawn = dict(
        DrawnItem.objects.filter(version__item=item)
        .order_by()
        .values_list("version_id")
        .annotate(count=Count("pk"))
        .values_list("version_id", "count")
    )
    return [
        VersionRow(version=version, steps=list(version.steps.all()), drawn=drawn.get(version.pk, 0))
        for version in versions
    ]


def as_candidate_sees(version: ItemVersion, reply: Reply | None = None) -> Question:
    """What the player would be given, in the active language, options in the author's order; answered with `reply`."""
    slots = slots_of(version.kind, version.body)
    in_order = [replace(slot, is_shuffled=False) for slot in slots]
    tokens = draw_tokens(in_order, Random(version.pk))  # noqa: S311  (a preview has no secrets)
    return question_of(
        version.kind,
        version.stem,
        version.body,
        tokens=tokens,
        sent=write_reply(slots, tokens, reply or {}),
        language=get_language() or "en",
    )


def solution_of(version: ItemVersion) -> Reply | None:
    """A reply that earns everything, by the key; None while the item still has faults. For its page only."""
    keyed = read_keyed(version.kind, version.body, version.key.right)
    return None if any(keyed.faults()) else keyed.solution()


def keys_of_same_body(version: ItemVersion) -> dict[int, dict[str, Any]]:
    """Number → key of the other versions of an item that ask the very same with another key."""
    others = ItemVersion.objects.filter(item=version.item, kind=version.kind).exclude(pk=version.pk)
    rows = others.order_by("number").values_list("number", "body", "key__right")
    return {number: right for number, body, right in rows if body == version.body and right != version.key.right}
