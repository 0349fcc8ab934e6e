"""Where the runs of a grading stand in a drawing: grades from 1 to 5 across, scores from 0 to 100 upwards."""

from dataclasses import dataclass

from ...domain.standard_setting.borderline import BORDERLINE, BorderlineCut
from .scenario_results import ScenarioResult

LEFT, BOTTOM, WIDTH, HEIGHT = 44, 214, 440, 200  # of the field of points, in units of the drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Scatter:
    dots: list[tuple[float, float]]
    line: tuple[float, float, float, float] | None  # x₁ y₁ x₂ y₂
    cut: tuple[float, float] | None


def scatter(result: ScenarioResult) -> Scatter:
    return Scatter(
        dots=[_place(point.grade, point.score) for point in result.points],
        line=_line(result.cut) if result.cut else None,
        cut=_place(BORDERLINE, result.cut.cut) if result.cut else None,
    )


def _line(cut: BorderlineCut) -> tuple[float, float, float, float]:
    ends = [_place(grade, cut.intercept + cut.slope * grade) for grade in (1.0, 5.0)]
    return (*ends[0], *ends[1])


def _place(grade: float, score: float) -> tuple[float, float]:
    held = min(100.0, max(0.0, score))
    return round(LEFT + WIDTH * (grade - 1) / 4, 1), round(BOTTOM - HEIGHT * held / 100, 1)
