"""The kinds of items that stand alone, each as the functions that read, ask and mark it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from statistics import mean
from typing import Any, Generic, TypeVar

from . import choice, form_fill, hot_spot, letter, matching, numeric, ordering, short_text
from .parts import ALL, Fault, Reply, Slot

Body = TypeVar("Body")
Key = TypeVar("Key")


def _nothing(_: Any) -> float:
    return 0.0


def _as_a_whole(_: Any) -> tuple[str, ...]:
    return (ALL,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Body, Key]):
    """The functions of one kind, whose Body is what a candidate sees.

    `mark` gives 0 to 1 and fails on no reply; it is None where people mark. `solution`: a reply that earns everything.
    `reasons`: of what the author must say why it is right or wrong. `chance`: the mean mark of blind guesses.
    """

    code: str
    read: Callable[[Any], Body]
    read_key: Callable[[Any, Body], Key]
    slots: Callable[[Body], tuple[Slot, ...]]
    mark: Callable[[Body, Key, Reply], float] | None
    solution: Callable[[Body, Key], Reply]
    faults: Callable[[Body, Key], Iterator[Fault]]
    reasons: Callable[[Body], tuple[str, ...]] = _as_a_whole
    chance: Callable[[Body], float] = _nothing


def _chance_of_single(item: choice.Choice) -> float:
    return 1 / max(1, len(item.options))


def _chance_of_multiple(item: choice.Choice) -> float:
    """Over every set of options with equal chance, when half of them are right: who guesses knows not how many."""
    right = set(item.ids[: max(1, len(item.options) // 2)])
    sets = product((False, True), repeat=len(item.options))
    picks = ([one for one, is_in in zip(item.ids, flags, strict=True) if is_in] for flags in sets)
    return mean(choice.multiple_mark(right, picked) for picked in picks)


def _chance_of_ordering(_: ordering.Ordering) -> float:
    return 0.5


SINGLE = Kind(
    code="single",
    read=choice.read_choice,
    read_key=choice.read_choice_key,
    slots=choice.single_slots,
    mark=choice.mark_single,
    solution=choice.choice_solution,
    faults=choice.single_faults,
    reasons=choice.choice_reasons,
    chance=_chance_of_single,
)
MULTIPLE = Kind(
    code="multiple",
    read=choice.read_choice,
    read_key=choice.read_choice_key,
    slots=choice.multiple_slots,
    mark=choice.mark_multiple,
    solution=choice.choice_solution,
    faults=choice.multiple_faults,
    reasons=choice.choice_reasons,
    chance=_chance_of_multiple,
)
MATCHING = Kind(
    code="matching",
    read=matching.read_matching,
    read_key=matching.read_matching_key,
    slots=matching.matching_slots,
    mark=matching.mark_matching,
    solution=matching.matching_solution,
    faults=matching.matching_faults,
    reasons=matching.matching_reasons,
)
ORDERING = Kind(
    code="ordering",
    read=ordering.read_ordering,
    read_key=ordering.read_ordering_key,
    slots=ordering.ordering_slots,
    mark=ordering.mark_ordering,
    solution=ordering.ordering_solution,
    faults=ordering.ordering_faults,
    chance=_chance_of_ordering,
)
NUMERIC = Kind(
    code="numeric",
    read=numeric.read_numeric,
    read_key=numeric.read_numeric_key,
    slots=numeric.numeric_slots,
    mark=numeric.mark_numeric,
    solution=numeric.numeric_solution,
    faults=numeric.numeric_faults,
)
HOT_SPOT = Kind(
    code="hot_spot",
    read=hot_spot.read_hot_spot,
    read_key=hot_spot.read_hot_spot_key,
    slots=hot_spot.hot_spot_slots,
    mark=hot_spot.mark_hot_spot,
    solution=hot_spot.hot_spot_solution,
    faults=hot_spot.hot_spot_faults,
    reasons=hot_spot.hot_spot_reasons,
)
FORM_FILL = Kind(
    code="form_fill",
    read=form_fill.read_form_fill,
    read_key=form_fill.read_form_fill_key,
    slots=form_fill.form_fill_slots,
    mark=form_fill.mark_form_fill,
    solution=form_fill.form_fill_solution,
    faults=form_fill.form_fill_faults,
    reasons=form_fill.form_fill_reasons,
)
LETTER = Kind(
    code="letter",
    read=letter.read_letter,
    read_key=letter.read_letter_key,
    slots=letter.letter_slots,
    mark=letter.mark_letter,
    solution=letter.letter_solution,
    faults=letter.letter_faults,
    reasons=letter.letter_reasons,
)
SHORT_TEXT = Kind(
    code="short_text",
    read=short_text.read_short_text,
    read_key=short_text.read_short_text_key,
    slots=short_text.short_text_slots,
    mark=None,
    solution=short_text.short_text_solution,
    faults=short_text.short_text_faults,
)

SIMPLE: Mapping[str, Kind[Any, Any]] = {
    kind.code: kind for kind in (SINGLE, MULTIPLE, MATCHING, ORDERING, NUMERIC, FORM_FILL)
}  # what may also be a part of a case set
