"""The frame of every exported table: typed columns, texts that are no formula anywhere, and what holds of all.

A page's table becomes a file with few lines: `framed(title=…, stamp=stamp_of(snapshot), fields=…, rows=…)`, and one
entry in `tables.py`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from lms.lib.disclosure import SMALLEST_GROUP
from lms.lib.spreadsheet import neutral_text

from ..models import Snapshot

Value = str | int | float | date | datetime | None
Note = tuple[str, str]


class Kind(StrEnum):
    TEXT = "text"
    COUNT = "count"  # a whole number
    NUMBER = "number"
    SHARE = "share"  # of one, shown in per cent
    DAY = "day"


WORDS = (Kind.TEXT, Kind.DAY)  # all others are figures


@dataclass(frozen=True, slots=True)
class Field:
    title: str
    kind: Kind = Kind.TEXT
    is_wide: bool = False
    is_printed: bool = True  # on paper, where not every column finds room
    is_head: bool = False  # on paper rows that agree in it stand together below it


@dataclass(frozen=True, slots=True)
class Stamp:
    """Of when and by which rules the figures are; in every file, whatever its format."""

    as_of: datetime
    framework: str
    model_version: str
    suppression: str


@dataclass(frozen=True, slots=True)
class Export:
    title: str
    stamp: Stamp
    fields: list[Field]
    rows: list[list[Value]]
    notes: list[Note]  # those of the stamp first
    file_stem: str


def stamp_of(snapshot: Snapshot, suppression: str = "") -> Stamp:
    return Stamp(
        as_of=snapshot.as_of,
        framework=f"{snapshot.framework_code} {snapshot.framework_version}",
        model_version=snapshot.model_version,
        suppression=suppression or hidden_figures(),
    )


def framed(
    *,
    title: str,
    stamp: Stamp,
    fields: Sequence[Field],
    rows: Iterable[Sequence[Value]],
    notes: Iterable[Note] = (),
    file_stem: str,
) -> Export:
    """Every text is neutralised here, once for all formats."""
    return Export(
        title=neutral_text(title),
        stamp=stamp,
        fields=[*fields],
        rows=[[neutral_text(value) if isinstance(value, str) else value for value in row] for row in rows],
        notes=[(neutral_text(name), neutral_text(text)) for name, text in [*_stamp_notes(stamp), *notes]],
        file_stem=f"{file_stem}-{timezone.localtime(stamp.as_of):%Y-%m-%d-%H%M}",
    )


def hidden_figures() -> str:
    return _(
        "Groups under %(number)s people show no figure. Further figures are left out where a small group "
        "could be computed from them. An empty field is hidden or unknown; it never means zero."
    ) % {"number": SMALLEST_GROUP}


def _stamp_notes(stamp: Stamp) -> list[Note]:
    return [
        (_("As of"), f"{timezone.localtime(stamp.as_of):%Y-%m-%d %H:%M %z}"),
        (_("Competency framework"), stamp.framework),
        (_("Level model"), stamp.model_version),
        (_("Hidden figures"), stamp.suppression),
    ]
