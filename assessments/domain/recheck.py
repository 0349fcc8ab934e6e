"""How long a demand stays met if nothing new is shown: evidence ages, and one day it no longer makes sure enough."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from .level_model import LevelModel
from .levels_bulk import Cells, Flags, Integers, Numbers, Pieces, Table, base_variances, cells_of, estimate_cells

MOST_MONTHS = 24


class _Ageing:
    """Cells whose evidence only grows older; z is how far the demand is met, in standard deviations."""

    def __init__(self, cells: Cells, required: Numbers, model: LevelModel) -> None:
        pieces, table = cells.pieces, Table.of(model)
        cut = required - 0.5
        self.cells = cells
        self.variance = base_variances(cells, table)
        self.above = pieces.value - table.bias[pieces.kind] - cut[cells.cell]  # what each piece says, above the cut
        self.prior_precision = 1 / model.prior.variance
        self.prior_above = model.prior.mean - cut

    def z_after(self, months: Numbers) -> Numbers:
        """Months of each cell → z then."""
        pieces = self.cells.pieces
        age = np.maximum(pieces.age_months + months[self.cells.cell], 0.0)
        weight = 1 / (self.variance * (1 + age / pieces.half_life_months))
        precision = self.prior_precision + self.cells.sums(weight)
        pull = self.prior_precision * self.prior_above + self.cells.sums(weight * self.above)
        return np.asarray(pull / np.sqrt(precision))

    @property
    def only_falls(self) -> Flags:
        """Where z surely falls with every month.

        As every weight shrinks, z falls if each piece says more than half of what all say together, and together they
        never say more than the highest of them and the prior.
        """
        cell = self.cells.cell
        lowest, highest = np.full(self.cells.count, np.inf), self.prior_above.copy()
        np.minimum.at(lowest, cell, self.above)
        np.maximum.at(highest, cell, self.above)
        return lowest >= highest / 2


def months_until_recheck(pieces: Pieces, required: ArrayLike, model: LevelModel) -> Numbers:
    """For each cell, in the order of `estimate_levels`: the first whole month after which the demand is no longer met.

    `required`: level demanded, entry by entry; NaN or 0 where nothing is. NaN where there is no demand or it is not met
    now; at most MOST_MONTHS, which also stands for later. Halves the months where z only falls, and counts them one by
    one where evidence that speaks against the demand fades too, so that z could rise again.
    """
    cells, wanted = cells_of(pieces), np.nan_to_num(np.asarray(required, dtype=np.float64))
    certain = ndtri(model.certainty.planning)
    now = estimate_cells(cells, model)
    is_met = (wanted > 0) & now.is_assessed & (now.mean - wanted + 0.5 >= certain * now.sd)
    found = np.full(cells.count, np.nan)
    met = np.flatnonzero(is_met)
    ageing = _Ageing(_among(cells, met), wanted[met], model)
    falls = ageing.only_falls
    for which, search in ((falls, _halving), (~falls, _one_by_one)):
        chosen = np.flatnonzero(which)
        found[met[chosen]] = search(_Ageing(_among(ageing.cells, chosen), wanted[met[chosen]], model), certain)
    return found


def _halving(ageing: _Ageing, certain: float) -> Numbers:
    met, first = np.zeros(ageing.cells.count), np.full(ageing.cells.count, float(MOST_MONTHS))
    while np.any(first - met > 1):
        middle = np.floor((met + first) / 2)
        is_met = ageing.z_after(middle) >= certain
        met, first = np.where(is_met, middle, met), np.where(is_met, first, np.maximum(middle, 1))
    return first


def _one_by_one(ageing: _Ageing, certain: float) -> Numbers:
    first = np.full(ageing.cells.count, float(MOST_MONTHS))
    for months in range(MOST_MONTHS - 1, 0, -1):
        first[ageing.z_after(np.full(first.size, float(months))) < certain] = months
    return first


def _among(cells: Cells, wanted: Integers) -> Cells:
    """These cells alone, numbered anew."""
    place = np.full(cells.count, -1, dtype=np.int64)
    place[wanted] = np.arange(wanted.size)
    kept = place[cells.cell] >= 0
    part = cells.pieces.where(kept)
    return Cells(part, cells.learner[wanted], cells.competency[wanted], place[cells.cell][kept])
