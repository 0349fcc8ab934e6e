"""Geometry of an event study: each month beside the last one before the training, with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..indicators.drawing import HEIGHT, LEFT, RIGHT, WIDTH, Mark, grid, height_of, scale, spread
from .estimating import Estimate
from .panel import BEFORE


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class EventDrawing:
    line: str
    marks: list[Mark]
    bars: list[Bar]
    grid: list[tuple[str, float]]
    months: list[tuple[int, float]]
    zero: float  # y where there is no difference
    training: float  # x of the month of the training
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def draw_events(months: Sequence[Estimate]) -> EventDrawing:
    ends = [end for one in months for end in (one.value, one.low, one.high) if end is not None]
    low, step = scale([*ends, 0.0])
    xs = spread(len(months))
    ys = [height_of(one.value, low, step) for one in months]
    return EventDrawing(
        line=" ".join(f"{x},{y}" for x, y in zip(xs, ys, strict=True)),
        marks=[Mark(place, x, y) for place, (x, y) in enumerate(zip(xs, ys, strict=True))],
        bars=[
            Bar(x, height_of(one.low, low, step), height_of(one.high, low, step))
            for x, one in zip(xs, months, strict=True)
            if one.low is not None and one.high is not None
        ],
        grid=grid(low, step),
        months=[(place - BEFORE, x) for place, x in enumerate(xs)],
        zero=height_of(0.0, low, step),
        training=xs[BEFORE],
    )
