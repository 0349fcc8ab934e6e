"""Keeping what a file holds for a look at it, and forgetting it."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from lms.base.audit import record
from lms.people.models import User

from ...domain.exchange.entries import facts_entry, to_entry
from ...domain.exchange.facts import Facts
from ...models import (
    ItemBank,
    ItemImport,
)
from .holding import Status, locked_import, must_write
from .pictures import hold_pictures
from .uploads import FileContents, Upload, read_upload

PREVIEWS_KEPT = timedelta(days=7)


def preview_import(*, bank: ItemBank, upload: Upload, given: Facts, by: User) -> ItemImport:
    """Keep what the file holds; no item changes. Raises FileRefused."""
    contents = read_upload(upload, given, bank)
    return keep_preview(bank=bank, upload=upload, contents=contents, given=given, by=by)


@transaction.atomic
def keep_preview(*, bank: ItemBank, upload: Upload, contents: FileContents, given: Facts, by: User) -> ItemImport:
    must_write(by, bank)
    code, found = contents.code, contents.found
    good = sum(one.content is not None for one in found)
    kept = ItemImport.objects.create(
        bank=bank,
        file_name=upload.file_name[:200],
        sha256=sha256(upload.content).hexdigest(),
        format=code,
        given=facts_entry(given),
        entries=[to_entry(one) for one in found],
        counts={"read": good, "refused": len(found) - good},
        created_by=by,
    )
    hold_pictures(kept, contents.drawings)
    record(by, "item_import.previewed", kept, format=code, items=good)
    return kept


@transaction.atomic
def discard_import(*, batch: ItemImport, by: User | None) -> ItemImport:
    """Forget what was read: it holds keys."""
    if by is not None:
        must_write(by, batch.bank)
    batch = locked_import(batch, Status.PREVIEWED, by)
    batch.status, batch.entries = Status.DISCARDED, []
    batch.save(update_fields=["status", "entries"])
    batch.pictures.all().delete()
    record(by, "item_import.discarded", batch, format=batch.format)
    return batch


def discard_old_imports(*, at: datetime) -> int:
    """Previews that nobody applied within a week; how many were let go."""
    old = ItemImport.objects.filter(status=Status.PREVIEWED, created_at__lt=at - PREVIEWS_KEPT)
    found = list(old.defer(*ItemImport.LARGE))
    for batch in found:
        discard_import(batch=batch, by=None)
    return len(found)
