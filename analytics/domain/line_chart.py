"""Geometry of a small line chart with an interval band; the page prints it as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from .advice import ENOUGH_COVERAGE

WIDTH, HEIGHT = 520, 220
LEFT, RIGHT, TOP, BOTTOM = 48, 40, 12, 34
DATE_WIDTH = 64


@dataclass(frozen=True, slots=True)
class Sample:
    """At a time (any increasing number), a share with its interval; None where it is unknown or hidden."""

    time: float
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Dot:
    place: int  # in the samples given
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring known samples: a line and the band around it, as SVG point lists."""

    line: str
    band: str


@dataclass(frozen=True, slots=True)
class LineChart:
    runs: list[Run]
    dots: list[Dot]
    grid: list[tuple[int, float]]  # per cent, y
    ticks: list[Dot]  # every sample, known or not, with room for its date below
    target: float  # y of the share below which a critical competency counts as a gap
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


def draw(samples: Sequence[Sample]) -> LineChart:
    """Unknown samples interrupt the line; they are not zero."""
    xs = _positions([sample.time for sample in samples])
    runs: list[list[int]] = []
    for place, sample in enumerate(samples):
        if sample.value is None:
            continue
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return LineChart(
        runs=[_run(samples, xs, places) for places in runs],
        dots=[
            Dot(place, xs[place], _y(sample.value)) for place, sample in enumerate(samples) if sample.value is not None
        ],
        grid=[(percent, _y(percent / 100)) for percent in (0, 25, 50, 75, 100)],
        ticks=_ticks(xs),
        target=_y(ENOUGH_COVERAGE),
    )


def _ticks(xs: Sequence[float]) -> list[Dot]:
    """From the latest back, those that leave a date room to be read."""
    ticks: list[Dot] = []
    for place in reversed(range(len(xs))):
        if not ticks or ticks[-1].x - xs[place] >= DATE_WIDTH:
            ticks.append(Dot(place, xs[place], HEIGHT - BOTTOM))
    return ticks[::-1]


def _run(samples: Sequence[Sample], xs: Sequence[float], places: Sequence[int]) -> Run:
    upper = [(xs[place], _y(samples[place].high)) for place in places]
    lower = [(xs[place], _y(samples[place].low)) for place in reversed(places)]
    return Run(
        line=_points([(xs[place], _y(samples[place].value)) for place in places]), band=_points([*upper, *lower])
    )


def _positions(times: Sequence[float]) -> list[float]:
    if len(times) < 2 or times[-1] == times[0]:
        return [(LEFT + WIDTH - RIGHT) / 2 for _ in times]
    span = times[-1] - times[0]
    return [round(LEFT + (time - times[0]) / span * (WIDTH - LEFT - RIGHT), 1) for time in times]


def _y(share: float | None) -> float:
    return round(TOP + (1 - (share or 0.0)) * (HEIGHT - TOP - BOTTOM), 1)


def _points(pairs: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in pairs)
