"""Geometry of a strip chart: one line a level, a dot a unit, a bar for the mean; the page prints it as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, LEFT, RIGHT = 520, 92, 36
TOP, ROW, BOTTOM = 14, 54, 30
SPREAD = 5  # dots of the same coverage stand above each other, so far apart
MOST_APART = 3  # and no more of them than that either way


@dataclass(frozen=True, slots=True)
class Strip:
    """What one line shows; shares from 0 to 1."""

    values: Sequence[float]
    mean: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    y: float
    top: float
    bottom: float
    mean: float
    low: float | None
    width: float  # of the interval
    height: float
    text: float  # y of the name
    dots: list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class StripChart:
    lines: list[Line]
    grid: list[tuple[int, float]]  # per cent, x
    height: int
    base: int
    width: int = WIDTH
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP


def draw(strips: Sequence[Strip]) -> StripChart:
    base = TOP + ROW * len(strips)
    return StripChart(
        lines=[_line(strip, TOP + ROW * place + ROW / 2) for place, strip in enumerate(strips)],
        grid=[(percent, _x(percent / 100)) for percent in (0, 25, 50, 75, 100)],
        height=base + BOTTOM,
        base=base,
    )


def _line(strip: Strip, y: float) -> Line:
    seen: dict[int, int] = {}
    dots = []
    for value in strip.values:
        place = seen.setdefault(round(100 * value), 0)
        seen[round(100 * value)] += 1
        dots.append((_x(value), y + _offset(place)))
    low = None if strip.low is None else _x(strip.low)
    width = 0.0 if low is None or strip.high is None else round(_x(strip.high) - low, 1)
    return Line(
        y=y,
        top=y - ROW / 3,
        bottom=y + ROW / 3,
        mean=_x(strip.mean),
        low=low,
        width=width,
        height=ROW * 2 / 3,
        text=y + 5,
        dots=dots,
    )


def _offset(place: int) -> int:
    """0, then up and down in turn."""
    step = (place + 1) // 2 % (MOST_APART + 1)
    return SPREAD * step * (1 if place % 2 else -1)


def _x(share: float) -> float:
    return round(LEFT + min(1.0, max(0.0, share)) * (WIDTH - LEFT - RIGHT), 1)
