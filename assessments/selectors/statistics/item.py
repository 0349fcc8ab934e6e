"""How one version of an item does in examinations: only for the page of the item, which shows its key."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min
from django.utils.functional import Promise

from ...domain.items.registry import read_keyed
from ...domain.statistics.advice import advice
from ...domain.statistics.items import item_figures
from ...domain.statistics.moments import Moments
from ...domain.statistics.options import OptionFigures, option_table
from ...domain.statistics.times import time_figures
from ...models import Attempt, Calibration, CalibrationRun, DrawnItem, ItemVersion
from .advice_words import FLAGS
from .answers import CHOICES, GivenAnswer, answers_to
from .bank import VersionStatistics
from .figure_words import coefficient_words, percent, time_words
from .languages import LanguageLine, by_language


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionLine:
    number: str  # place among the options as authors see them
    is_right: bool
    share: str
    count: int
    mean_rest: str
    correlation: str
    flags: list[str | Promise]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReport:
    """The panel on the page of a version."""

    line: VersionStatistics
    options: list[OptionLine]
    languages: list[LanguageLine]  # empty where all read in one, or too few in any
    unanswered: int
    time: str
    middle_half: tuple[str, str] | None  # of the times
    drawn: int
    sittings: int  # begun since it was first drawn
    exposure: str
    calibration: Calibration | None


def item_report(version: ItemVersion) -> ItemReport:
    """Needs the key of the version."""
    answers = answers_to(version)
    table = _option_table(version, answers) if version.kind in CHOICES else []
    figures = item_figures(Moments.of((one.mark, one.rest) for one in answers))
    times = time_figures([one.seconds for one in answers if one.seconds is not None])
    drawn, sittings = _exposure(version)
    return ItemReport(
        line=VersionStatistics(version=version, figures=figures, found=advice(figures, table)),
        options=[_option_line(row) for row in table],
        languages=by_language(answers),
        unanswered=sum(not one.chosen for one in answers) if table else 0,
        time=time_words(times.median) if times else "",
        middle_half=(time_words(times.lower_quarter), time_words(times.upper_quarter)) if times else None,
        drawn=drawn,
        sittings=sittings,
        exposure=percent(drawn / sittings) if sittings else "–",
        calibration=_in_force(version),
    )


def _option_table(version: ItemVersion, answers: Sequence[GivenAnswer]) -> list[OptionFigures]:
    """Options go by their numbers, as on the page of the item."""
    keyed = read_keyed(version.kind, version.body, version.key.right)
    number = {option: str(place) for place, option in enumerate(keyed.body.ids, start=1)}
    right = {number[option] for option in keyed.key.correct}
    choices = [({number[option] for option in one.chosen}, one.rest) for one in answers]
    return option_table(list(number.values()), right, choices)


def _option_line(row: OptionFigures) -> OptionLine:
    return OptionLine(
        number=row.option,
        is_right=row.is_right,
        share=percent(row.share),
        count=row.count,
        mean_rest="–" if row.mean_rest is None else percent(row.mean_rest),
        correlation=coefficient_words(row.correlation),
        flags=[FLAGS[flag] for flag in sorted(row.flags)],
    )


def _exposure(version: ItemVersion) -> tuple[int, int]:
    """How many sittings drew the version, of how many begun since the first that did."""
    met = DrawnItem.objects.filter(version=version).aggregate(count=Count("pk"), first=Min("attempt__started_at"))
    if met["first"] is None:
        return 0, 0
    since = Attempt.objects.filter(examination__bank=version.item.bank_id, started_at__gte=met["first"])
    return met["count"], since.count()


def _in_force(version: ItemVersion) -> Calibration | None:
    found = version.calibrations.filter(run__status=CalibrationRun.Status.IN_FORCE)
    return found.select_related("run").first()
