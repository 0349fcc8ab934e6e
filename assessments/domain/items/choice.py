"""Single choice and multiple response: one right option, or several."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from . import reading
from .parts import WHOLE, Fault, Option, Reply, Slot

FEWEST_OPTIONS, MOST_OPTIONS = 3, 6


@dataclass(frozen=True, slots=True)
class Choice:
    options: tuple[Option, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)


@dataclass(frozen=True, slots=True)
class ChoiceKey:
    correct: frozenset[str]


def read_choice(data: Any) -> Choice:
    raw = reading.fields(data, "", needs=("options",))
    return Choice(reading.options(raw["options"], "options"))


def read_choice_key(data: Any, item: Choice) -> ChoiceKey:
    raw = reading.fields(data, "", needs=("correct",))
    correct = reading.idents(raw["correct"], "correct")
    reading.known(correct, item.ids, "correct")
    return ChoiceKey(frozenset(correct))


def single_slots(item: Choice) -> tuple[Slot, ...]:
    return (Slot(options=item.ids),)


def multiple_slots(item: Choice) -> tuple[Slot, ...]:
    return (Slot(options=item.ids, at_most=len(item.options)),)


def mark_single(item: Choice, key: ChoiceKey, reply: Reply) -> float:
    return single_mark(key.correct, reply.get(WHOLE, ()))


def mark_multiple(item: Choice, key: ChoiceKey, reply: Reply) -> float:
    return multiple_mark(key.correct, reply.get(WHOLE, ()))


def choice_solution(item: Choice, key: ChoiceKey) -> Reply:
    return {WHOLE: tuple(one for one in item.ids if one in key.correct)}


def choice_reasons(item: Choice) -> tuple[str, ...]:
    return item.ids


def single_mark(correct: Collection[str], chosen: Collection[str]) -> float:
    """1 for the one right option alone, else 0; there is no penalty, so every item deserves an answer."""
    return 1.0 if len(chosen) == 1 and set(chosen) == set(correct) else 0.0


def multiple_mark(correct: Collection[str], chosen: Collection[str]) -> float:
    """Plus/minus partial credit, max(0, (hits − false alarms) / K): the best of the rules in Betts et al. (2022)."""
    right, picked = set(correct), set(chosen)
    return max(0.0, (len(right & picked) - len(picked - right)) / len(right))


def single_faults(item: Choice, key: ChoiceKey) -> Iterator[Fault]:
    yield from option_faults(item.options)
    if len(key.correct) != 1:
        yield Fault("one_right", detail={"count": len(key.correct)})


def multiple_faults(item: Choice, key: ChoiceKey) -> Iterator[Fault]:
    yield from option_faults(item.options)
    if len(key.correct) < 2:
        yield Fault("two_right", detail={"count": len(key.correct)})
    if item.options and len(key.correct) == len(item.options):
        yield Fault("one_wrong")


def option_faults(options: Collection[Option], fewest: int = FEWEST_OPTIONS) -> Iterator[Fault]:
    if len(options) < fewest:
        yield Fault("few_options", detail={"fewest": fewest})
    yield from same_text_faults(options)


def same_text_faults(options: Collection[Option]) -> Iterator[Fault]:
    """Two options that say the same in a language."""
    seen: dict[tuple[str, str], int] = {}
    for number, one in enumerate(options, start=1):
        for language, text in one.text.items():
            plain = (language, " ".join(text.casefold().split()))
            if plain in seen:
                yield Fault("same_text", detail={"first": seen[plain], "second": number, "language": language})
            seen.setdefault(plain, number)
