"""Geometry of a waterfall: from one coverage to another by steps, printed by the page as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, ROW, TOP, LEFT, RIGHT = 520, 34, 8, 144, 60
BAR = 20
LEAST_SPAN = 10  # points; so that a small change is not drawn as a large one


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    points: int
    look: str  # "whole" (a mark, since the axis need not begin at nought), "rise", "fall" or "none"
    is_faint: bool  # within its uncertainty
    x: float
    y: float
    width: float
    middle: float  # of its height
    label_x: float
    label: str


@dataclass(frozen=True, slots=True)
class Waterfall:
    bars: list[Bar]
    links: list[tuple[float, float, float]]  # x, y from, y to: where a bar ends the next begins
    grid: list[tuple[int, float]]  # per cent, x
    width: int
    height: int
    base: int
    bar: int = BAR
    left: int = LEFT - 8


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    points: int
    is_real: bool = True


def draw_waterfall(start: Step, steps: Sequence[Step], end: Step) -> Waterfall:
    """`start` and `end` are whole coverages in per cent; the steps lead from one to the other."""
    stops = _stops(start, steps)
    low, high = _axis(stops)
    scale = (WIDTH - LEFT - RIGHT) / (high - low)

    def x(percent: float) -> float:
        return round(LEFT + (percent - low) * scale, 1)

    bars = [_whole(start, 0, x(start.points))]
    for place, step in enumerate(steps):
        bars.append(_step(step, place + 1, (x(stops[place]), x(stops[place + 1]))))
    bars.append(_whole(end, len(steps) + 1, x(end.points)))
    base = TOP + ROW * len(bars)
    return Waterfall(
        bars=bars,
        links=[(x(stop), _y(place) + BAR, _y(place + 1)) for place, stop in enumerate(stops)],
        grid=[(percent, x(percent)) for percent in _grid(low, high)],
        width=WIDTH,
        height=base + 24,
        base=base,
    )


def _stops(start: Step, steps: Sequence[Step]) -> list[int]:
    stops = [start.points]
    for step in steps:
        stops.append(stops[-1] + step.points)
    return stops


def _axis(stops: Sequence[int]) -> tuple[int, int]:
    """Tens around everything drawn."""
    low, high = min(stops) // 10 * 10, -(-max(stops) // 10) * 10
    return low, max(high, low + LEAST_SPAN)


def _grid(low: int, high: int) -> list[int]:
    every = 10 if high - low <= 50 else 20
    return list(range(low, high + 1, every))


def _whole(step: Step, place: int, x: float) -> Bar:
    return _bar(step, place, (x, x), look="whole", label=f"{step.points} %")


def _step(step: Step, place: int, ends: tuple[float, float]) -> Bar:
    look = "rise" if step.points > 0 else "fall" if step.points < 0 else "none"
    sign = "+" if step.points > 0 else "−" if step.points < 0 else "±"
    return _bar(step, place, ends, look=look, label=f"{sign}{abs(step.points)}")


def _bar(step: Step, place: int, ends: tuple[float, float], *, look: str, label: str) -> Bar:
    begin, end = min(ends), max(ends)
    return Bar(
        name=step.name,
        points=step.points,
        look=look,
        is_faint=not step.is_real,
        x=begin,
        y=_y(place),
        width=round(end - begin, 1),
        middle=_y(place) + BAR / 2,
        label_x=round(end + 12, 1) if look == "whole" else round(end + 6, 1),
        label=label,
    )


def _y(place: int) -> float:
    return float(TOP + ROW * place + (ROW - BAR) // 2)
