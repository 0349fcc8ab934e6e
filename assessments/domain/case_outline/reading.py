"""Reads an outline from the rows of its sheets; every fault names its sheet, row and column, all of them together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from ..casework.scoring import FEWEST_OPPORTUNITIES
from .columns import ACT, ALIASES, ENTRIES, LETTER, SHEETS
from .judging import count_rules
from .outline import Deadline, Outline, Paper, Step, Texts

Rows = Sequence[tuple[int, Sequence[str]]]  # the number that a spreadsheet shows, and the cells
ID, CODE = re.compile(r"[a-z][a-z0-9_]{0,39}"), re.compile(r"[a-z0-9][a-z0-9-]{0,19}")
BETWEEN = re.compile(r"[\s,;，、；]+")
MOST_ROWS = 60  # of a sheet
LONGEST_TEXT = 2000  # characters
LONGEST_TOLD = 80
SATURDAY = 5

Thing = TypeVar("Thing", Paper, Step, Deadline)


@dataclass(frozen=True, slots=True)
class SheetFault:
    """`row` is 0 where the fault is of a sheet or of the whole; `code` is for the desk to put into words."""

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)


class OutlineInvalid(Exception):
    def __init__(self, faults: Sequence[SheetFault]) -> None:
        super().__init__(len(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class _Row:
    sheet: str
    number: int
    cells: Mapping[str, str]
    faults: list[SheetFault]

    def blame(self, column: str, code: str, **detail: object) -> None:
        self.faults.append(SheetFault(code, self.sheet, self.number, column, detail))

    def text(self, column: str) -> str:
        return self.cells.get(column, "").strip()[:LONGEST_TEXT]

    def texts(self, *, must: bool = True) -> Texts:
        texts = {language: self.text(name) for language, name in (("en", "en"), ("zh-hant", "zh")) if self.text(name)}
        if must and not texts:
            self.blame("en", "no_name")
        return texts

    def id(self) -> str:
        name = self.text("id")
        if not ID.fullmatch(name):
            self.blame("id", "bad_id", given=name[:LONGEST_TOLD])
        return name

    def whole(self, column: str, lowest: int, highest: int, *, default: int | None = None) -> int:
        written = self.text(column)
        if not written and default is not None:
            return default
        if not re.fullmatch(r"[0-9]{1,4}", written) or not lowest <= int(written) <= highest:
            self.blame(column, "not_whole", given=written[:LONGEST_TOLD], lowest=lowest, highest=highest)
            return lowest
        return int(written)

    def names(self, column: str, known: Collection[str]) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(name for name in BETWEEN.split(self.text(column)) if name))
        for name in names:
            if name not in known:
                self.blame(column, "unknown_id", name=name[:LONGEST_TOLD])
        return names

    def name(self, column: str, known: Collection[str]) -> str:
        return next(iter(self.names(column, known)), "")


def read_outline(tables: Mapping[str, Rows]) -> Outline:
    """Raises OutlineInvalid with every fault found."""
    faults: list[SheetFault] = []
    sheets = {name: _rows(name, tables.get(name, ()), faults) for name in SHEETS}
    papers = _things(sheets["documents"], _paper)
    ids = [row.text("id") for row in sheets["steps"]]
    read = {paper.id for paper in papers}
    steps = _things(sheets["steps"], lambda row: _step(row, read, ids))
    deadlines = _things(sheets["deadlines"], lambda row: _deadline(row, ids))
    if not steps and not any(fault.sheet == "steps" for fault in faults):
        faults.append(SheetFault("no_steps", "steps"))
    entries = {row.text("entry").casefold(): row for row in sheets["case"]}
    outline = _case(entries, faults, papers=papers, steps=steps, deadlines=deadlines)
    if not faults:
        faults += _as_a_whole(outline)
    if faults:
        raise OutlineInvalid(faults)
    return outline


def _rows(sheet: str, rows: Rows, faults: list[SheetFault]) -> list[_Row]:
    filled = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        if sheet != "deadlines":
            faults.append(SheetFault("no_sheet", sheet))
        return []
    (head_number, head), *body = filled
    columns = [ALIASES.get(cell.strip().casefold(), cell.strip().casefold()) for cell in head]
    missing = [column for column in SHEETS[sheet][:2] if column not in columns]
    if missing:
        faults.append(SheetFault("no_column", sheet, head_number, missing[0]))
        return []
    if len(body) > MOST_ROWS:
        faults.append(SheetFault("too_many_rows", sheet, body[MOST_ROWS][0], "", {"most": MOST_ROWS}))
    named = [(number, dict(zip(columns, cells, strict=False))) for number, cells in body[:MOST_ROWS]]
    return [_Row(sheet, number, cells, faults) for number, cells in named]


def _things(rows: Sequence[_Row], read: Callable[[_Row], Thing]) -> tuple[Thing, ...]:
    found = tuple(read(row) for row in rows)
    seen: Counter[str] = Counter()
    for row, thing in zip(rows, found, strict=True):
        seen[thing.id] += 1
        if seen[thing.id] == 2:
            row.blame("id", "id_twice", name=thing.id[:LONGEST_TOLD])
    return found


def _paper(row: _Row) -> Paper:
    return Paper(row.id(), row.texts(), row.text("kind") or "letter", row.whole("minutes", 1, 480, default=2))


def _step(row: _Row, papers: Collection[str], steps: Sequence[str]) -> Step:
    written, name = row.text("as").casefold(), row.id()
    if written not in LETTER | ACT:
        row.blame("as", "step_or_letter", given=written[:LONGEST_TOLD])
    earlier = steps[: steps.index(name)] if name in steps else ()
    return Step(
        id=name,
        title=row.texts(),
        minutes=row.whole("minutes", 1, 480, default=5),
        is_letter=written in LETTER,
        reads=row.names("read first", papers),
        after=row.name("only after", earlier),
    )


def _deadline(row: _Row, steps: Collection[str]) -> Deadline:
    deadline = Deadline(
        id=row.id(),
        title=row.texts(),
        days=row.whole("working days", 1, 60),
        until=row.name("until", steps),
        since=row.name("since", steps),
        law=row.text("law")[:200],
    )
    if not row.text("until"):
        row.blame("until", "no_until")
    elif deadline.until == deadline.since:
        row.blame("since", "since_itself")
    return deadline


def _case(
    entries: Mapping[str, _Row],
    faults: list[SheetFault],
    *,
    papers: tuple[Paper, ...],
    steps: tuple[Step, ...],
    deadlines: tuple[Deadline, ...],
) -> Outline:
    faults += [SheetFault("no_entry", "case", 0, "entry", {"name": name}) for name in ENTRIES if name not in entries]
    empty = _Row("case", 0, {}, [])
    code, first = entries.get("code", empty), entries.get("first day", empty)
    trained = entries.get("competencies", empty)
    competencies = tuple(dict.fromkeys(word.upper() for word in BETWEEN.split(trained.text("en")) if word))
    if not CODE.fullmatch(code.text("en").lower()):
        code.blame("en", "bad_code", given=code.text("en")[:LONGEST_TOLD])
    if not competencies:
        trained.blame("en", "no_competency")
    return Outline(
        code=code.text("en").lower(),
        title=entries.get("title", empty).texts(),
        role=entries.get("post", empty).texts(),
        briefing=entries.get("briefing", empty).texts(),
        start=_day(first),
        competencies=competencies,
        papers=papers,
        steps=steps,
        deadlines=deadlines,
    )


def _day(row: _Row) -> date:
    try:
        day = date.fromisoformat(row.text("en")[:10])
    except ValueError:
        row.blame("en", "not_date", given=row.text("en")[:LONGEST_TOLD])
        return date(2026, 9, 21)
    if day.weekday() >= SATURDAY:
        row.blame("en", "weekend")
    return day


def _as_a_whole(outline: Outline) -> Iterator[SheetFault]:
    found, needed = count_rules(outline), FEWEST_OPPORTUNITIES * len(outline.competencies)
    if found < needed:
        yield SheetFault("too_few_rules", "", 0, "", {"found": found, "needed": needed})
