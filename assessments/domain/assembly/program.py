"""The recipe as a mixed-integer linear program: one row a rule, so that a rule can be relaxed and named.

Variables: x[form, item] is 1 when the form holds the item; with anchors, a[item] is 1 when all forms do; when forms may
share without anchors, o[pair of forms, item] is at least 1 when both hold it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from math import inf

from ..blueprints import Cell
from .breaches import Breach, Rule
from .entries import Entry
from .recipe import Earlier, Recipe, Reference, most_shared

Terms = dict[int, float]  # variable → coefficient

# What it costs to break a rule by one item. Shortage costs most, so that it is named only where nothing else helps.
WEIGHTS: Mapping[Rule, float] = {Rule.CELL_LACKS: 8, Rule.CELL_EXCEEDS: 8, Rule.ANCHORS: 4, Rule.SHARED: 4}
LIGHT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """low ≤ Σ terms ≤ high. One with a breach may be relaxed; `unit` of its sum is one item."""

    terms: Terms
    low: float = -inf
    high: float = inf
    breach: Breach | None = None
    unit: float = 1.0

    @property
    def weight(self) -> float:
        return (WEIGHTS.get(self.breach.rule, LIGHT) if self.breach else 0.0) / self.unit


class Program:
    """The rows for these entries, in their order. Columns: all x form by form, then all a or o."""

    def __init__(self, entries: Sequence[Entry], recipe: Recipe) -> None:
        self.entries = entries
        self.recipe = recipe
        self.places = range(len(entries))
        self.forms = range(recipe.forms)
        self.pairs = list(combinations(self.forms, 2))
        self.has_overlaps = bool(recipe.shared > recipe.anchors and self.pairs)
        extra = len(self.pairs) if self.has_overlaps else (1 if recipe.anchors else 0)
        self.columns = len(entries) * (recipe.forms + extra)

    def rows(self) -> Iterator[Row]:
        """Every rule of the recipe."""
        for form in self.forms:
            yield Row(terms=self._held(form, self.places), high=self.recipe.length)
            yield from self._cells(form)
            yield from self._enemies(form)
            yield from self._keys(form)
            yield from self._longest(form)
            for earlier in self.recipe.earlier:
                yield self._distance(form, earlier)
        yield from self._uses()
        yield from self._anchors()

    def expected(self, form: int) -> Terms:
        """Points of the borderline person on a form."""
        return {self.x(form, place): self.entries[place].expected() for place in self.places}

    def information(self, form: int) -> Terms:
        return {self.x(form, place): self.entries[place].information() for place in self.places}

    def x(self, form: int, place: int) -> int:
        return form * len(self.entries) + place

    def _extra(self, block: int, place: int) -> int:
        return (self.recipe.forms + block) * len(self.entries) + place

    def _held(self, form: int, places: Iterable[int], weight: float = 1.0) -> Terms:
        return {self.x(form, place): weight for place in places}

    def _cells(self, form: int) -> Iterator[Row]:
        by_cell: dict[Cell, list[int]] = {cell: [] for cell in self.recipe.blueprint}
        outside: list[int] = []
        for place in self.places:
            by_cell.get(self.entries[place].cell, outside).append(place)
        tolerance = self.recipe.tolerance
        for cell, count in self.recipe.blueprint.items():
            if not count:
                outside += by_cell[cell]
                continue
            held = self._held(form, by_cell[cell])
            lacks = Breach(rule=Rule.CELL_LACKS, amount=0, form=form + 1, cell=cell)
            yield Row(terms=held, low=count - tolerance, breach=lacks)
            yield Row(terms=held, high=count + tolerance)
        yield Row(terms=self._held(form, outside), high=0)
        # With a tolerance the cells alone do not fix the length.
        lacks = Breach(rule=Rule.LENGTH, amount=0, form=form + 1)
        yield Row(terms=self._held(form, self.places), low=self.recipe.length, breach=lacks)

    def _enemies(self, form: int) -> Iterator[Row]:
        place_of = {entry.item_id: place for place, entry in enumerate(self.entries)}
        for pair in self.recipe.enemies:
            places = [place_of[item] for item in pair if item in place_of]
            if len(places) == 2:
                breach = Breach(rule=Rule.ENEMIES, amount=0, form=form + 1, pair=pair)
                yield Row(terms=self._held(form, places), high=1, breach=breach)

    def _keys(self, form: int) -> Iterator[Row]:
        """At most 35 % rounded up, at least 15 % rounded down, of keys that are counted only once they are chosen.

        count ≤ ⌈7n/20⌉ is 20·count − 7n ≤ 19 in whole numbers, and count ≥ ⌊3n/20⌋ is 20·count − 3n ≥ −19.
        """
        keyed = [place for place in self.places if self.entries[place].traits.key_position is not None]
        for position in range(max((self.entries[place].traits.positions for place in keyed), default=0)):
            here = [place for place in keyed if self.entries[place].traits.key_position == position]
            offered = [place for place in keyed if self.entries[place].traits.positions > position]
            often = Breach(rule=Rule.KEY_TOO_OFTEN, amount=0, form=form + 1, position=position + 1)
            rare = Breach(rule=Rule.KEY_TOO_RARE, amount=0, form=form + 1, position=position + 1)
            yield Row(terms=self._share(form, here, keyed, 7), high=19, breach=often, unit=20)
            yield Row(terms=self._share(form, here, offered, 3), low=-19, breach=rare, unit=20)

    def _longest(self, form: int) -> Iterator[Row]:
        """5·count ≤ 2n: in each language at most 40 % of the keys may be the longest option."""
        keyed = [place for place in self.places if self.entries[place].traits.key_position is not None]
        for language in sorted({one for place in keyed for one in self.entries[place].traits.longest_in}):
            telling = [place for place in keyed if language in self.entries[place].traits.longest_in]
            breach = Breach(rule=Rule.LONGEST, amount=0, form=form + 1, language=language)
            yield Row(terms=self._share(form, telling, keyed, 2, of=5), high=0, breach=breach, unit=5)

    def _share(self, form: int, counted: Sequence[int], base: Sequence[int], share: float, *, of: float = 20) -> Terms:
        """of·(how many of `counted`) − share·(how many of `base`)."""
        terms = self._held(form, base, -share)
        for place in counted:
            terms[self.x(form, place)] = terms.get(self.x(form, place), 0.0) + of
        return terms

    def _distance(self, form: int, earlier: Earlier) -> Row:
        places = [place for place in self.places if self.entries[place].item_id in earlier.item_ids]
        breach = Breach(rule=Rule.SHARED, amount=0, form=form + 1, other=earlier.label)
        return Row(terms=self._held(form, places), high=most_shared(self.recipe.length), breach=breach)

    def _uses(self) -> Iterator[Row]:
        """How often an item may be used: once, or as often as anchors and the overlap allow. Never relaxed: what lacks
        then is named as a shortage, which is what the authors can mend."""
        if self.has_overlaps:
            for block, (one, two) in enumerate(self.pairs):
                for place in self.places:
                    both = {self.x(one, place): 1.0, self.x(two, place): 1.0, self._extra(block, place): -1.0}
                    yield Row(terms=both, high=1)
                shared = {self._extra(block, place): 1.0 for place in self.places}
                yield Row(terms=shared, high=self.recipe.shared)
            return
        if len(self.forms) < 2:
            return
        for place in self.places:
            terms = {self.x(form, place): 1.0 for form in self.forms}
            if self.recipe.anchors:
                terms[self._extra(0, place)] = 1.0 - len(self.forms)
            yield Row(terms=terms, high=1)

    def _anchors(self) -> Iterator[Row]:
        """So many items stand in every form, spread over the competencies as the form is."""
        if not self.recipe.anchors:
            return
        if self.recipe.reference:
            yield from self._lent(self.recipe.reference)
        if len(self.forms) < 2:
            return
        for place in self.places:
            for form in self.forms:
                yield Row(terms={self._extra(0, place): 1.0, self.x(form, place): -1.0}, high=0)
        everywhere = {self._extra(0, place): 1.0 for place in self.places}
        yield Row(terms=everywhere, high=self.recipe.anchors)
        lacks = Breach(rule=Rule.ANCHORS, amount=0)
        yield Row(terms=everywhere, low=self.recipe.anchors, breach=lacks)
        yield from self._spread(self.places, lambda place: self._extra(0, place))

    def _lent(self, reference: Reference) -> Iterator[Row]:
        """Each form takes its anchors from the reference, and all forms the same ones."""
        lent = [place for place in self.places if self.entries[place].version_id in reference.version_ids]
        for form in self.forms:
            held = self._held(form, lent)
            yield Row(terms=held, high=self.recipe.anchors)
            lacks = Breach(rule=Rule.ANCHORS, amount=0, form=form + 1, other=reference.label)
            yield Row(terms=held, low=self.recipe.anchors, breach=lacks)
            yield from self._spread(lent, partial(self.x, form))
        if len(self.forms) > 1:
            own = set(self.places) - set(lent)
            yield Row(terms={self._extra(0, place): 1.0 for place in sorted(own)}, high=0)

    def _spread(self, anchors: Iterable[int], column: Callable[[int], int]) -> Iterator[Row]:
        """No competency has more of the anchors than its share of the form, rounded up."""
        held, weights = list(anchors), dict[str, int]()
        for cell, count in self.recipe.blueprint.items():
            weights[cell.competency] = weights.get(cell.competency, 0) + count
        for competency, count in weights.items():
            places = [place for place in held if self.entries[place].cell.competency == competency]
            most = -(-self.recipe.anchors * count // self.recipe.length)
            yield Row(terms={column(place): 1.0 for place in places}, high=most)
