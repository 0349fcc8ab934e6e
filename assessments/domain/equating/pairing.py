"""What two forms must have before one can be equated to the other, and what of it is wanting."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..assembly.recipe import most_shared
from ..statistics.intervals import ANSWERS_TO_SHOW
from .methods import Method, method_for


def fewest_kept(length: int) -> int:
    """Anchors that must be left of a form when those that drifted are gone: two thirds of a fifth, rounded up."""
    return -(-2 * most_shared(length) // 3)


class Want(StrEnum):
    PEOPLE = "people"
    LENGTH = "length"  # the forms have different numbers of items
    ANCHORS = "anchors"
    SPREAD = "spread"  # the anchors are no small copy of the form


@dataclass(frozen=True, slots=True)
class Lack:
    want: Want
    held: int
    needed: int
    competency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A form and its reference. Forms: version → competency of the items that count."""

    form: Mapping[int, str]
    reference: Mapping[int, str]
    people: int
    reference_people: int

    @property
    def method(self) -> Method:
        return method_for(self.people, self.reference_people)

    @property
    def anchors(self) -> frozenset[int]:
        """The same version on both: a changed text is another item, with another difficulty."""
        return frozenset(self.form.keys() & self.reference.keys())

    @property
    def anchors_needed(self) -> int:
        return most_shared(len(self.form))

    def lacks(self) -> list[Lack]:
        """What stands against equating, in the order of `Want`; nothing where it can be done."""
        found = []
        fewest = min(self.people, self.reference_people)
        if self.method is Method.IDENTITY:
            found.append(Lack(Want.PEOPLE, fewest, ANSWERS_TO_SHOW))
        if len(self.form) != len(self.reference):
            found.append(Lack(Want.LENGTH, len(self.form), len(self.reference)))
        if len(self.anchors) < self.anchors_needed:
            found.append(Lack(Want.ANCHORS, len(self.anchors), self.anchors_needed))
            return found
        return [*found, *self._spread()]

    def _spread(self) -> list[Lack]:
        """Each competency must have its share of the anchors, but for the rounding."""
        held = Counter(self.form[version] for version in self.anchors)
        due = {
            competency: len(self.anchors) * count / len(self.form)
            for competency, count in sorted(Counter(self.form.values()).items())
        }
        return [
            Lack(Want.SPREAD, held[competency], int(share), competency)
            for competency, share in due.items()
            if held[competency] < int(share)
        ]
