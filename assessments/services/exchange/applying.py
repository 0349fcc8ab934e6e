"""Creating what an import read, in one transaction.

Nothing that is imported is examined with: every item starts as a draft of the importer, and a second person reviews it.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from lms.base.audit import record
from lms.people.models import User

from ...domain.exchange.entries import from_entry
from ...domain.exchange.found import Imported
from ...domain.exchange.twins import twins
from ...models import (
    ItemBank,
    ItemImport,
)
from ...selectors.exchange import stems_of
from .creating import create_drafts
from .holding import Status, locked_import, must_write
from .pictures import give_pictures


@transaction.atomic
def apply_import(*, batch: ItemImport, by: User, with_twins: bool = False) -> ItemImport:
    """Create a draft of every item that could be read; those that ask what another item asks only if wanted."""
    must_write(by, batch.bank)
    bank = ItemBank.objects.select_for_update(no_key=True).get(pk=batch.bank_id)
    batch = locked_import(batch, Status.PREVIEWED, by)
    entries = [from_entry(entry) for entry in batch.entries]
    chosen = _without_twins(bank, entries, with_twins=with_twins)
    give_pictures(batch, (one.content for place in chosen if (one := entries[place]).content), by)
    numbers = dict(zip(chosen, create_drafts(bank, [entries[place] for place in chosen], batch, by), strict=True))
    batch.entries = [
        {**entry, "content": None, "number": numbers.get(place), "is_item": entry["content"] is not None}
        for place, entry in enumerate(batch.entries)
    ]
    batch.status, batch.applied_at = Status.APPLIED, timezone.now()
    batch.counts = {**batch.counts, "created": len(chosen), "left_out": batch.counts["read"] - len(chosen)}
    batch.save()
    record(by, "item_import.applied", batch, format=batch.format, items=len(chosen))
    return batch


def _without_twins(bank: ItemBank, entries: Sequence[Imported], *, with_twins: bool) -> list[int]:
    found = twins(stems_of(bank), [(one.label, one.content.stem if one.content else None) for one in entries])
    return [
        place
        for place, (one, twin) in enumerate(zip(entries, found, strict=True))
        if one.content is not None and (with_twins or not twin)
    ]
