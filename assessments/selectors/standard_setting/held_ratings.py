"""The ratings of a panel as tables. They leave for others as figures of items and of the panel, never of a person."""

from collections import defaultdict
from collections.abc import Collection

import numpy as np

from ...domain.standard_setting.angoff import Ratings
from ...models import Panel, Rating

ByJudge = dict[int, dict[int, int]]  # judge → item → percent
Held = dict[int, ByJudge]  # round → its ratings


def is_first_round_over(panel: Panel) -> bool:
    return panel.status not in (Panel.Status.PREPARING, Panel.Status.ROUND_1) and panel.opened_at is not None


def held_ratings(panel: Panel) -> Held:
    held: Held = {1: defaultdict(dict), 2: defaultdict(dict)}
    rows = Rating.objects.filter(judge__panel=panel).values_list("round", "judge_id", "item_id", "percent")
    for number, judge, item, percent in rows:
        held[number][judge][item] = percent
    return held


def latest(held: Held) -> ByJudge:
    """What a judge does not rate anew in the second round stands as rated in the first."""
    return {judge: {**ratings, **held[2].get(judge, {})} for judge, ratings in held[1].items()}


def complete_judges(held: Held, items: Collection[int]) -> list[int]:
    return [judge for judge, ratings in sorted(held[1].items()) if all(item in ratings for item in items)]


def complete_count(panel: Panel) -> int:
    """Judges who have rated every item in the first round."""
    return len(complete_judges(held_ratings(panel), list(panel.items.values_list("pk", flat=True))))


def table(held: ByJudge, judges: list[int], items: list[int]) -> Ratings:
    return np.array([[held[judge][item] / 100 for item in items] for judge in judges])
