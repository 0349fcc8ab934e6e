"""The panel as one of its judges meets it: items as candidates see them, and more only in its time.

The key of an item is shown after the judge's own first rating of it; what the others said, once the first round is
closed, as figures in rising order, so that nothing tells who said what.
"""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from lms.lib.localized import in_language
from lms.people.models import User

from ...domain.standard_setting.angoff import is_wide
from ...models import Judge, Panel, PanelItem, Rating
from ...services.authoring.content import content_of
from ..authoring.items import as_candidate_sees
from ..authoring.key_lines import key_lines
from ..questions import Question
from .held_ratings import is_first_round_over
from .observed import observed_percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    position: int
    is_rated: bool  # in the first round
    is_changed: bool  # in the second
    is_wide: bool  # to be talked about; False while the first round lasts


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyShown:
    label: str
    text: str
    verdict: str
    is_right: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    item: PanelItem
    question: Question
    mine: int | None  # percent that stands, whichever round it was given in
    first: int | None  # percent of the first round
    by_chance: int | None  # percent of those who only guess; None where guessing does not help
    key: list[KeyShown]  # empty before the judge's own first rating
    ratings: tuple[int, ...]  # of all judges, rising; empty while the first round lasts
    is_wide: bool
    observed: int | None


def judgeships_of(user: User) -> QuerySet[Judge]:
    """Panels that this person may look at as a judge: nothing is shown before the first round."""
    return (
        Judge.objects.filter(user=user, panel__opened_at__isnull=False)
        .exclude(panel__status=Panel.Status.DISCARDED)
        .select_related("panel__examination", "user")
        .order_by("-panel__opened_at")
    )


def places_of(judge: Judge) -> list[Place]:
    """Every item of the list with what this judge has done about it; three queries."""
    mine = set(judge.ratings.values_list("item_id", "round"))
    wide = _wide_items(judge.panel) if is_first_round_over(judge.panel) else set()
    return [
        Place(
            position=position,
            is_rated=(item, 1) in mine,
            is_changed=(item, 2) in mine,
            is_wide=item in wide,
        )
        for item, position in judge.panel.items.values_list("pk", "position")
    ]


def task_of(judge: Judge, position: int) -> Task:
    """404 for a place that the list does not have."""
    items = judge.panel.items.select_related("version__item__bank", "version__competency", "version__key")
    item = get_object_or_404(items, position=position)
    mine = dict(judge.ratings.filter(item=item).values_list("round", "percent"))
    ratings = _ratings(item) if is_first_round_over(judge.panel) else ()
    return Task(
        item=item,
        question=as_candidate_sees(item.version),
        mine=mine.get(2, mine.get(1)),
        first=mine.get(1),
        by_chance=_by_chance(item),
        key=_key(item) if mine else [],
        ratings=ratings,
        is_wide=bool(ratings) and is_wide([percent / 100 for percent in ratings]),
        observed=observed_percent([item.version_id]).get(item.version_id) if ratings else None,
    )


def item_at(judge: Judge, position: int) -> PanelItem:
    """404 for a place that the list does not have."""
    return get_object_or_404(judge.panel.items.select_related("version__item__bank"), position=position)


def _ratings(item: PanelItem) -> tuple[int, ...]:
    """What stands now, by every judge who has rated it."""
    latest = dict(Rating.objects.filter(item=item).order_by("round").values_list("judge_id", "percent"))
    return tuple(sorted(latest.values()))


def _wide_items(panel: Panel) -> set[int]:
    standing: dict[int, dict[int, float]] = {}
    rows = Rating.objects.filter(judge__panel=panel).order_by("round").values_list("item_id", "judge_id", "percent")
    for item, judge, percent in rows:
        standing.setdefault(item, {})[judge] = percent / 100
    return {item for item, by_judge in standing.items() if is_wide(list(by_judge.values()))}


def _by_chance(item: PanelItem) -> int | None:
    options = item.version.body.get("options", ())
    return round(100 / len(options)) if item.version.kind == "single" and options else None


def _key(item: PanelItem) -> list[KeyShown]:
    language = get_language() or "en"
    return [
        KeyShown(
            label=line.label,
            text=in_language(line.texts, language),
            verdict=line.verdict.words if line.verdict else "",
            is_right=line.verdict is not None and line.verdict.is_right,
            reason=in_language(line.rationale, language),
        )
        for line in key_lines(content_of(item.version))
        if line.verdict or line.rationale
    ]
