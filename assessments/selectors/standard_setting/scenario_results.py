"""What graded runs say of a scenario's pass mark, and how far the grading has come."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from ...domain.standard_setting.borderline import FEWEST_RUNS, BorderlineCut, NoLine, borderline_cut
from ...models import CaseRun, GlobalRating, Rater, Scenario, ScenarioPanel, ScenarioVersion
from ..scenarios import script_of

FEWEST_RATERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One run of the analysis: mean grade and score; nothing else of it."""

    grade: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioResult:
    points: list[Point]  # runs graded by every rater
    cut: BorderlineCut | None
    agreement: int | None  # percent of these runs on which the raters are at most one grade apart
    pass_mark: float  # of the version as it stands, of 100


def runs_to_grade(version: ScenarioVersion) -> QuerySet[CaseRun]:
    """Closed examination runs of this version, latest first."""
    closed = CaseRun.objects.filter(version=version, mode=CaseRun.Mode.EXAM, score__isnull=False)
    return closed.exclude(status=CaseRun.Status.OPEN).order_by("-started_at")


def panels_of_scenario(scenario: Scenario) -> QuerySet[ScenarioPanel]:
    """Latest first."""
    return (
        ScenarioPanel.objects.filter(version__scenario=scenario)
        .select_related("version__scenario", "convener")
        .defer("version__definition", "version__report")
    )


def progress_of_raters(panel: ScenarioPanel) -> list[Rater]:
    """Each with `graded`, the number of runs it has graded."""
    return list(panel.raters.select_related("user").annotate(graded=Count("ratings")).order_by("pk"))


def has_graded_all(panel: ScenarioPanel) -> bool:
    runs = panel.runs.count()
    return not panel.raters.annotate(graded=Count("ratings")).filter(~Q(graded=runs)).exists()


def scenario_result(panel: ScenarioPanel) -> ScenarioResult:
    """The line through the runs that every rater has graded; no cut while they are too few, or draw no line."""
    raters = panel.raters.count()
    grades: dict[int, list[int]] = {}
    for run, grade in GlobalRating.objects.filter(rater__panel=panel).values_list("run_id", "grade"):
        grades.setdefault(run, []).append(grade)
    complete = {run: given for run, given in grades.items() if len(given) == raters}
    scores = dict(panel.runs.filter(pk__in=complete).values_list("pk", "run__score"))
    points = [Point(grade=sum(given) / raters, score=scores[run] or 0.0) for run, given in sorted(complete.items())]
    close = sum(max(given) - min(given) <= 1 for given in complete.values())
    return ScenarioResult(
        points=points,
        cut=_cut(points),
        agreement=round(100 * close / len(complete)) if complete else None,
        pass_mark=script_of(panel.version).pass_mark,
    )


def _cut(points: list[Point]) -> BorderlineCut | None:
    if len(points) < FEWEST_RUNS:
        return None
    try:
        return borderline_cut([point.grade for point in points], [point.score for point in points])
    except NoLine:
        return None
