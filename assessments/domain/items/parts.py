"""What items of every kind are made of: options, slots that take an answer, and the reply of a candidate.

A slot is what QTI 3.0 calls a response variable: a name and what may be put there. An item with one slot leaves the
name empty. All kinds are answered, stored, exchanged and marked through slots, so that only words and looks differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

WHOLE = ""  # the slot of an item that asks for one thing only
LANGUAGES = ("en", "zh-hant", "zh-hans")
ALL = "all"  # where a reason speaks of the whole item

Texts = Mapping[str, str]  # language → text
Reply = Mapping[str, Sequence[str]]  # slot → option ids, or what was typed; what was left empty is absent


class Takes(StrEnum):
    OPTION = "option"  # ids of the slot's options
    NUMBER = "number"  # typed; see `numbers.read_number`
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    text: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """`group` tells apart options of the same id in different parts of an item; slots may share a group."""

    name: str = WHOLE
    takes: Takes = Takes.OPTION
    group: str = ""
    options: tuple[str, ...] = ()
    at_most: int = 1
    is_ordered: bool = False  # the order in which options were put there matters
    is_shuffled: bool = True  # its options stand in an order of their own for each candidate

    def within(self, part: str) -> "Slot":
        """The same slot as part of a larger item."""
        return replace(self, name=joined(part, self.name), group=joined(part, self.group))


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an item cannot be used: a code for the desk to put into words, where it shows, and what it is about."""

    code: str
    where: str = ""
    detail: Mapping[str, str | int | float] = field(default_factory=dict)

    def within(self, part: str) -> "Fault":
        return Fault(self.code, joined(part, self.where), self.detail)

    def __str__(self) -> str:
        detail = "".join(f" {name}={value}" for name, value in self.detail.items())
        return f"{self.where}: {self.code}{detail}" if self.where else f"{self.code}{detail}"


class ItemInvalid(ValueError):
    """Data that are no item of the kind; carries the first fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def only(reply: Reply, slot: str) -> str:
    """What was put into a slot that takes one thing; empty when nothing, or more, was."""
    values = reply.get(slot, ())
    return values[0] if len(values) == 1 else ""


def part_of(reply: Reply, part: str) -> Reply:
    """The reply to one part of a larger item, under the part's own names."""
    start = f"{part}."
    inner = {name.removeprefix(start): values for name, values in reply.items() if name.startswith(start)}
    return inner | ({WHOLE: reply[part]} if part in reply else {})


def joined(part: str, name: str) -> str:
    """The name of something in a part of a larger item."""
    return f"{part}.{name}" if name else part
