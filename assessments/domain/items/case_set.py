"""Case set: several tasks about one case. Marked as one testlet, since its tasks are not independent of each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import mean
from typing import Any

from . import reading
from .kinds import SIMPLE, Kind
from .parts import Fault, ItemInvalid, Reply, Slot, Texts, joined, part_of

FEWEST_PARTS, MOST_PARTS = 2, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePart:
    id: str
    kind: Kind[Any, Any]
    stem: Texts
    body: Any  # as read by the kind


@dataclass(frozen=True, slots=True)
class CaseSet:
    parts: tuple[CasePart, ...]


@dataclass(frozen=True, slots=True)
class CaseSetKey:
    parts: Mapping[str, Any]  # part → key, as read by its kind


def read_case_set(data: Any) -> CaseSet:
    raw = reading.fields(data, "", needs=("parts",))
    return CaseSet(reading.distinct(reading.each(raw["parts"], "parts", _read_part), "parts"))


def read_case_set_key(data: Any, item: CaseSet) -> CaseSetKey:
    raw = reading.fields(data, "", needs=("parts",))
    parts = {part.id: part for part in item.parts}
    raw_keys = reading.entries(raw["parts"], "parts", lambda key, _: key)
    reading.known(raw_keys, parts, "parts")
    return CaseSetKey(
        {name: _within(name, parts[name].kind.read_key, key, parts[name].body) for name, key in raw_keys.items()}
    )


def case_set_slots(item: CaseSet) -> tuple[Slot, ...]:
    return tuple(slot.within(part.id) for part in item.parts for slot in part.kind.slots(part.body))


def mark_case_set(item: CaseSet, key: CaseSetKey, reply: Reply) -> float:
    """The mean of its parts."""
    return mean(_mark(part, key.parts[part.id], part_of(reply, part.id)) for part in item.parts)


def case_set_solution(item: CaseSet, key: CaseSetKey) -> Reply:
    return {
        joined(part.id, slot): values
        for part in item.parts
        for slot, values in part.kind.solution(part.body, key.parts[part.id]).items()
    }


def case_set_reasons(item: CaseSet) -> tuple[str, ...]:
    return tuple(joined(part.id, one) for part in item.parts for one in part.kind.reasons(part.body))


def case_set_faults(item: CaseSet, key: CaseSetKey) -> Iterator[Fault]:
    if not FEWEST_PARTS <= len(item.parts) <= MOST_PARTS:
        yield Fault("number_of_parts", detail={"fewest": FEWEST_PARTS, "most": MOST_PARTS})
    for part in item.parts:
        if part.id not in key.parts:
            yield Fault("no_key", detail={"part": part.id})
        else:
            for fault in part.kind.faults(part.body, key.parts[part.id]):
                yield fault.within(part.id)


def case_set_chance(item: CaseSet) -> float:
    return mean(part.kind.chance(part.body) for part in item.parts)


def _mark(part: CasePart, key: Any, reply: Reply) -> float:
    if part.kind.mark is None:
        raise ValueError(f"{part.kind.code} is marked by people and cannot be part of a case set")
    return part.kind.mark(part.body, key, reply)


def _read_part(data: Any, where: str) -> CasePart:
    raw = reading.fields(data, where, needs=("id", "kind", "stem", "body"))
    if raw["kind"] not in SIMPLE:
        raise reading.invalid("unknown_kind", where, given=str(raw["kind"])[:20])
    part, kind = reading.ident(raw["id"], where), SIMPLE[raw["kind"]]
    return CasePart(
        id=part, kind=kind, stem=reading.texts(raw["stem"], f"{where}.stem"), body=_within(part, kind.read, raw["body"])
    )


def _within(part: str, read: Any, *data: Any) -> Any:
    """A fault of a part is told with the part's name before it."""
    try:
        return read(*data)
    except ItemInvalid as error:
        raise ItemInvalid(error.fault.within(part)) from None
