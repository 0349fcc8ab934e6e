"""What the rules of a test form need to know of one item: where its key stands, what gives it away, what luck earns.

Only here, and in `guessing`, does assembly look into an item. Where "position of the key" means nothing for a kind, the
rules about keys leave the item out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..items.choice import Choice
from ..items.parts import WHOLE, Option
from ..items.registry import Keyed
from .guessing import Marks, marks_by_guessing

ONE_RIGHT = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    key_position: int | None  # from 0, in the author's order; None where there is not one right option
    positions: int  # options among which the key could stand; 0 with no key position
    longest_in: frozenset[str]  # languages in which the key is the longest option
    chance: Marks


def traits_of(item: Keyed) -> Traits:
    options = item.body.options if isinstance(item.body, Choice) else ()
    position = key_position(item)
    return Traits(
        key_position=position,
        positions=0 if position is None else len(options),
        longest_in=longest_in(options, position),
        chance=marks_by_guessing(item),
    )


def key_position(item: Keyed) -> int | None:
    """Where the one right option stands."""
    if item.kind.code != ONE_RIGHT:
        return None
    (right,) = item.solution()[WHOLE]
    return [option.id for option in item.body.options].index(right)


def longest_in(options: Sequence[Option], position: int | None) -> frozenset[str]:
    """The languages in which the right option is longer than every other one."""
    if position is None:
        return frozenset()
    others = [option.text for place, option in enumerate(options) if place != position]
    return frozenset(
        language
        for language, answer in options[position].text.items()
        if all(len(answer) > len(text.get(language, "")) for text in others)
    )
