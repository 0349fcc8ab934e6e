"""Fill in a form: several fields, each typed or chosen, marked one by one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from unicodedata import normalize

from . import reading
from .choice import same_text_faults
from .numbers import Target, read_number
from .numeric import read_target
from .parts import Fault, Option, Reply, Slot, Takes, Texts, only

FEWEST_FIELDS = 2
FEWEST_OPTIONS = 2
LONGEST_WORD = 200


class Entry(StrEnum):
    """What a field looks like; a date is written year first, and dashes, dots or slashes are all understood."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    OPTION = "option"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    id: str
    label: Texts
    entry: Entry
    hint: Texts
    options: tuple[Option, ...]  # of a field that is chosen

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)


@dataclass(frozen=True, slots=True)
class FormFill:
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldKey:
    """Words are compared without regard to case, width of letters and spaces."""

    words: tuple[str, ...] = ()
    numbers: tuple[Target, ...] = ()
    option: str = ""


@dataclass(frozen=True, slots=True)
class FormFillKey:
    fields: Mapping[str, FieldKey]


def read_form_fill(data: Any) -> FormFill:
    raw = reading.fields(data, "", needs=("fields",))
    return FormFill(reading.distinct(reading.each(raw["fields"], "fields", _read_field), "fields"))


def read_form_fill_key(data: Any, item: FormFill) -> FormFillKey:
    raw = reading.fields(data, "", needs=("fields",))
    keys = reading.entries(raw["fields"], "fields", _read_field_key)
    known = {field.id: field for field in item.fields}
    reading.known(keys, known, "fields")
    for name, key in keys.items():
        if key.option:
            reading.known([key.option], known[name].ids, f"fields.{name}")
    return FormFillKey(keys)


def form_fill_slots(item: FormFill) -> tuple[Slot, ...]:
    takes = {Entry.OPTION: Takes.OPTION, Entry.NUMBER: Takes.NUMBER}
    return tuple(
        Slot(
            name=field.id,
            takes=takes.get(field.entry, Takes.TEXT),
            group=field.id,
            options=field.ids,
            is_shuffled=False,
        )
        for field in item.fields
    )


def mark_form_fill(item: FormFill, key: FormFillKey, reply: Reply) -> float:
    """The share of fields filled in rightly."""
    right = sum(_is_right(field, key.fields[field.id], only(reply, field.id)) for field in item.fields)
    return right / len(item.fields)


def form_fill_solution(item: FormFill, key: FormFillKey) -> Reply:
    return {name: (_first_right(part),) for name, part in key.fields.items()}


def form_fill_reasons(item: FormFill) -> tuple[str, ...]:
    return tuple(field.id for field in item.fields)


def form_fill_faults(item: FormFill, key: FormFillKey) -> Iterator[Fault]:
    if len(item.fields) < FEWEST_FIELDS:
        yield Fault("few_fields", detail={"fewest": FEWEST_FIELDS})
    for field in item.fields:
        part = key.fields.get(field.id, FieldKey())
        wanted = {Entry.OPTION: bool(part.option), Entry.NUMBER: bool(part.numbers)}.get(field.entry, bool(part.words))
        if not wanted:
            yield Fault("no_key", detail={"part": field.id})
        if field.entry == Entry.OPTION and len(field.options) < FEWEST_OPTIONS:
            yield Fault("few_options", field.id, {"fewest": FEWEST_OPTIONS})
        for fault in same_text_faults(field.options):
            yield fault.within(field.id)
        if field.entry == Entry.DATE and any(plain_date(word) is None for word in part.words):
            yield Fault("bad_date", field.id)


def plain_word(text: str) -> str:
    return "".join(normalize("NFKC", text).casefold().split())


def plain_date(text: str) -> tuple[int, int, int] | None:
    """2026-3-5, 2026/03/05, 2026.3.5 or 2026年3月5日 as year, month and day; None if it is none of these."""
    plain = plain_word(text)
    for sign in "年月/.":
        plain = plain.replace(sign, "-")
    pieces = plain.rstrip("日").split("-")
    if len(pieces) != 3 or not all(piece.isascii() and piece.isdigit() and len(piece) <= 4 for piece in pieces):
        return None
    year, month, day = map(int, pieces)
    return year, month, day


def _first_right(key: FieldKey) -> str:
    if key.numbers:
        return f"{key.numbers[0].value:.10g}"
    return key.option or next(iter(key.words), "")


def _is_right(field: FormField, key: FieldKey, given: str) -> bool:
    if field.entry == Entry.OPTION:
        return bool(given) and given == key.option
    if field.entry == Entry.NUMBER:
        number = read_number(given)
        return number is not None and any(target.is_met_by(number) for target in key.numbers)
    if field.entry == Entry.DATE:
        day = plain_date(given)
        return day is not None and any(plain_date(word) == day for word in key.words)
    return bool(given) and plain_word(given) in map(plain_word, key.words)


def _read_field(data: Any, where: str) -> FormField:
    raw = reading.fields(data, where, needs=("id", "label", "entry"), may=("hint", "options"))
    if raw["entry"] not in list(Entry):
        raise reading.invalid("unknown_entry", where, name=str(raw["entry"])[:20])
    return FormField(
        id=reading.ident(raw["id"], where),
        label=reading.texts(raw["label"], f"{where}.label"),
        entry=Entry(raw["entry"]),
        hint=reading.optional_texts(raw.get("hint"), f"{where}.hint"),
        options=reading.options(raw.get("options", []), f"{where}.options"),
    )


def _read_field_key(data: Any, where: str) -> FieldKey:
    raw = reading.fields(data, where, needs=(), may=("words", "numbers", "option"))
    return FieldKey(
        words=reading.each(raw.get("words", []), f"{where}.words", _read_word),
        numbers=reading.each(raw.get("numbers", []), f"{where}.numbers", read_target),
        option=reading.ident(raw["option"], where) if raw.get("option") else "",
    )


def _read_word(data: Any, where: str) -> str:
    return reading.word(data, where, longest=LONGEST_WORD)
