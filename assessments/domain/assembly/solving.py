"""Rows to matrices to HiGHS and back: what `scipy.optimize.milp` wants, and what it says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, inf, isfinite

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from ..blueprints import Cell
from .breaches import Breach, Rule
from .program import Program, Row, Terms

NOBODYS_CONCERN = 0.25  # points: a tenth of the error of measurement of such a form
NEAR_ENOUGH = 0.02  # relative gap at which the search for even forms ends
OUT_OF_TIME = 1  # status of milp
HALF_AN_ITEM = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Minimise costs · variables under the rows; the first `whole` variables are 0 or 1, the rest are continuous."""

    rows: Sequence[Row]
    costs: Sequence[float]
    floors: Sequence[float]  # least value of each continuous variable
    whole: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    values: NDArray[np.float64] | None  # None when nothing was found
    gap: float | None
    ran_out_of_time: bool


def solve(model: Model, *, seconds: float, gap: float = 0.0) -> Answer:
    count = len(model.costs)
    continuous = count - model.whole
    found = milp(
        c=np.array(model.costs),
        constraints=LinearConstraint(
            _matrix(model.rows, count),
            np.array([row.low for row in model.rows]),
            np.array([row.high for row in model.rows]),
        ),
        integrality=np.array([1] * model.whole + [0] * continuous),
        bounds=Bounds(
            np.array([0.0] * model.whole + list(model.floors)), np.array([1.0] * model.whole + [inf] * continuous)
        ),
        options={"time_limit": seconds, "mip_rel_gap": gap},
    )
    left = getattr(found, "mip_gap", None)
    return Answer(
        values=found.x,
        gap=float(left) if left is not None and isfinite(left) else None,
        ran_out_of_time=found.status == OUT_OF_TIME,
    )


def balanced(program: Program, *, points: float, information: float) -> Model:
    """Every rule holds; the largest distance of any form from the targets (at the cut) is to be small."""
    distance = program.columns
    rows = list(program.rows())
    for form in program.forms:
        for terms, target in ((program.expected(form), points), (program.information(form), information)):
            rows.append(Row(terms={**terms, distance: -1.0}, high=target))
            rows.append(Row(terms={**terms, distance: 1.0}, low=target))
    return Model(rows=rows, costs=[0.0] * distance + [1.0], floors=[NOBODYS_CONCERN], whole=program.columns)


def relaxed(program: Program) -> Model:
    """Every rule with a name may be broken, at the price of its weight."""
    rows: list[Row] = []
    prices: list[float] = []
    for row in program.rows():
        if row.breach is None:
            rows.append(row)
            continue
        slack = program.columns + len(prices)
        prices.append(row.weight)
        rows.append(replace(row, terms={**row.terms, slack: 1.0 if isfinite(row.low) else -1.0}))
    costs = [0.0] * program.columns + prices
    return Model(rows=rows, costs=costs, floors=[0.0] * len(prices), whole=program.columns)


def broken(model: Model, values: NDArray[np.float64]) -> list[Breach]:
    """The rules that the solution of a relaxed model breaks, each with its number of items."""
    slacks = values[model.whole :]
    found = []
    for row, slack in zip((row for row in model.rows if row.breach), slacks, strict=True):
        items = ceil(round(slack / row.unit, 6))
        if row.breach is not None and slack > HALF_AN_ITEM:
            found.append(replace(row.breach, amount=items))
    return _shortages_together(found)


def _shortages_together(breaches: list[Breach]) -> list[Breach]:
    """A cell that is short in several forms is one shortage of the bank; the length then says nothing more."""
    lacking: dict[Cell | None, Breach] = {}
    others = []
    for one in breaches:
        if one.rule is Rule.CELL_LACKS:
            before = lacking.get(one.cell)
            lacking[one.cell] = replace(one, form=None, amount=one.amount + (before.amount if before else 0))
        else:
            others.append(one)
    by_cell = sorted(lacking.values(), key=lambda one: (one.cell.competency, one.cell.cognitive) if one.cell else ())
    return [*by_cell, *(one for one in others if not (lacking and one.rule is Rule.LENGTH))]


def _matrix(rows: Sequence[Row], columns: int) -> csr_array:
    terms: list[Terms] = [row.terms for row in rows]
    values = np.array([value for one in terms for value in one.values()])
    places = np.array([column for one in terms for column in one], dtype=np.int32)
    ends = np.cumsum([0, *(len(one) for one in terms)])
    return csr_array((values, places, ends), shape=(len(rows), columns))
