"""Reading stored or imported data strictly: a fault names its place, and nothing unknown is passed over."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from math import isfinite
from typing import Any, TypeVar

from .parts import LANGUAGES, Fault, ItemInvalid, Option, Texts

ID = re.compile(r"[a-z0-9_]{1,12}")
LONGEST_TEXT = 8_000
MOST_ENTRIES = 40

T = TypeVar("T")


def invalid(code: str, where: str, **detail: str | int | float) -> ItemInvalid:
    return ItemInvalid(Fault(code, where, detail))


def fields(data: Any, where: str, *, needs: Collection[str], may: Collection[str] = ()) -> Mapping[str, Any]:
    """A mapping with these entries and no others."""
    if not isinstance(data, Mapping):
        raise invalid("not_mapping", where)
    for name in needs:
        if name not in data:
            raise invalid("missing", where, name=name)
    for name in data:
        if name not in needs and name not in may:
            raise invalid("unknown_entry", where, name=str(name)[:40])
    return data


def each(data: Any, where: str, read: Callable[[Any, str], T]) -> tuple[T, ...]:
    if isinstance(data, str) or not isinstance(data, Sequence):
        raise invalid("not_list", where)
    if len(data) > MOST_ENTRIES:
        raise invalid("too_many", where, most=MOST_ENTRIES)
    return tuple(read(one, f"{where}[{number}]") for number, one in enumerate(data, start=1))


def entries(data: Any, where: str, read: Callable[[Any, str], T]) -> dict[str, T]:
    """A mapping from ids of the item's own."""
    if not isinstance(data, Mapping):
        raise invalid("not_mapping", where)
    return {ident(name, where): read(value, f"{where}.{name}") for name, value in data.items()}


def ident(data: Any, where: str) -> str:
    if not isinstance(data, str) or not ID.fullmatch(data):
        raise invalid("bad_id", where, given=str(data)[:40])
    return data


def idents(data: Any, where: str) -> tuple[str, ...]:
    return each(data, where, ident)


def texts(data: Any, where: str) -> Texts:
    """Language → text; a text that is there is not empty."""
    if not isinstance(data, Mapping) or not data:
        raise invalid("no_text", where)
    for language, text in data.items():
        if language not in LANGUAGES:
            raise invalid("unknown_language", where, given=str(language)[:20])
        if not isinstance(text, str) or not text.strip() or "\0" in text or len(text) > LONGEST_TEXT:
            raise invalid("no_text", where)
    return dict(data)


def optional_texts(data: Any, where: str) -> Texts:
    return texts(data, where) if data else {}


def option(data: Any, where: str) -> Option:
    raw = fields(data, where, needs=("id", "text"))
    return Option(ident(raw["id"], where), texts(raw["text"], where))


def options(data: Any, where: str) -> tuple[Option, ...]:
    return distinct(each(data, where, option), where)


def distinct(found: tuple[T, ...], where: str) -> tuple[T, ...]:
    """Things with an `id`, each used once."""
    seen: set[str] = set()
    for one in found:
        name = str(getattr(one, "id", ""))
        if name in seen:
            raise invalid("id_twice", where, given=name)
        seen.add(name)
    return found


def number(data: Any, where: str, *, lowest: float = -1e15, highest: float = 1e15) -> float:
    if isinstance(data, bool) or not isinstance(data, int | float) or not isfinite(data):
        raise invalid("not_number", where)
    if not lowest <= data <= highest:
        raise invalid("out_of_range", where, lowest=lowest, highest=highest)
    return float(data)


def whole(data: Any, where: str, *, lowest: int = 0, highest: int = 10_000) -> int:
    if isinstance(data, bool) or not isinstance(data, int):
        raise invalid("not_whole", where)
    return int(number(data, where, lowest=lowest, highest=highest))


def word(data: Any, where: str, *, longest: int = 200) -> str:
    if not isinstance(data, str) or not data.strip() or "\0" in data or len(data) > longest:
        raise invalid("no_text", where)
    return data.strip()


def known(given: Collection[str], options_known: Collection[str], where: str) -> None:
    """Every id of a key must be one of the item's."""
    for one in given:
        if one not in options_known:
            raise invalid("unknown_id", where, given=one)
