"""The changes of an import as its reader sees them, before they are made and afterwards."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from lms.base.fields import LocalizedText
from lms.competencies.models import Post

from ..domain.roster_plan import Pair, unpacked
from ..domain.unit_rows import NAMES
from ..models import OrgUnit, RosterBatch, RosterChange, UnitChange
from .roster_words import KINDS, LEVELS, OUTCOMES, PERSON_FACTS, STATUSES, UNIT_FACTS, row_reason

SHOWN = 20  # of each kind on the page of the import
ON_A_PAGE = 50
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One person or unit in a preview or a record: only the facts that differ, before and after."""

    code: str
    name: str
    differences: list[Difference]
    outcome: str = ""  # what an undo did to the account or unit


@dataclass(frozen=True, slots=True)
class Group:
    kind: str  # of the group, as in `?list=`
    label: str
    count: int
    lines: Sequence[Line]


class Names:
    """Names of the units and posts that an import speaks of, its new units included."""

    def __init__(self, batch: RosterBatch) -> None:
        self.by_column: dict[str, dict[str, str]] = {
            "unit": {**_new_units(batch), **_named(OrgUnit.objects.all())},
            "post": _named(Post.objects.all()),
            "status": {key: str(label) for key, label in STATUSES.items()},
            "level": {key: str(label) for key, label in LEVELS.items()},
        }
        self.by_column["parent"] = self.by_column["unit"]

    def shown(self, column: str, value: Any) -> str:
        name = self.by_column.get(column, {}).get(str(value))
        return f"{name} ({value})" if name and column in {"unit", "post", "parent"} else name or str(value or "")


class Changes:
    """The changes of an import by kind; those of people and those of units are two lists of their own."""

    def __init__(self, batch: RosterBatch) -> None:
        self.batch, self.names = batch, Names(batch)
        self.planned = {}
        if batch.status == RosterBatch.Status.PREVIEWED:
            content = bytes(batch.plan)
            self.planned = {part: unpacked(content, part) for part in ("units", "people")}

    def groups(self) -> list[Group]:
        """Units first, as they are imported; of each kind the first few."""
        kinds = [f"units_{kind}" for kind in UnitChange.Kind.values] + list(RosterChange.Kind.values)
        return [
            Group(kind, str(KINDS[kind]), count, self._lines(kind)[:SHOWN])
            for kind in kinds
            if (count := self.batch.counts.get(kind, 0))
        ]

    def page(self, kind: str, number: str | None) -> Page[Line]:
        return Paginator(self._lines(kind), ON_A_PAGE).get_page(number)

    def all_facts(self) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
        """(kind, before, after) of every person."""
        for kind in RosterChange.Kind.values:
            if self.batch.counts.get(kind):
                yield from ((kind, before, after) for before, after in self._pairs(kind))

    def _lines(self, kind: str) -> "_Lines":
        facts = UNIT_FACTS if kind.startswith("units_") else PERSON_FACTS
        return _Lines(self._pairs(kind), facts, self.names)

    def _pairs(self, kind: str) -> "Sequence[Pair] | QuerySet[Any, Any]":
        part, bare = ("units", kind.removeprefix("units_")) if kind.startswith("units_") else ("people", kind)
        if self.planned:
            return self.planned[part].get(bare, [])
        recorded = self.batch.unit_changes if part == "units" else self.batch.changes
        return recorded.filter(kind=bare).order_by("pk").values_list("before", "after")


class _Lines(Sequence[Line]):
    """Only those that a page asks for are fetched and put in words."""

    def __init__(self, pairs: "Sequence[Pair] | QuerySet[Any, Any]", facts: Mapping[str, Any], names: Names) -> None:
        self.pairs, self.facts, self.names = pairs, facts, names

    def __len__(self) -> int:
        return self.pairs.count() if isinstance(self.pairs, QuerySet) else len(self.pairs)

    def __getitem__(self, wanted: Any) -> Any:
        return [self._line(before, after) for before, after in self.pairs[wanted]]

    def _line(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> Line:
        code = next(iter(self.facts))
        differences = [
            Difference(
                str(self.facts[column]),
                self.names.shown(column, before.get(column, "")),
                self.names.shown(column, after.get(column, "")),
            )
            for column in self.facts
            # What stands at the head of the line is not said again of somebody new.
            if str(before.get(column, "")) != str(after.get(column, "")) and (before or column not in {code, "name"})
        ]
        name = after.get("name") or self.names.by_column["unit"].get(after[code], "")
        return Line(after[code], name, differences, str(OUTCOMES.get(after.get("outcome", ""), "")))


def faults_in_words(faults: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{**fault, "reason": row_reason(fault)} for fault in faults]


def page_of_faults(batch: RosterBatch, number: str | None) -> Page[dict[str, Any]]:
    page = Paginator(batch.faults, ON_A_PAGE).get_page(number)
    page.object_list = faults_in_words(list(page.object_list))
    return page


def _named(rows: "QuerySet[Any, Any]") -> dict[str, str]:
    return {code: str(LocalizedText(name)) for code, name in rows.values_list("code", "name")}


def _new_units(batch: RosterBatch) -> dict[str, str]:
    """Names of units that are not there yet, or no longer."""
    if batch.status == RosterBatch.Status.PREVIEWED:
        pairs = unpacked(bytes(batch.plan), "units").get(UnitChange.Kind.ADDED.value, [])
        facts = [after for _, after in pairs]
    else:
        facts = list(batch.unit_changes.filter(kind=UnitChange.Kind.ADDED).values_list("after", flat=True))
    return {one["code"]: str(LocalizedText({key: one[column] for key, column in NAMES.items()})) for one in facts}
