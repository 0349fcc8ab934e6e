"""One cell over time: the ends of quarters up to a snapshot, and the snapshot itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..domain.line_chart import Sample
from ..models import Snapshot
from . import wording
from .snapshots import CellCard, change

MOST_POINTS = 13  # three years of quarters, and the snapshot


@dataclass(frozen=True, slots=True)
class TrendPoint:
    as_of: datetime
    cell: CellCard | None  # None where nobody's post demanded it, or the unit did not exist
    why_hidden: str
    change: str  # against the point before


def over_time(offered: Sequence[Snapshot], snapshot: Snapshot) -> list[Snapshot]:
    """Earliest first."""
    quarters = [one for one in offered if one.occasion == Snapshot.Occasion.QUARTER and one.as_of < snapshot.as_of]
    return [*reversed(quarters[: MOST_POINTS - 1]), snapshot]


def trend_points(shown: Sequence[Snapshot], of_group: Mapping[int, CellCard]) -> list[TrendPoint]:
    """`of_group`: snapshot id → the cell of one group and competency."""
    points = []
    before: CellCard | None = None
    for snapshot in shown:
        cell = of_group.get(snapshot.pk)
        moved = change(before, cell) if cell else None
        points.append(
            TrendPoint(
                as_of=snapshot.as_of,
                cell=cell,
                why_hidden=wording.why_hidden(cell) if cell else "",
                change=wording.change_in_words(moved) if moved else "",
            )
        )
        before = cell
    return points


def sample(point: TrendPoint) -> Sample:
    time = point.as_of.timestamp()
    if point.cell is None or point.cell.range is None:
        return Sample(time, None, None, None)
    low, value, high = point.cell.range
    return Sample(time, value, low, high)
