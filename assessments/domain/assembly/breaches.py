"""The rules of a finished form, checked one by one: the gate before approval, and the judge of the solver's work."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from ..blueprints import Cell
from .chance import MOST_LUCK, chance_of_passing
from .entries import Entry
from .recipe import Recipe, most_shared


class Rule(StrEnum):
    CELL_LACKS = "cell_lacks"
    CELL_EXCEEDS = "cell_exceeds"
    LENGTH = "length"
    ENEMIES = "enemies"
    KEY_TOO_OFTEN = "key_too_often"  # more than 35 % of the keys stand at one position
    KEY_TOO_RARE = "key_too_rare"  # fewer than 15 %
    LONGEST = "longest"  # the answer is the longest option in more than 40 % of the items
    SHARED = "shared"  # too many items in common with another form
    ANCHORS = "anchors"  # too few in common
    LUCK = "luck"  # a guesser passes too easily


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One rule that is not kept, by code; the desk puts it into words. `amount`: items too many or too few."""

    rule: Rule
    amount: float
    form: int | None = None  # number among the new forms, from 1; None for all of them together
    cell: Cell | None = None
    pair: tuple[int, int] | None = None  # item ids
    position: int | None = None  # of the key, from 1
    language: str = ""
    other: str = ""  # the form it is compared with


def breaches_of(forms: Sequence[Sequence[Entry]], recipe: Recipe) -> list[Breach]:
    """Everything that is wrong with these forms under this recipe, luck included."""
    found = [breach for number, form in enumerate(forms, start=1) for breach in form_breaches(form, recipe, number)]
    return [*found, *_between_forms(forms, recipe)]


def form_breaches(form: Sequence[Entry], recipe: Recipe, number: int = 1) -> Iterator[Breach]:
    """The rules that one form must keep by itself."""
    yield from _cells(form, recipe, number)
    items = {entry.item_id for entry in form}
    for pair in recipe.enemies:
        if items.issuperset(pair):
            yield Breach(rule=Rule.ENEMIES, amount=1, form=number, pair=pair)
    yield from _keys(form, number)
    yield from _longest(form, number)
    luck = chance_of_passing([entry.traits.chance for entry in form], recipe.cut)
    if luck >= MOST_LUCK:
        yield Breach(rule=Rule.LUCK, amount=luck, form=number)
    for earlier in recipe.earlier:
        surplus = len(items & earlier.item_ids) - most_shared(recipe.length)
        if surplus > 0:
            yield Breach(rule=Rule.SHARED, amount=surplus, form=number, other=earlier.label)


def most_keys(keyed: int) -> int:
    """35 % of so many items with a key position, rounded up."""
    return -(-7 * keyed // 20)


def fewest_keys(keyed: int) -> int:
    """15 %, rounded down."""
    return 3 * keyed // 20


def most_longest(keyed: int) -> int:
    """40 %, rounded down."""
    return 2 * keyed // 5


def _cells(form: Sequence[Entry], recipe: Recipe, number: int) -> Iterator[Breach]:
    held = Counter(entry.cell for entry in form)
    for cell in {**recipe.blueprint, **held}:
        surplus = held[cell] - recipe.blueprint.get(cell, 0)
        # A cell that the blueprint does not name gets nothing, whatever tolerance was asked for.
        beyond = abs(surplus) - (recipe.tolerance if recipe.blueprint.get(cell) else 0)
        if beyond > 0:
            rule = Rule.CELL_EXCEEDS if surplus > 0 else Rule.CELL_LACKS
            yield Breach(rule=rule, amount=beyond, form=number, cell=cell)
    if len(form) != recipe.length:
        yield Breach(rule=Rule.LENGTH, amount=abs(len(form) - recipe.length), form=number)


def _keys(form: Sequence[Entry], number: int) -> Iterator[Breach]:
    keyed = [entry.traits for entry in form if entry.traits.key_position is not None]
    held = Counter(traits.key_position for traits in keyed)
    for position in range(max((traits.positions for traits in keyed), default=0)):
        surplus = held[position] - most_keys(len(keyed))
        offered = sum(traits.positions > position for traits in keyed)
        missing = fewest_keys(offered) - held[position]
        if surplus > 0:
            yield Breach(rule=Rule.KEY_TOO_OFTEN, amount=surplus, form=number, position=position + 1)
        if missing > 0:
            yield Breach(rule=Rule.KEY_TOO_RARE, amount=missing, form=number, position=position + 1)


def _longest(form: Sequence[Entry], number: int) -> Iterator[Breach]:
    keyed = [entry.traits for entry in form if entry.traits.key_position is not None]
    given_away = Counter(language for traits in keyed for language in traits.longest_in)
    for language, count in sorted(given_away.items()):
        surplus = count - most_longest(len(keyed))
        if surplus > 0:
            yield Breach(rule=Rule.LONGEST, amount=surplus, form=number, language=language)


def _between_forms(forms: Sequence[Sequence[Entry]], recipe: Recipe) -> Iterator[Breach]:
    sets = [{entry.item_id for entry in form} for form in forms]
    for number, form in enumerate(forms, start=1):
        if recipe.reference and recipe.anchors:
            lent = {entry.version_id for entry in form} & recipe.reference.version_ids
            if len(lent) < recipe.anchors:
                missing = recipe.anchors - len(lent)
                yield Breach(rule=Rule.ANCHORS, amount=missing, form=number, other=recipe.reference.label)
    for (one, first), (two, second) in combinations(enumerate(sets, start=1), 2):
        surplus = len(first & second) - recipe.shared
        if surplus > 0:
            yield Breach(rule=Rule.SHARED, amount=surplus, form=one, other=str(two))
    if len(sets) > 1 and len(set.intersection(*sets)) < recipe.anchors:
        yield Breach(rule=Rule.ANCHORS, amount=recipe.anchors - len(set.intersection(*sets)))
