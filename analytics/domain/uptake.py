"""In which month a unit counts as trained: once enough of its staff have shown or earned something.

Told of no unit so small, and from no number so small, that the month could be that of one person (domain.md 6.3).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from lms.lib.disclosure import BASE, SMALLEST_GROUP

TRAINED_SHARE = 0.25  # of a unit's own staff

Training = tuple[str, str]  # kind and code
Staff = Iterable[tuple[str, int]]  # unit, person


def trained_units(
    staff: Staff, firsts: Mapping[Training, Mapping[int, date]], until: date
) -> set[tuple[Training, str]]:
    """Who counts as trained at the end of a day, as the staff was that day."""
    of_person: dict[int, list[Training]] = defaultdict(list)
    for training, people in firsts.items():
        for person, first in people.items():
            if first <= until:
                of_person[person].append(training)
    sizes, counts = Counter[str](), Counter[tuple[Training, str]]()
    for unit, person in set(staff):
        sizes[unit] += 1
        counts.update((training, unit) for training in of_person.get(person, ()))
    return {
        (training, unit)
        for (training, unit), count in counts.items()
        if count >= BASE and sizes[unit] >= SMALLEST_GROUP and count >= TRAINED_SHARE * sizes[unit]
    }
