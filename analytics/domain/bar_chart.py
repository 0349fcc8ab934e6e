"""Geometry of a chart of bars, one a month; the page prints it as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 520, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 16, 44
GAP = 0.28  # of the room of a bar
STEPS = (5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 25_000, 50_000, 100_000)
LINES = 4  # of the grid, at most


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    middle: float


@dataclass(frozen=True, slots=True)
class BarChart:
    bars: list[Bar]
    grid: list[tuple[int, float]]  # count, y
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


def draw(counts: Sequence[int]) -> BarChart:
    step = next((one for one in STEPS if one * LINES >= max(counts, default=0)), STEPS[-1])
    top = step * max(1, -(-max(counts, default=0) // step))
    room = (WIDTH - LEFT - RIGHT) / max(1, len(counts))
    return BarChart(
        bars=[_bar(count, LEFT + place * room, room=room, top=top) for place, count in enumerate(counts)],
        grid=[(count, _y(count, top)) for count in range(0, top + 1, step)],
    )


def _bar(count: int, x: float, *, room: float, top: int) -> Bar:
    y = _y(count, top)
    width = round(room * (1 - GAP), 1)
    return Bar(round(x + room * GAP / 2, 1), y, width, round(HEIGHT - BOTTOM - y, 1), round(x + room / 2, 1))


def _y(count: int, top: int) -> float:
    return round(TOP + (1 - count / top) * (HEIGHT - TOP - BOTTOM), 1)
