"""The capacity register to fill in: a row for every unit, and what each column asks beside it."""

from collections.abc import Sequence
from datetime import date

from ..domain.capacity.layout import CAPACITY
from ..selectors.capacity_words import COLUMNS, answers_to
from .sheet_template import WRITERS


def capacity_template(file_format: str, codes: Sequence[str], today: date) -> bytes:
    """A row of which nothing but unit and day is filled in is passed over when the file comes back."""
    blank = [""] * (len(CAPACITY.chinese) - 2)
    rows = [[code, today.isoformat(), *blank] for code in codes]
    notes = [
        [column, str(COLUMNS[column]), answers_to(column), " · ".join(names)]
        for column, names in CAPACITY.chinese.items()
    ]
    return WRITERS[file_format]([list(CAPACITY.chinese), *rows], notes)
