"""The columns of the spreadsheet: one row an item for choices, in as many languages as its columns name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lms.lib.spreadsheet import FORMULA_STARTS, neutral_text

from ...items.choice import MOST_OPTIONS
from ...items.content import ItemContent
from ...items.parts import LANGUAGES, Texts
from ...items.rows import Row, from_rows, rows_of
from ..facts import FACTS, Facts, facts_in_words, read_facts
from ..found import FileRefused, Imported, ItemRefused, Notes, Problem, checked, short
from ..plain_text import CONTROLS

KINDS = ("single", "multiple")
YES = frozenset({"x", "yes", "y", "1", "true", "right", "是", "對", "对", "✓", "v"})
NO = frozenset({"", "no", "n", "0", "false", "wrong", "否", "錯", "错"})
MOST_COLUMNS = 120
MOST_ROWS = 2_000
OPTION = re.compile(r"option (\d+)")

Cells = Mapping[str, str]  # column → what stands there


def columns(languages: Sequence[str] = LANGUAGES) -> list[str]:
    options = [
        column
        for number in range(1, MOST_OPTIONS + 1)
        for column in (
            *(f"option {number} {language}" for language in languages),
            f"option {number} right",
            *(f"option {number} reason {language}" for language in languages),
        )
    ]
    return ["name", "kind", *(f"task {language}" for language in languages), *options, *FACTS]


def to_rows(items: Mapping[str, ItemContent]) -> Iterator[list[str]]:
    """Heading first; only columns of languages that occur. Raises ItemRefused for an item with too many options."""
    used = [one for one in LANGUAGES if any(one in content.languages for content in items.values())]
    heading = columns(used)
    yield heading
    for name, content in items.items():
        cells = _cells(name, content)
        yield [neutral(cells.get(column, "")) for column in heading]


def from_table(rows: Sequence[tuple[int, Sequence[str]]], file: str, given: Facts) -> list[Imported]:
    """(line, cells) of each row, heading first. Raises FileRefused where the heading is none of ours."""
    rows = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    if not rows:
        raise FileRefused("no_items", file)
    line, first = rows[0]
    heading = [" ".join(cell.casefold().split()) for cell in first]
    if not any(name.startswith("task ") for name in heading) or len(heading) > MOST_COLUMNS:
        raise FileRefused("no_heading", file)
    if len(rows) > MOST_ROWS:
        raise FileRefused("too_many_rows", file, most=MOST_ROWS)
    unknown = [name for name in heading if name and name not in columns()]
    twice = [name for name in set(heading) if name and heading.count(name) > 1]
    if twice:
        raise FileRefused("column_twice", file, name=short(twice[0]))
    told = [
        Imported(content=None, file=file, line=line, problems=(Problem("unknown_column", {"name": short(name)}),))
        for name in unknown
    ]
    empty = Imported(content=None, file=file, line=0)
    read = (_read(cells, heading, replace(empty, line=line), given) for line, cells in rows[1:])
    return [*told, *map(checked, read)]


def neutral(text: str) -> str:
    """No formula in any spreadsheet; `plain` takes the apostrophe away again."""
    return f"'{text}" if text.startswith("'") and _starts_formula(text[1:]) else neutral_text(text)


def plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _starts_formula(cell[1:].lstrip("'")) else cell


def _starts_formula(text: str) -> bool:
    return text.lstrip(" ").startswith(FORMULA_STARTS)


def _cells(name: str, content: ItemContent) -> Cells:
    rows = rows_of(content)
    if len(rows) > MOST_OPTIONS:
        raise ItemRefused("too_many", most=MOST_OPTIONS)
    cells = {"name": name, "kind": content.kind, **facts_in_words(content), **_by_language("task", content.stem)}
    for number, row in enumerate(rows, start=1):
        cells |= _by_language(f"option {number}", row.text) | _by_language(f"option {number} reason", row.rationale)
        cells[f"option {number} right"] = "x" if row.is_right else ""
    return cells


def _by_language(column: str, texts: Texts) -> dict[str, str]:
    return {f"{column} {language}": text for language, text in texts.items()}


def _read(values: Sequence[str], heading: Sequence[str], found: Imported, given: Facts) -> Imported:
    cells = {name: plain(value) for name, value in zip(heading, values, strict=False)}
    notes = Notes()
    found = replace(found, name=short(cells.get("name", "")))
    if any(value.strip() for value in values[len(heading) :]):
        notes.lose("beyond_heading")
    try:
        rows = _rows(cells)
        kind = _kind(cells.get("kind", ""), rows)
    except ItemRefused as refused:
        return replace(found, problems=(refused.problem,))
    parts: Mapping[str, Any] = from_rows(rows)
    facts = read_facts(cells, given, notes)
    content = facts.write(kind, _texts(cells, "task"), parts["body"], right=parts["right"], reasons=parts["rationales"])
    return replace(found, content=content, problems=notes.problems)


def _rows(cells: Cells) -> list[Row]:
    """Options up to the last that says anything; one between others that says nothing is a fault of the item."""
    numbers = [int(match[1]) for name, cell in cells.items() if cell.strip() and (match := OPTION.match(name))]
    return [
        Row(
            text=_texts(cells, f"option {number}"),
            is_right=_is_yes(cells.get(f"option {number} right", "")),
            rationale=_texts(cells, f"option {number} reason"),
        )
        for number in range(1, max(numbers, default=0) + 1)
    ]


def _texts(cells: Cells, column: str) -> dict[str, str]:
    found = {
        language: CONTROLS.sub("", cells.get(f"{column} {language}", "").replace("\r\n", "\n"))
        for language in LANGUAGES
    }
    return {language: text for language, text in found.items() if text.strip()}


def _is_yes(cell: str) -> bool:
    word = cell.strip().casefold()
    if word not in YES | NO:
        raise ItemRefused("not_yes_or_no", given=short(cell))
    return word in YES


def _kind(cell: str, rows: Sequence[Row]) -> str:
    word = cell.strip().casefold()
    if word and word not in KINDS:
        raise ItemRefused("unsupported", name=short(word))
    return word or ("single" if sum(row.is_right for row in rows) == 1 else "multiple")
