"""A cell as the values that are stored of it, as the database takes them."""

import json
from dataclasses import fields
from typing import Any

from ..domain.cube import Cell, Hides
from ..domain.rounding import Counts, Results, counts, results

COUNTS = [one.name for one in fields(Counts)]
RESULTS = [one.name for one in fields(Results)]
GROUP = ["path", "kind", "post"]
STORED = ["competency", "is_critical", "hides", "reason", *COUNTS, *RESULTS, "rests_on_one", "figures"]

Row = list[Any]  # of GROUP and STORED


def row_of(cell: Cell) -> Row:
    """What must not be published is None."""
    shown: list[Any] = [None] * (len(COUNTS) + len(RESULTS))
    if cell.hides is not Hides.EVERYTHING:
        counted = counts(cell.tally)
        shown[: len(COUNTS)] = [getattr(counted, name) for name in COUNTS]
    is_open = cell.hides is Hides.NOTHING
    if is_open:
        found = results(cell.tally)
        shown[len(COUNTS) :] = [getattr(found, name) for name in RESULTS]
    return [
        cell.group.path,
        cell.group.kind.value,
        cell.group.post,
        cell.code,
        cell.is_critical,
        cell.hides.value,
        cell.reason.value if cell.reason else "",
        *shown,
        is_open and cell.is_critical and cell.tally.rests_on_one,
        json.dumps(cell.figures),
    ]
