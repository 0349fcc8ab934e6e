"""Runs of calibration at the authors' desk: what each one would change."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ..domain.calibration.scale import LOGITS_A_LEVEL
from ..domain.statistics.intervals import Z
from ..models import Calibration, CalibrationRun, ItemBank
from .statistics.figure_words import signed

CLEARLY_MOVED = 0.5  # logits: a third of a level


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationLine:
    calibration: Calibration
    before: str
    after: str
    error: str
    discrimination: str
    words: str
    is_moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    run: CalibrationRun
    lines: list[CalibrationLine]  # what moves farthest first
    counts: list[tuple[str, int]]  # items by model
    moved: int


def runs_of(bank: ItemBank) -> QuerySet[CalibrationRun]:
    """Latest first, with `estimated` and `judged`: how many items have an estimated difficulty, and how many not."""
    is_judged = Q(calibrations__model=Calibration.Model.EXPERT)
    return (
        bank.calibration_runs.select_related("made_by", "put_in_force_by")
        .annotate(estimated=Count("calibrations", filter=~is_judged), judged=Count("calibrations", filter=is_judged))
        .order_by("-number")
    )


def run_report(bank: ItemBank, number: int) -> RunReport:
    """404 if the bank has no run of that number."""
    runs = CalibrationRun.objects.select_related("bank__unit", "made_by", "put_in_force_by")
    run = get_object_or_404(runs, bank=bank, number=number)
    rows = list(run.calibrations.select_related("version__item__bank").defer("version__stem", "version__body"))
    lines = [_line(row) for row in sorted(rows, key=lambda row: (not _is_moved(row), -abs(_moved(row))))]
    held = {row.model for row in rows}
    counts = [(str(one.label), sum(row.model == one for row in rows)) for one in Calibration.Model if one in held]
    return RunReport(run=run, lines=lines, counts=counts, moved=sum(line.is_moved for line in lines))


def _moved(row: Calibration) -> float:
    return row.difficulty - row.difficulty_before


def _is_moved(row: Calibration) -> bool:
    """By enough to matter, and by more than chance."""
    return abs(_moved(row)) >= max(CLEARLY_MOVED, Z * row.difficulty_se)


def _line(row: Calibration) -> CalibrationLine:
    return CalibrationLine(
        calibration=row,
        before=signed(row.difficulty_before),
        after=signed(row.difficulty),
        error=f"± {row.difficulty_se:.2f}",
        discrimination=signed(row.discrimination),
        words=_words(row),
        is_moved=_is_moved(row),
    )


def _words(row: Calibration) -> str:
    """The unit of people: levels instead of logits."""
    levels: Mapping[str, str] = {"levels": f"{abs(_moved(row)) / LOGITS_A_LEVEL:.1f}"}
    if not _is_moved(row):
        return _("not clearly")
    if _moved(row) > 0:
        return _("harder by %(levels)s levels") % levels
    return _("easier by %(levels)s levels") % levels
