"""Geometry of a line of figures on any scale; the page prints it as SVG. Unknown months interrupt the line."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

WIDTH, HEIGHT = 520, 180
LEFT, RIGHT, TOP, BOTTOM = 56, 34, 14, 30
TICKS = 4
LABEL_WIDTH = 62


@dataclass(frozen=True, slots=True)
class Mark:
    place: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    lines: list[str]  # SVG point lists
    marks: list[Mark]
    grid: list[tuple[str, float]]  # label, y
    ticks: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def draw(values: Sequence[float | None]) -> Drawing:
    low, step = scale([value for value in values if value is not None])
    xs = spread(len(values))
    runs: list[list[Mark]] = []
    for place, value in enumerate(values):
        if value is None:
            continue
        mark = Mark(place, xs[place], height_of(value, low, step))
        if runs and runs[-1][-1].place == place - 1:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return Drawing(
        lines=[" ".join(f"{mark.x},{mark.y}" for mark in run) for run in runs],
        marks=[mark for run in runs for mark in run],
        grid=grid(low, step),
        ticks=ticks(xs),
    )


def scale(values: Sequence[float]) -> tuple[float, float]:
    """The lowest line and the distance between lines, in round numbers; zero is drawn where it is near."""
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    low = min(low, 0.0) if low < 0 or low < (high - low) * 2 else low
    rough = max((high - low) / TICKS, abs(high) * 0.01, 1e-6)
    unit = 10.0 ** floor(log10(rough))
    steps = (unit * factor for factor in (1, 2, 2.5, 5, 10, 20))
    step = next(step for step in steps if floor(low / step) * step + TICKS * step >= high - 1e-9)
    return floor(low / step) * step, step


def grid(low: float, step: float) -> list[tuple[str, float]]:
    digits = next(
        count for count in range(9) if abs(step * 10**count - round(step * 10**count)) < 1e-6 * step * 10**count
    )
    labels = [f"{low + place * step:.{digits}f}".replace("-", "−") for place in range(TICKS + 1)]
    return [(label, height_of(low + place * step, low, step)) for place, label in enumerate(labels)]


def height_of(value: float, low: float, step: float) -> float:
    share = (value - low) / (TICKS * step)
    return round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM), 1)


def spread(count: int) -> list[float]:
    room = WIDTH - LEFT - RIGHT
    return [round(LEFT + (place / (count - 1) if count > 1 else 0.5) * room, 1) for place in range(count)]


def ticks(xs: Sequence[float]) -> list[Mark]:
    """From the latest back, those that leave a label room to be read."""
    found: list[Mark] = []
    for place in reversed(range(len(xs))):
        if not found or found[-1].x - xs[place] >= LABEL_WIDTH:
            found.append(Mark(place, xs[place], HEIGHT - BOTTOM))
    return found[::-1]
