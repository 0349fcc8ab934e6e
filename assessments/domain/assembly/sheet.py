"""What people read about a form before they approve it: what it expects of whom, how forms overlap."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..blueprints import Cell
from .chance import chance_of_passing
from .entries import Entry

ABILITIES = tuple(step / 2 for step in range(-6, 7))  # logits from the cut, −3 to 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One form in figures. `curve`: (ability, expected share of the maximum)."""

    length: int
    expected: float  # points of the borderline person
    information: float  # at the cut, per squared logit
    chance: float  # that a guesser passes
    curve: tuple[tuple[float, float], ...]
    cells: Mapping[Cell, int]
    keys: Mapping[int, int]  # position from 1 → keys
    longest: Mapping[str, int]  # language → items whose answer is the longest option


def sheet_of(form: Sequence[Entry], cut: float) -> Sheet:
    traits = [entry.traits for entry in form]
    return Sheet(
        length=len(form),
        expected=sum(entry.expected() for entry in form),
        information=sum(entry.information() for entry in form),
        chance=chance_of_passing([one.chance for one in traits], cut),
        curve=tuple(
            (ability, sum(entry.expected(ability) for entry in form) / max(1, len(form))) for ability in ABILITIES
        ),
        cells=Counter(entry.cell for entry in form),
        keys=Counter(one.key_position + 1 for one in traits if one.key_position is not None),
        longest=Counter(language for one in traits for language in one.longest_in),
    )


def overlaps(forms: Sequence[frozenset[int]]) -> list[list[int]]:
    """Items in common of every two forms; the diagonal holds their lengths."""
    return [[len(one & other) for other in forms] for one in forms]


def anchors_of(forms: Sequence[frozenset[int]]) -> frozenset[int]:
    """Items that stand in all of at least two forms."""
    return frozenset.intersection(*forms) if len(forms) > 1 else frozenset()
