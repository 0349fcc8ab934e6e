"""What a published cell says of the people that it counts."""

from collections.abc import Sequence

from ..coverage import ALONE, NINETY_PERCENT
from ..measures.levels import RUNGS
from .atoms import Atom
from .bounds import STATES, Bounds, over_states
from .published import Change, Leaf, PublishedCell


def bind_cell(bounds: Bounds, atoms: Sequence[Atom], places: Sequence[int], cell: PublishedCell) -> None:
    bounds.between(places, over_states("n"), cell.assessed)
    for state in STATES:
        bounds.between(places, {("n", state): 1.0}, getattr(cell, state))
    staff = [atoms[place].staff for place in places]
    _bind_shares(bounds, places, cell, fte=sum(one.fte for one in staff))
    _bind_interval(bounds, places, cell, (min(one.least_fte for one in staff), max(one.most_fte for one in staff)))
    if cell.has_several:
        bounds.most(places, over_states("Q", -1.0), -ALONE)
    for rung, shown in zip(RUNGS, cell.levels, strict=False):
        bounds.between(places, {("level", str(rung)): 1.0}, shown)


def bind_change(bounds: Bounds, leaf: Sequence[Leaf], change: Change) -> None:
    """`leaf`: one of each atom, in their order."""
    now, before = ([place for place, one in enumerate(leaf) if one in part] for part in (change.now, change.before))
    bounds.differ((now, before), over_states("P"), change.able[1])
    bounds.differ((before, now), over_states("P"), -change.able[0])


def _bind_shares(bounds: Bounds, places: Sequence[int], cell: PublishedCell, *, fte: float) -> None:
    """coverage = ΣP / ΣF, and its bounds over everybody's working time."""
    able, unable = over_states("P"), over_states("P", -1.0)
    if cell.coverage:
        bounds.most(places, able | over_states("F", -cell.coverage[1]), 0)
        bounds.most(places, unable | over_states("F", cell.coverage[0]), 0)
    if cell.bound_low:
        bounds.between(places, able, (cell.bound_low[0] * fte, cell.bound_low[1] * fte))
    if cell.bound_high:
        limits = ((cell.bound_high[0] - 1) * fte, (cell.bound_high[1] - 1) * fte)
        bounds.between(places, able | over_states("F", -1.0), limits)


def _bind_interval(bounds: Bounds, places: Sequence[int], cell: PublishedCell, fte: tuple[float, float]) -> None:
    """coverage ± 1.64 √S / F: with F between what is possible, bounds on S. `fte`: least and most of one person."""
    if not (cell.coverage and cell.assessed and cell.low and cell.high):
        return
    least_fte, most_fte = cell.assessed[0] * fte[0], cell.assessed[1] * fte[1]
    lows = (cell.coverage[0] - cell.low[1], cell.coverage[1] - cell.low[0])
    highs = (cell.high[0] - cell.coverage[1], cell.high[1] - cell.coverage[0])
    least, most = max(0.0, lows[0], highs[0]), min(lows[1], highs[1])
    limits = ((least * least_fte / NINETY_PERCENT) ** 2, (most * most_fte / NINETY_PERCENT) ** 2)
    bounds.between(places, over_states("S"), limits)
