"""The figures that are kept of every published cell beside its coverage. A new one is a module named here.

A measure is a pure module with three names:

    NAME                    its key in the figures of a cell
    columns(now, before)    what each row adds: arrays of numbers, one value a row of `now`, by the name of their sum
    publish(sums)           the sums of one competency by group → what is kept of each group, rounded

`now` are the released facts of one competency (`cube.FACTS`) with three columns more: `is_gone`, and the numbers
`leaf_then` and `leaf_now` of where the person counts, whatever is demanded of them (`whereabouts`). `before` are the
facts behind the snapshot compared with, row by row beside `now`, NaN where somebody did not count then; None where
there is no such snapshot. Who no longer counts where they counted then has a row in `now` with `is_gone`: place, person
and code are those of then, working time and demand 0, what is known NaN, and `before` is filled. Who moved from one
unit or post to another thus has two rows: one where they are, with the `before` of the other place, and a gone one
there.

A measure that tells of parts of a group may have a fourth name:

    guard(layout, sums, hides)   the sums by group → further ones, which mark what is not to be told there

Sums are made over everybody in the group, the gone included. Only cells that hide nothing are published, and whatever
`publish` returns is what readers see: counts to base 5, shares in whole per cent.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..causes import Numbers
from ..layout import Layout
from . import change, demand, levels, loss, recheck


class Measure(Protocol):
    NAME: str

    def columns(self, now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]: ...

    def publish(self, sums: Mapping[str, Numbers]) -> list[dict[str, Any]]: ...


MEASURES: Sequence[Measure] = (levels, demand, change, recheck, loss)  # type: ignore[assignment]  # modules


def columns_of_all(now: pd.DataFrame, before: pd.DataFrame | None) -> dict[str, NDArray[np.float64]]:
    """Every measure's columns, as `name.column`."""
    return {
        f"{measure.NAME}.{name}": values
        for measure in MEASURES
        for name, values in measure.columns(now, before).items()
    }


def guard_all(layout: Layout, sums: Mapping[str, Numbers], hides: NDArray[np.int8]) -> dict[str, Numbers]:
    """What the guards add to the sums of one competency; `hides`: what of its figures each group hides."""
    added: dict[str, Numbers] = {}
    for measure in MEASURES:
        guard = getattr(measure, "guard", None)
        if guard is not None:
            marks = guard(layout, _own(measure, sums), hides)
            added |= {f"{measure.NAME}.{name}": values for name, values in marks.items()}
    return added


def publish_all(sums: Mapping[str, Numbers]) -> list[dict[str, Any]]:
    """Of each group measure → its figures; `sums` as named by `columns_of_all`."""
    size = len(next(iter(sums.values())))
    nothing: list[dict[str, Any]] = [{}] * size
    kept = {measure.NAME: measure.publish(own) if (own := _own(measure, sums)) else nothing for measure in MEASURES}
    return [dict(zip(kept, figures, strict=True)) for figures in zip(*kept.values(), strict=True)]


def _own(measure: Measure, sums: Mapping[str, Numbers]) -> dict[str, Numbers]:
    start = f"{measure.NAME}."
    return {key.removeprefix(start): values for key, values in sums.items() if key.startswith(start)}
