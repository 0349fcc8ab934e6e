"""Drafts in bulk: one statement a table, so that a large file holds the write lock for a moment only."""

from collections.abc import Sequence

from django.db.models import Max
from django.utils import timezone

from lms.competencies.selectors.framework import competencies
from lms.people.models import User

from ...domain.exchange.found import Imported
from ...domain.items.content import ItemContent
from ...models import (
    ImportedItem,
    Item,
    ItemBank,
    ItemImport,
    ItemKey,
    ItemVersion,
    ReviewStep,
)
from ..authoring.content import STORED_AS_WRITTEN


def create_drafts(bank: ItemBank, entries: Sequence[Imported], batch: ItemImport, by: User) -> list[int]:
    """Numbers of the new items; one statement a table, so that a large file holds the write lock for a moment only."""
    contents = [one.content for one in entries if one.content is not None]
    last = bank.items.aggregate(last=Max("number"))["last"] or 0
    items = Item.objects.bulk_create(Item(bank=bank, number=last + place) for place in range(1, len(contents) + 1))
    versions = ItemVersion.objects.bulk_create(
        [_draft(item, content, by) for item, content in zip(items, contents, strict=True)]
    )
    ItemKey.objects.bulk_create(
        ItemKey(version=version, right=content.right, rationales=content.rationales)
        for version, content in zip(versions, contents, strict=True)
    )
    now = timezone.now()
    ReviewStep.objects.bulk_create(
        ReviewStep(item_version=version, kind=ReviewStep.Kind.DRAFTED, actor=by, at=now) for version in versions
    )
    ImportedItem.objects.bulk_create(ImportedItem(source=batch, item=item) for item in items)
    return [item.number for item in items]


def _draft(item: Item, content: ItemContent, by: User) -> ItemVersion:
    return ItemVersion(
        item=item,
        competency_id=competencies()[content.competency].pk,
        author=by,
        **{name: getattr(content, name) for name in STORED_AS_WRITTEN},
    )
