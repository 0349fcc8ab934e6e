"""Imports of items as the desk shows them, and what is compared with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from lms.lib.localized import in_language

from ..domain.exchange.entries import from_entry
from ..domain.exchange.formats import FORMATS, Format
from ..domain.exchange.found import Problem
from ..domain.exchange.twins import twins
from ..domain.items.content import ItemContent
from ..domain.items.parts import Texts
from ..models import ImportedPicture, ItemBank, ItemImport, ItemVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """One item of a file: `content` before it is created, `number` afterwards; neither if it was not read.

    `is_removed`: it was created, and the import has been undone since.
    """

    file: str
    line: int
    name: str
    problems: tuple[Problem, ...]
    content: ItemContent | None
    twin: str  # an item that asks the same
    number: int | None
    is_item: bool  # it could be read
    is_removed: bool

    @property
    def picture(self) -> Mapping[str, Any] | None:
        """Digest, size and description, of an item that is still to be created."""
        return self.content.body.get("picture") if self.content else None

    def task(self, language: str) -> str:
        return in_language(self.content.stem, language) if self.content else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatRow:
    """A format, and how many of the items in hand are of a kind that it carries; `in_part`: (kind, what is lost)."""

    format: Format
    carried: int
    total: int
    in_part: list[tuple[str, str]]


def stems_of(bank: ItemBank) -> Iterator[tuple[str, Texts]]:
    """(name, stem) of every version there is, for comparing."""
    rows = ItemVersion.objects.filter(item__bank=bank).order_by("item__number", "-number")
    for number, stem in rows.values_list("item__number", "stem"):
        yield f"{bank.code}-{number:03d}", stem


def imports_of(bank: ItemBank) -> QuerySet[ItemImport]:
    """Latest first, without what they hold."""
    return bank.imports.defer(*ItemImport.LARGE).select_related("created_by")


def lines_of(batch: ItemImport) -> list[ImportLine]:
    """In the order of the file; two items of one file that ask the same are twins, too."""
    found = [from_entry(entry) for entry in batch.entries]
    stems = [(one.label, one.content.stem if one.content else None) for one in found]
    there = set(batch.items.values_list("item__number", flat=True))
    named = twins(stems_of(batch.bank), stems) if any(stem for _, stem in stems) else [""] * len(found)
    return [
        ImportLine(
            file=one.file,
            line=one.line,
            name=one.name,
            problems=one.problems,
            content=one.content,
            twin=twin,
            number=entry.get("number"),
            is_item=entry.get("is_item", one.content is not None),
            is_removed=entry.get("number") is not None and entry["number"] not in there,
        )
        for one, twin, entry in zip(found, named, batch.entries, strict=True)
    ]


def held_picture(batch: ItemImport, digest: str) -> ImportedPicture:
    """404 where the import holds none of that digest, or no longer."""
    return get_object_or_404(batch.pictures.exclude(data=b""), digest=digest)


def format_rows(kinds: Mapping[str, int]) -> list[FormatRow]:
    """For (kind → how many items)."""
    return [
        FormatRow(
            format=one,
            carried=sum(count for kind, count in kinds.items() if kind in one.kinds),
            total=sum(kinds.values()),
            in_part=[(kind, code) for kind, code in one.in_part.items() if kind in kinds],
        )
        for one in FORMATS.values()
    ]
