"""Geometry of the verified levels of a group beside what is demanded of it; the page prints it as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 520, 200
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 26, 24
SHARE_OF_SLOT = 0.40  # that a bar takes; the demand stands right beside it


@dataclass(frozen=True, slots=True)
class Column:
    """`shown` and `demanded` people at one level; `shown` also has a column for those not assessed."""

    level: int | None  # None: not assessed
    shown: int
    demanded: int


@dataclass(frozen=True, slots=True)
class Bar:
    column: Column
    x: float
    y: float
    height: float
    demand_x: float
    demand_y: float
    demand_height: float
    middle: float
    label_x: float
    demand_label_x: float


@dataclass(frozen=True, slots=True)
class Histogram:
    bars: list[Bar]
    bar_width: float
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM
    left: int = LEFT
    right: int = WIDTH - RIGHT


def draw_histogram(columns: Sequence[Column]) -> Histogram:
    slot = (WIDTH - LEFT - RIGHT) / max(1, len(columns))
    most = max((max(one.shown, one.demanded) for one in columns), default=0) or 1
    scale = (HEIGHT - TOP - BOTTOM) / most
    return Histogram([_bar(one, LEFT + place * slot, slot, scale) for place, one in enumerate(columns)], _width(slot))


def _bar(column: Column, begin: float, slot: float, scale: float) -> Bar:
    shown, demanded = round(column.shown * scale, 1), round(column.demanded * scale, 1)
    middle = begin + slot / 2
    base = HEIGHT - BOTTOM
    return Bar(
        column=column,
        x=round(middle - _width(slot), 1),
        y=round(base - shown, 1),
        height=shown,
        demand_x=round(middle, 1),
        demand_y=round(base - demanded, 1),
        demand_height=demanded,
        middle=round(middle, 1),
        label_x=round(middle - _width(slot) / 2, 1),
        demand_label_x=round(middle + _width(slot) / 2, 1),
    )


def _width(slot: float) -> float:
    return round(slot * SHARE_OF_SLOT, 1)
