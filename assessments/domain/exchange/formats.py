"""Every format in which items come and go, and what of an item each can carry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ..items.content import ItemContent
from .aiken import read_aiken, write_aiken
from .facts import Facts
from .found import Imported
from .gift.reading import read_gift
from .gift.writing import WRITERS as GIFT_KINDS
from .gift.writing import write_gift
from .moodle.reading import read_moodle
from .moodle.writing import WRITERS as MOODLE_KINDS
from .moodle.writing import write_moodle
from .pictures import Pictures
from .qti.names import QTI_2, QTI_3
from .qti.package import read_package, write_package
from .qti.writing import WRITERS as QTI_KINDS
from .spreadsheet.columns import KINDS as SHEET_KINDS
from .spreadsheet.files import read_csv, read_xlsx, write_csv, write_xlsx

Items: TypeAlias = Mapping[str, ItemContent]  # name → item

Write: TypeAlias = Callable[[Items, str, Pictures], bytes]
Read: TypeAlias = Callable[[bytes, str, Facts], list[Imported]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """`kinds` are those that it carries; `in_part` what it loses of some of them, by a code.

    `write` gets items of these kinds alone, a language if it knows one, and the pictures that the items name.
    """

    code: str
    name: str
    suffix: str
    content_type: str
    kinds: frozenset[str]
    carries_facts: bool  # competency, level, date of review and the like
    is_one_language: bool
    read: Read
    write: Write
    in_part: Mapping[str, str] = field(default_factory=dict)  # kind → what is lost
    trial: Write | None = None  # refuses what `write` refuses, at less cost


FORMATS: Mapping[str, Format] = {
    one.code: one
    for one in (
        Format(
            code="qti3",
            name="QTI 3.0",
            suffix="zip",
            content_type="application/zip",
            kinds=frozenset(QTI_KINDS),
            carries_facts=True,
            is_one_language=False,
            read=read_package,
            write=lambda items, _, pictures: write_package(items, QTI_3, pictures),
        ),
        Format(
            code="qti2",
            name="QTI 2.1",
            suffix="zip",
            content_type="application/zip",
            kinds=frozenset(QTI_KINDS),
            carries_facts=False,
            is_one_language=False,
            read=read_package,
            write=lambda items, _, pictures: write_package(items, QTI_2, pictures),
        ),
        Format(
            code="moodle",
            name="Moodle XML",
            suffix="xml",
            content_type="application/xml",
            kinds=frozenset(MOODLE_KINDS),
            carries_facts=True,
            is_one_language=False,
            read=read_moodle,
            write=lambda items, _, pictures: write_moodle(items, pictures),
            in_part={"matching": "reasons_together", "hot_spot": "reasons_together"},
        ),
        Format(
            code="gift",
            name="GIFT",
            suffix="txt",
            content_type="text/plain; charset=utf-8",
            kinds=frozenset(GIFT_KINDS),
            carries_facts=True,
            is_one_language=False,
            read=read_gift,
            write=lambda items, *_: write_gift(items),
            in_part={"matching": "reasons_together"},
        ),
        Format(
            code="aiken",
            name="Aiken",
            suffix="txt",
            content_type="text/plain; charset=utf-8",
            kinds=frozenset({"single"}),
            carries_facts=False,
            is_one_language=True,
            read=read_aiken,
            write=lambda items, language, _: write_aiken(items, language),
            in_part={"single": "reasons_and_lines"},
        ),
        Format(
            code="csv",
            name="CSV",
            suffix="csv",
            content_type="text/csv; charset=utf-8",
            kinds=frozenset(SHEET_KINDS),
            carries_facts=True,
            is_one_language=False,
            read=read_csv,
            write=lambda items, *_: write_csv(items),
        ),
        Format(
            code="xlsx",
            name="Excel",
            suffix="xlsx",
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            kinds=frozenset(SHEET_KINDS),
            carries_facts=True,
            is_one_language=False,
            read=read_xlsx,
            write=lambda items, *_: write_xlsx(items),
            trial=lambda items, *_: write_csv(items),
        ),
    )
}
