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

Sums are made over everybody in the group, the gone included. Only cells that hide nothing are published, and whatever
`publish` returns is what readers see: counts to base 5, shares in whole per cent.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from . import levels


class Measure(Protocol):
    NAME: str

    def columns(self, now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]: ...

    def publish(self, sums: Mapping[str, float]) -> dict[str, Any]: ...


MEASURES: Sequence[Measure] = (levels,)  # type: ignore[assignment]  # modules


def columns_of_all(now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]:
    """Every measure's columns, as `name.column`."""
    return {
        f"{measure.NAME}.{name}": values
        for measure in MEASURES
        for name, values in measure.columns(now, before).items()
    }


def publish_all(sums: Mapping[str, float]) -> dict[str, Any]:
    """Measure → its figures; `sums` as named by `columns_of_all`."""
    found: dict[str, dict[str, float]] = {}
    for key, value in sums.items():
        name, _, column = key.partition(".")
        found.setdefault(name, {})[column] = value
    return {measure.NAME: measure.publish(found.get(measure.NAME, {})) for measure in MEASURES}
