"""Where the judges differ, item by item, once the first round is closed."""

from collections import defaultdict
from dataclasses import dataclass

from ...domain.standard_setting.angoff import is_wide, spread
from ...models import Panel, PanelItem
from .held_ratings import held_ratings, is_first_round_over, latest
from .observed import observed_percent


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFigures:
    """One item after the first round; percentages."""

    item: PanelItem
    ratings: tuple[int, ...]  # sorted, so that their order names nobody
    mean: float
    spread: int
    is_wide: bool
    observed: int | None  # share of the points that candidates earned; None for fewer than 30 of them


def item_figures(panel: Panel) -> list[ItemFigures]:
    """In the order of the list; items that nobody has rated are left out. Only once the first round is closed."""
    if not is_first_round_over(panel):
        return []
    by_item: dict[int, list[int]] = defaultdict(list)
    for ratings in latest(held_ratings(panel)).values():
        for item, percent in ratings.items():
            by_item[item].append(percent)
    items = list(panel.items.select_related("version__item__bank", "version__competency").defer("version__body"))
    observed = observed_percent([one.version_id for one in items])
    return [_figures(one, by_item[one.pk], observed.get(one.version_id)) for one in items if by_item[one.pk]]


def _figures(item: PanelItem, ratings: list[int], observed: int | None) -> ItemFigures:
    shares = [percent / 100 for percent in ratings]
    return ItemFigures(
        item=item,
        ratings=tuple(sorted(ratings)),
        mean=sum(ratings) / len(ratings),
        spread=round(100 * spread(shares)),
        is_wide=is_wide(shares),
        observed=observed,
    )
