"""The same figures for each language in which people read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count

from ...domain.statistics.intervals import ANSWERS_TO_SHOW
from ...domain.statistics.items import ItemFigures, item_figures
from ...domain.statistics.moments import Moments
from ...models import ItemBank
from .answers import GivenAnswer
from .figure_words import coefficient_words, share_words
from .given_marks import first_attempts_in

NAMES: Mapping[str, str] = dict(settings.LANGUAGES)  # each in itself


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """`name` is empty for sittings in several languages, and for those of which nobody knows."""

    name: str
    figures: ItemFigures

    @property
    def share(self) -> str:
        return share_words(self.figures.share)

    @property
    def discrimination(self) -> str:
        return coefficient_words(self.figures.discrimination)


def by_language(answers: Sequence[GivenAnswer]) -> list[LanguageLine]:
    """One line a language, those of several last; nothing unless enough answers in one language can be told apart."""
    groups: dict[str, list[tuple[float, float]]] = {}
    for one in answers:
        groups.setdefault(one.language, []).append((one.mark, one.rest))
    if len(groups) < 2 or not any(len(rows) >= ANSWERS_TO_SHOW for name, rows in groups.items() if name):
        return []
    ordered = [name for name in (*NAMES, "") if name in groups]
    return [LanguageLine(NAMES.get(name, ""), item_figures(Moments.of(groups[name]))) for name in ordered]


def languages_read(bank: ItemBank) -> list[tuple[str, str]]:
    """(code, name) of the languages in which enough people sat from beginning to end."""
    rows = first_attempts_in(bank).filter(saw_other_languages=False).order_by().values("language")
    counts = dict(rows.annotate(people=Count("pk")).values_list("language", "people"))
    return [(code, name) for code, name in NAMES.items() if counts.get(code, 0) >= ANSWERS_TO_SHOW]
