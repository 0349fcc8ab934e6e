"""The state of one run: everything that has happened, and nothing that has not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from assessments.domain.casework.clock import ClockRun

Value: TypeAlias = bool | int | str | frozenset[str] | None
Action: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal: an act of the officer or an event of the world."""

    minute: int
    key: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When a key first appeared: its place in the journal and the working minute."""

    sequence: int
    minute: int


@dataclass(frozen=True, slots=True)
class Submission:
    """A form as it was sent; `days` holds each date field as working days from the day of sending."""

    minute: int
    values: Mapping[str, Value]
    days: Mapping[str, int]


class Which(Enum):
    """Of several letters on the same form, the one a condition reads."""

    FIRST = 0
    LATEST = -1


@dataclass(frozen=True, slots=True)
class Mark:
    """A checklist item's finding and the thing seen that it rests on."""

    value: str
    source: str | None


@dataclass(frozen=True, slots=True)
class LookUp:
    """One registry query as logged; `answer` is the number of the tool's answer that came back."""

    minute: int
    tool: str
    purpose: str
    basis: str
    answer: int
    numbers: Mapping[str, int] = field(default_factory=dict)  # of the world, as the answer tells them


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that has reached the inbox."""

    minute: int
    message: str
    numbers: Mapping[str, int] = field(default_factory=dict)  # of the world, as the message tells them


@dataclass(frozen=True)  # without slots, for the sake of `changed`
class State:
    """Immutable by contract: the mappings are never written to once the state exists."""

    minute: int
    day_minutes: int
    steps: int
    variables: Mapping[str, Value]
    facts: frozenset[str]
    journal: tuple[Entry, ...]
    first: Mapping[str, Moment]
    counts: Mapping[str, int]
    submissions: Mapping[str, tuple[Submission, ...]]
    marks: Mapping[str, Mapping[str, Mark]]
    look_ups: tuple[LookUp, ...]
    inbox: tuple[Delivery, ...]
    clocks: Mapping[str, ClockRun]
    ending: str | None

    @property
    def day(self) -> int:
        return self.minute // self.day_minutes

    def changed(self, **changes: object) -> State:
        """What `dataclasses.replace` gives, in a fraction of the time: each act makes half a dozen states."""
        after = object.__new__(State)
        vars(after).update(vars(self), **changes)
        return after


def pick(state: State, form: str, which: Which) -> Submission | None:
    """The letter of a form that is meant, if one has been sent."""
    sent = state.submissions.get(form)
    return sent[which.value] if sent else None
