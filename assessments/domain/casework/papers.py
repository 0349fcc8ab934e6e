"""The papers of the file: labelled lines, the cells of a sheet, and what a reader learns from them."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.domain.casework.expressions import ALWAYS, Node
from assessments.domain.casework.texts import EMPTY, Text


@dataclass(frozen=True, slots=True)
class Detail:
    """One labelled line of a document or a registry record."""

    label: Text
    value: Text


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet, row by row below its head."""

    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of the file; `facts` become known when it is opened."""

    id: str
    title: Text
    kind: str
    minutes: int
    details: tuple[Detail, ...]
    grid: Grid | None = None
    note: Text = EMPTY
    facts: frozenset[str] = frozenset()
    when: Node = ALWAYS
