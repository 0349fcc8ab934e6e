"""Exporting items with their keys: for people of the bank, and always an event of the audit log."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lms.base.audit import record
from lms.people.models import User

from ...domain.exchange.formats import FORMATS
from ...domain.exchange.pictures import pictures_of
from ...domain.exchange.transfer import Export, write_items
from ...models import ItemBank, ItemPicture
from ..authoring.content import content_of


@dataclass(frozen=True, slots=True)
class Download:
    file_name: str
    content_type: str
    export: Export


def prepare_export(*, bank: ItemBank, heads: QuerySet[Any], code: str, language: str) -> Download:
    """What a file would hold of these versions (`selectors.authoring.banks.item_heads`), and what not."""
    versions = heads.select_related("item__bank", "competency", "key")
    items = {str(version.item): content_of(version) for version in versions}
    shown = {digest for content in items.values() for digest in pictures_of(content)}
    rows = ItemPicture.objects.filter(bank=bank, digest__in=shown).values_list("digest", "data") if shown else ()
    pictures = {digest: bytes(data) for digest, data in rows}
    chosen = FORMATS[code]
    day = timezone.localdate().isoformat()
    return Download(
        file_name=f"{bank.code.lower()}-{code}-{day}.{chosen.suffix}",
        content_type=chosen.content_type,
        export=write_items(code, items, language, pictures),
    )


@transaction.atomic
def note_export(*, bank: ItemBank, download: Download, code: str, by: User | None) -> None:
    """Before the file leaves the house."""
    export = download.export
    record(by, "item_bank.exported", bank, format=code, items=len(export.written))
