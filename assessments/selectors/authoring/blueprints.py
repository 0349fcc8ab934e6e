"""Blueprints at the authors' desk: what is asked for beside what there is, and who changed it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from lms.base.fields import LocalizedText
from lms.competencies.selectors.framework import competencies

from ...models import BlueprintVersion, Cognitive, Examination, ItemBank, ItemVersion

Mix = Mapping[str, Mapping[str, int]]  # competency → cognitive level → items


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    competency: str
    cognitive: str
    count: int
    live: int

    @property
    def missing(self) -> int:
        return max(0, self.count - self.live)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    code: str
    name: LocalizedText
    cells: list[GridCell]  # in the order of Cognitive


def stock_of(bank: ItemBank) -> dict[tuple[str, str], int]:
    """(competency, cognitive level) → live items."""
    rows = ItemVersion.objects.filter(item__bank=bank, status=ItemVersion.Status.LIVE).order_by()
    counted = rows.values_list("competency__code", "cognitive").annotate(count=Count("pk"))
    return {(code, cognitive): count for code, cognitive, count in counted}


def mix_in_force(examination: Examination) -> dict[str, dict[str, int]]:
    mix: dict[str, dict[str, int]] = defaultdict(dict)
    for code, cognitive, count in examination.blueprint.values_list("competency__code", "cognitive", "count"):
        mix[code][cognitive] = count
    return dict(mix)


def grid_of(mix: Mix, stock: Mapping[tuple[str, str], int]) -> list[GridRow]:
    """A row for each competency that is asked for or has items, in the framework's order."""
    named = {*mix, *(code for code, _cognitive in stock)}
    return [
        GridRow(
            code=code,
            name=card.name,
            cells=[
                GridCell(
                    competency=code,
                    cognitive=cognitive,
                    count=mix.get(code, {}).get(cognitive, 0),
                    live=stock.get((code, cognitive), 0),
                )
                for cognitive in Cognitive.values
            ],
        )
        for code, card in competencies().items()
        if code in named
    ]


def blueprint_history(examination: Examination) -> QuerySet[BlueprintVersion]:
    return examination.blueprint_versions.select_related("proposed_by", "decided_by").order_by("-number")
