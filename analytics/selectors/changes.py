"""Why the coverage of a unit differs from the snapshot before: one competency drawn, all of them as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..domain.causes import Cause
from ..domain.waterfall import Step, Waterfall, draw_waterfall
from ..models import Snapshot
from .change_words import cause_explained, cause_in_short, cause_name, in_one_sentence, signed
from .snapshots import Column, WholeCell, columns_of, whole_cells
from .surroundings import Surroundings
from .wording import why_hidden


@dataclass(frozen=True, slots=True)
class ToldPart:
    cause: Cause
    name: str
    explained: str
    points: int
    shown: str
    is_real: bool


@dataclass(frozen=True, slots=True)
class Told:
    """The change of one competency; without `parts` there is none to tell, and `why_not` says why."""

    column: Column
    is_critical: bool
    before: int = 0
    now: int = 0
    points: int = 0
    shown: str = ""
    is_real: bool = False
    parts: tuple[ToldPart, ...] = ()
    sentence: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class ChangePage:
    around: Surroundings
    told: list[Told]
    silent: list[Told]  # those that say why not
    chosen: Told | None
    drawn: Waterfall | None


def change_page(snapshot: Snapshot, place: Surroundings, *, code: str = "", words: Mapping[str, str]) -> ChangePage:
    """`words`: how the ends of the drawing are called, `before` and `now`, and why a change is `unknown`."""
    found = {cell.competency: cell for cell in whole_cells([place.unit.pk])}
    all_told = [_told(one, found[one.code], words["unknown"]) for one in columns_of(snapshot) if one.code in found]
    told = sorted((one for one in all_told if not one.why_not), key=_largest_first)
    chosen = next((one for one in told if one.column.code == code), told[0] if told else None)
    return ChangePage(
        around=place,
        told=told,
        silent=[one for one in all_told if one.why_not],
        chosen=chosen,
        drawn=_draw(chosen, words) if chosen else None,
    )


def _largest_first(told: Told) -> tuple[bool, int]:
    return not told.is_real, -abs(told.points)


def _told(column: Column, cell: WholeCell, unknown: str) -> Told:
    made = cell.figures.get("change")
    if not made:
        return Told(column, cell.is_critical, why_not=why_hidden(cell) or unknown)
    parts = _parts(made)
    points = made["now"] - made["before"]
    moving = sorted((part for part in parts if part.points), key=lambda part: -abs(part.points))
    return Told(
        column=column,
        is_critical=cell.is_critical,
        before=made["before"],
        now=made["now"],
        points=points,
        shown=signed(points),
        is_real=made["is_real"],
        parts=parts,
        sentence=in_one_sentence(points, is_real=made["is_real"], parts=[(part.cause, part.points) for part in moving]),
    )


def _parts(made: Mapping[str, Any]) -> tuple[ToldPart, ...]:
    told = [(Cause(name), points, is_real) for name, (points, is_real) in made["parts"].items()]
    rest = [(Cause.OTHER, made["rest"], False)] if made["rest"] or not told else []
    return tuple(
        ToldPart(cause, cause_name(cause), cause_explained(cause), points, signed(points), is_real)
        for cause, points, is_real in [*told, *rest]
    )


def _draw(told: Told, words: Mapping[str, str]) -> Waterfall:
    steps: Sequence[Step] = [Step(cause_in_short(part.cause), part.points, part.is_real) for part in told.parts]
    return draw_waterfall(Step(words["before"], told.before), steps, Step(words["now"], told.now))
