"""The figures that are kept of every published cell beside its coverage. A new one is a module named here.

A measure is a pure module with three names:

    NAME                    its key in the figures of a cell
    columns(now, before)    what each row adds: arrays of numbers, one value a row of `now`, by the name of their sum
    publish(sums)           the sums of one group and competency → what is kept, rounded

`now` are the released facts of one competency (`cube.FACTS`) with one column more, `is_gone`. `before` are the facts
behind the snapshot compared with, row by row beside `now`, NaN where somebody did not count then; None where there is
no such snapshot. Who no longer counts where they counted then has a row in `now` with `is_gone`: place, person and
code are those of then, working time and demand 0, what is known NaN, and `before` is filled. Who moved from one unit or
post to another thus has two rows: one where they are, with the `before` of the other place, and a gone one there.

A measure that tells of parts of a group may have a fourth:

    guard(parts, sums, hidden)   the sums of every group in a competency → the same with marks of what is not to be told

Sums are made over everybody in the group, the gone included. Only cells that hide nothing are published, and whatever
`publish` returns is what readers see: counts to base 5, shares in whole per cent.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..grid import Group
from . import change, demand, levels

Sums = Mapping[str, float]


class Measure(Protocol):
    NAME: str

    def columns(self, now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]: ...

    def publish(self, sums: Mapping[str, float]) -> dict[str, Any]: ...


MEASURES: Sequence[Measure] = (levels, demand, change)  # type: ignore[assignment]  # modules


def columns_of_all(now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]:
    """Every measure's columns, as `name.column`."""
    return {
        f"{measure.NAME}.{name}": values
        for measure in MEASURES
        for name, values in measure.columns(now, before).items()
    }


def guard_all(
    parts: dict[Group, list[Group]], sums: Mapping[Group, Sums], hidden: frozenset[Group]
) -> Mapping[Group, Sums]:
    """The sums of one competency by group, after every guard; `hidden` are groups that hide something of it."""
    for measure in MEASURES:
        guard = getattr(measure, "guard", None)
        if guard is not None:
            own = {group: _of(measure.NAME, found) for group, found in sums.items()}
            guarded = guard(parts, own, hidden)
            sums = {group: {**found, **_named(measure.NAME, guarded[group])} for group, found in sums.items()}
    return sums


def publish_all(sums: Mapping[str, float]) -> dict[str, Any]:
    """Measure → its figures; `sums` as named by `columns_of_all`."""
    return {measure.NAME: measure.publish(_of(measure.NAME, sums)) for measure in MEASURES}


def _of(name: str, sums: Sums) -> dict[str, float]:
    return {key.removeprefix(f"{name}."): value for key, value in sums.items() if key.startswith(f"{name}.")}


def _named(name: str, sums: Sums) -> dict[str, float]:
    return {f"{name}.{key}": value for key, value in sums.items()}
