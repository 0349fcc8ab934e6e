"""Which levels the people of a cell have verified, beside what is demanded of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..domain.histogram import Bar, Column, Histogram, draw_histogram
from .snapshots import WholeCell


@dataclass(frozen=True, slots=True)
class Rung:
    name: str
    short: str  # under the drawing
    shown: int
    demanded: int | None  # None where no demand can be


@dataclass(frozen=True, slots=True)
class Levels:
    rungs: list[Rung]
    chart: Histogram

    @property
    def drawn(self) -> list[tuple[Rung, Bar]]:
        return list(zip(self.rungs, self.chart.bars, strict=True))


def levels_of(cell: WholeCell | None) -> Levels | None:
    """None where nothing may be shown, or was not kept yet when the snapshot was taken."""
    levels, demand = (cell.figures.get(name) for name in ("levels", "demand")) if cell else (None, None)
    if not levels or not demand:
        return None
    rungs = _rungs(levels["verified"], demand["required"], levels["not_assessed"])
    columns = [Column(place, one.shown, one.demanded or 0) for place, one in enumerate(rungs[:-1])]
    return Levels(rungs, draw_histogram([*columns, Column(None, rungs[-1].shown, 0)]))


def _rungs(verified: Sequence[int], required: Sequence[int], not_assessed: int) -> list[Rung]:
    return [
        Rung(_("no level verified"), _("none"), verified[0], None),
        *(
            Rung(_("level %(level)s") % {"level": level}, str(level), shown, demanded)
            for level, (shown, demanded) in enumerate(zip(verified[1:], required, strict=True), start=1)
        ),
        Rung(_("not assessed"), "?", not_assessed, None),
    ]
