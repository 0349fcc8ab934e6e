"""The items of a bank as a list: how each does, and what to do about it. Keys are never selected here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from ...domain.statistics.advice import RANK, Advice, advice
from ...domain.statistics.intervals import Estimate
from ...domain.statistics.items import ItemFigures, Standing, item_figures
from ...domain.statistics.moments import Moments
from ...models import ItemBank, ItemVersion
from .advice_words import what_to_do
from .figure_words import coefficient_words, share_words
from .given_marks import first_attempts_in, latest, marks_in, read_in

NOTHING = Moments.of(())


class Order(StrEnum):
    ATTENTION = "attention"
    ITEM = "item"
    ANSWERS = "answers"
    SHARE = "share"
    DISCRIMINATION = "discrimination"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionStatistics:
    """One line of the list of a bank."""

    version: ItemVersion
    figures: ItemFigures
    found: list[Advice]

    @property
    def share(self) -> str:
        return share_words(self.figures.share)

    @property
    def discrimination(self) -> str:
        return coefficient_words(self.figures.discrimination)

    @property
    def words(self) -> list[str]:
        return what_to_do(self.figures.standing, self.figures.count, self.found)

    @property
    def tone(self) -> str:
        """Class of the mark beside the words."""
        if self.figures.standing is not Standing.FIRM:
            return "early"
        return "fault" if self.found else "ok"


def bank_statistics(bank: ItemBank, order: Order, language: str = "") -> list[VersionStatistics]:
    """Every version that somebody met or that is in use; of sittings in one language, or in whatever language."""
    attempts = first_attempts_in(bank)
    moments = marks_in(latest(read_in(attempts, language) if language else attempts)).moments()
    versions = ItemVersion.objects.filter(item__bank=bank).select_related("item__bank", "competency").defer("body")
    rows = [
        _line(version, moments.get(version.pk, NOTHING))
        for version in versions
        if version.pk in moments or version.status == ItemVersion.Status.LIVE
    ]
    return sorted(rows, key=lambda row: (ORDERS[order](row), row.version.item.number, -row.version.number))


def _line(version: ItemVersion, sums: Moments) -> VersionStatistics:
    figures = item_figures(sums)
    return VersionStatistics(version=version, figures=figures, found=advice(figures))


def _attention(row: VersionStatistics) -> float:
    """What needs somebody first; then what is still early, what works, and what hardly anybody has met."""
    if row.found:
        return RANK[row.found[0].matter]
    return {Standing.EARLY: 100, Standing.FIRM: 200, Standing.TOO_FEW: 300}[row.figures.standing]


def _value(estimate: Estimate | None) -> float:
    """Ascending, what has no figure last."""
    return estimate.value if estimate else inf


ORDERS: Mapping[Order, Callable[[VersionStatistics], float]] = {
    Order.ATTENTION: _attention,
    Order.ITEM: lambda row: 0,
    Order.ANSWERS: lambda row: -row.figures.count,
    Order.SHARE: lambda row: _value(row.figures.share),
    Order.DISCRIMINATION: lambda row: _value(row.figures.discrimination),
}
