"""Geometry of a small line chart with an interval band; the page prints it as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from .advice import ENOUGH_COVERAGE


@dataclass(frozen=True, slots=True)
class Frame:
    """The sheet, its margins, the heights that it names, and the room that a date needs."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    percents: tuple[int, ...]
    date_width: int


PAGE = Frame(520, 220, left=48, right=40, top=12, bottom=34, percents=(0, 25, 50, 75, 100), date_width=64)
SMALL = Frame(260, 128, left=34, right=14, top=8, bottom=22, percents=(0, 50, 100), date_width=150)


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
    width: int
    height: int
    left: int
    right: int
    base: int


def draw(samples: Sequence[Sample], frame: Frame = PAGE) -> LineChart:
    """Unknown samples interrupt the line; they are not zero."""
    xs = _positions([sample.time for sample in samples], frame)
    runs: list[list[int]] = []
    for place, sample in enumerate(samples):
        if sample.value is None:
            continue
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return LineChart(
        runs=[_run(samples, xs, places, frame) for places in runs],
        dots=[
            Dot(place, xs[place], _y(sample.value, frame))
            for place, sample in enumerate(samples)
            if sample.value is not None
        ],
        grid=[(percent, _y(percent / 100, frame)) for percent in frame.percents],
        ticks=_ticks(xs, frame),
        target=_y(ENOUGH_COVERAGE, frame),
        width=frame.width,
        height=frame.height,
        left=frame.left,
        right=frame.width - frame.right,
        base=frame.height - frame.bottom,
    )


def _ticks(xs: Sequence[float], frame: Frame) -> list[Dot]:
    """From the latest back, those that leave a date room to be read."""
    ticks: list[Dot] = []
    for place in reversed(range(len(xs))):
        if not ticks or ticks[-1].x - xs[place] >= frame.date_width:
            ticks.append(Dot(place, xs[place], frame.height - frame.bottom))
    return ticks[::-1]


def _run(samples: Sequence[Sample], xs: Sequence[float], places: Sequence[int], frame: Frame) -> Run:
    upper = [(xs[place], _y(samples[place].high, frame)) for place in places]
    lower = [(xs[place], _y(samples[place].low, frame)) for place in reversed(places)]
    return Run(
        line=_points([(xs[place], _y(samples[place].value, frame)) for place in places]), band=_points([*upper, *lower])
    )


def _positions(times: Sequence[float], frame: Frame) -> list[float]:
    room = frame.width - frame.left - frame.right
    if len(times) < 2 or times[-1] == times[0]:
        return [frame.left + room / 2 for _ in times]
    span = times[-1] - times[0]
    return [round(frame.left + (time - times[0]) / span * room, 1) for time in times]


def _y(share: float | None, frame: Frame) -> float:
    return round(frame.top + (1 - (share or 0.0)) * (frame.height - frame.top - frame.bottom), 1)


def _points(pairs: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in pairs)
