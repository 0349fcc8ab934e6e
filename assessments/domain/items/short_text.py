"""Short text: a few sentences of one's own, marked by two people who do not see each other's marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import reading
from .parts import Fault, Reply, Slot, Takes, Texts

TEXT = "text"
LONGEST_ANSWER = 2_000  # characters
SHORTEST_LIMIT = 50
MOST_POINTS = 10


@dataclass(frozen=True, slots=True)
class ShortText:
    longest: int  # characters


@dataclass(frozen=True, slots=True)
class Criterion:
    text: Texts
    points: int


@dataclass(frozen=True, slots=True)
class ShortTextKey:
    """What the two look for, and an answer that would earn all points."""

    criteria: tuple[Criterion, ...]
    model: Texts

    @property
    def points(self) -> int:
        return sum(criterion.points for criterion in self.criteria)


def read_short_text(data: Any) -> ShortText:
    raw = reading.fields(data, "", needs=("longest",))
    return ShortText(reading.whole(raw["longest"], "longest", lowest=SHORTEST_LIMIT, highest=LONGEST_ANSWER))


def read_short_text_key(data: Any, item: ShortText) -> ShortTextKey:
    raw = reading.fields(data, "", needs=("criteria", "model"))
    return ShortTextKey(
        reading.each(raw["criteria"], "criteria", _read_criterion), reading.texts(raw["model"], "model")
    )


def short_text_slots(item: ShortText) -> tuple[Slot, ...]:
    return (Slot(name=TEXT, takes=Takes.TEXT),)


def short_text_faults(item: ShortText, key: ShortTextKey) -> Iterator[Fault]:
    if not key.criteria:
        yield Fault("no_key")
    if key.points > MOST_POINTS:
        yield Fault("many_points", detail={"most": MOST_POINTS, "count": key.points})


def short_text_solution(item: ShortText, key: ShortTextKey) -> Reply:
    return {TEXT: tuple(key.model.values())[:1]}


def is_blank(reply: Reply) -> bool:
    """Nothing was written: worth nothing, and nobody needs to read it."""
    return not any(text.strip() for text in reply.get(TEXT, ()))


def _read_criterion(data: Any, where: str) -> Criterion:
    raw = reading.fields(data, where, needs=("text", "points"))
    return Criterion(
        reading.texts(raw["text"], where), reading.whole(raw["points"], where, lowest=1, highest=MOST_POINTS)
    )
