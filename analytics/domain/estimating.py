"""From the evidence of some thousands of people to their facts in every competency."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assessments.domain.levels_bulk import _IS_DIRECT as IS_DIRECT
from assessments.domain.levels_bulk import Pieces, estimate_levels
from assessments.domain.recheck_bulk import months_until_recheck

from .facts import NO_MONTH, Facts, places_in
from .places import Places


def facts_of(places: Places, evidence: Pieces, competencies: Sequence[tuple[int, str]]) -> dict[str, Facts]:
    """Code → the facts of all of whom it is demanded. `competencies`: their keys in the evidence, and their codes."""
    required, criticality = (_demanded(places, competencies, name) for name in ("level", "criticality"))
    grid = _Grid(places, required, evidence, np.array([key for key, _ in competencies], dtype=np.int64))
    columns = grid.columns()
    found = {}
    for place, (_, code) in enumerate(competencies):
        rows = np.flatnonzero(required[:, place] > 0)
        if rows.size:
            found[code] = Facts(
                person=places.person[rows],
                leaf=places.leaf[rows],
                hundredths=places.hundredths[rows],
                required=required[rows, place],
                criticality=criticality[rows, place],
                **{name: column[rows, place] for name, column in columns.items()},
            )
    return found


def _demanded(places: Places, competencies: Sequence[tuple[int, str]], name: str) -> NDArray[np.int8]:
    table = np.zeros((max(1, len(places.demands)), len(competencies)), dtype=np.int8)
    for row, demands in enumerate(places.demands):
        for place, (_, code) in enumerate(competencies):
            if code in demands:
                table[row, place] = getattr(demands[code], name)
    return table[places.demand]


class _Grid:
    """People × competencies, filled where somebody has shown something that is demanded of them."""

    def __init__(self, places: Places, required: NDArray[np.int8], evidence: Pieces, keys: NDArray[np.int64]) -> None:
        self.shape, self.required = required.shape, required.reshape(-1)
        row = places_in(places.person, evidence.learner)
        order = np.argsort(keys)
        column = order[places_in(keys[order], evidence.competency)] if keys.size else np.zeros_like(row)
        kept = row >= 0
        kept[kept] = required[row[kept], column[kept]] > 0
        # People and competencies by their place in the grid: then a cell's number orders the estimates as well.
        self.pieces = replace(_where(evidence, kept), learner=row[kept], competency=column[kept])

    def columns(self) -> dict[str, NDArray[Any]]:
        found = estimate_levels(self.pieces)
        cell = found.learner * self.shape[1] + found.competency
        months = months_until_recheck(self.pieces, found, self.required[cell].astype(np.int64))
        piece = self.pieces.learner * self.shape[1] + self.pieces.competency
        return {
            "mean": self._filled(cell, found.mean, "f4", np.nan),
            "sd": self._filled(cell, found.sd, "f4", np.nan),
            "level": self._filled(cell, found.verified_level, "i1", 0),
            "is_assessed": self._filled(cell, found.is_assessed, "?", False),
            "recheck_months": self._filled(cell, np.where(np.isnan(months), NO_MONTH, months), "i1", NO_MONTH),
            "pieces": np.bincount(piece, minlength=self.required.size).astype("i2").reshape(self.shape),
            "age_months": self._newest(piece),
        }

    def _filled(self, cell: NDArray[np.int64], values: NDArray[Any], kind: str, empty: float) -> NDArray[Any]:
        whole = np.full(self.required.size, empty, dtype=kind)
        whole[cell] = values
        return whole.reshape(self.shape)

    def _newest(self, piece: NDArray[np.int64]) -> NDArray[Any]:
        is_direct = IS_DIRECT[self.pieces.kind]
        age = np.full(self.required.size, np.inf, dtype="f4")
        np.minimum.at(age, piece[is_direct], self.pieces.age_months[is_direct].astype("f4"))
        age[np.isinf(age)] = np.nan
        return age.reshape(self.shape)


def _where(pieces: Pieces, kept: NDArray[np.bool_]) -> Pieces:
    return replace(pieces, **{name: getattr(pieces, name)[kept] for name in Pieces.__slots__})
