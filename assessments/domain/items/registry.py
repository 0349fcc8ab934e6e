"""Every kind of item there is, and the few things that are done with items of any kind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from . import case_set, kinds
from .kinds import Kind
from .parts import Fault, ItemInvalid, Reply, Slot

CASE_SET = Kind(
    code="case_set",
    read=case_set.read_case_set,
    read_key=case_set.read_case_set_key,
    slots=case_set.case_set_slots,
    mark=case_set.mark_case_set,
    solution=case_set.case_set_solution,
    faults=case_set.case_set_faults,
    reasons=case_set.case_set_reasons,
    chance=case_set.case_set_chance,
)

KINDS: Mapping[str, Kind[Any, Any]] = {
    kind.code: kind
    for kind in (
        kinds.SINGLE,
        kinds.MULTIPLE,
        kinds.MATCHING,
        kinds.ORDERING,
        kinds.NUMERIC,
        kinds.HOT_SPOT,
        kinds.FORM_FILL,
        CASE_SET,
        kinds.LETTER,
        kinds.SHORT_TEXT,
    )
}


@dataclass(frozen=True, slots=True)
class Keyed:
    """An item with its key, read and ready to be marked: on the server only."""

    kind: Kind[Any, Any]
    body: Any
    key: Any

    @property
    def is_marked_by_people(self) -> bool:
        return self.kind.mark is None

    def mark(self, reply: Reply) -> float:
        """0 to 1. Raises ValueError for a kind that people mark."""
        if self.kind.mark is None:
            raise ValueError(f"{self.kind.code} is marked by people")
        return self.kind.mark(self.body, self.key, reply)

    def solution(self) -> Reply:
        """A reply that earns everything; where people mark, one that should."""
        return self.kind.solution(self.body, self.key)

    def faults(self) -> Iterator[Fault]:
        return self.kind.faults(self.body, self.key)


def read_keyed(kind: str, body: Any, key: Any) -> Keyed:
    """From stored or imported data. Raises ItemInvalid."""
    if kind not in KINDS:
        raise ItemInvalid(Fault("unknown_kind", detail={"given": kind[:20]}))
    found = KINDS[kind]
    content = found.read(body)
    return Keyed(found, content, found.read_key(key, content))


def slots_of(kind: str, body: Any) -> tuple[Slot, ...]:
    """What an item asks for; needs no key."""
    found = KINDS[kind]
    return found.slots(found.read(body))


def faults_of(kind: str, body: Any, key: Any) -> list[Fault]:
    """Why the item cannot be used; one that cannot even be read has one fault."""
    try:
        return list(read_keyed(kind, body, key).faults())
    except ItemInvalid as error:
        return [error.fault]
