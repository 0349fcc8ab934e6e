"""Undoing an import while nobody has worked on its drafts."""

from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User
from lms.people.services.roster_undo import with_traces

from ...models import ImportedItem, Item, ItemBank, ItemImport, ItemKey, ItemVersion, ReviewStep
from ..authoring.items import AuthoringRefused
from .holding import Status, locked_import, must_write
from .pictures import take_pictures_back


@transaction.atomic
def undo_import(*, batch: ItemImport, by: User) -> ItemImport:
    """Remove the drafts that are still as they were imported, with their pictures; what somebody worked on stays."""
    must_write(by, batch.bank)
    ItemBank.objects.select_for_update(no_key=True).get(pk=batch.bank_id)
    batch = locked_import(batch, Status.APPLIED, by)
    items = list(
        Item.objects.select_for_update().filter(pk__in=batch.items.values("item_id")).values_list("pk", flat=True)
    )
    untouched = _untouched(items)
    if not untouched:
        raise AuthoringRefused(_("Somebody has worked on every draft of this import; none was removed."))
    versions = ItemVersion.objects.filter(item__in=untouched)
    ReviewStep.objects.filter(item_version__in=versions).delete()
    ItemKey.objects.filter(version__in=versions).delete()
    versions.delete()
    Item.objects.filter(pk__in=untouched).delete()
    pictures = take_pictures_back(batch)
    batch.status, batch.undone_at = Status.UNDONE, timezone.now()
    batch.counts = {**batch.counts, "removed": len(untouched)}
    batch.save(update_fields=["status", "undone_at", "counts"])
    record(by, "item_import.undone", batch, format=batch.format, items=len(untouched), pictures=pictures)
    return batch


def _untouched(items: Sequence[int]) -> set[int]:
    """Items that nobody edited, sent on, commented on, met or referred to, in whatever table."""
    versions = dict(ItemVersion.objects.select_for_update().filter(item__in=items).values_list("pk", "item_id"))
    later = ReviewStep.objects.filter(item_version__in=versions).exclude(kind=ReviewStep.Kind.DRAFTED)
    worked = set(later.values_list("item_version_id", flat=True))
    worked |= with_traces(ItemVersion, list(versions), {ReviewStep, ItemKey})
    busy = {versions[pk] for pk in worked} | with_traces(Item, items, {ItemVersion, ImportedItem})
    written_again = {item for item, count in Counter(versions.values()).items() if count > 1}
    return set(items) - busy - written_again
