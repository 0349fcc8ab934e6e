"""The blueprint as a grid of number fields."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Cognitive
from ..selectors.authoring.blueprints import GridCell, GridRow

MOST_IN_A_CELL = 60
MOST_TRIALS = 20


class EditBlueprintForm(forms.Form):
    """One number field a cell of the grid, named `cell-<competency>-<cognitive level>`."""

    trial_items = forms.IntegerField(
        label=_("Items on trial"),
        min_value=0,
        max_value=MOST_TRIALS,
        help_text=_("Drawn beside the scored items, marked, but not counted."),
    )

    def __init__(self, *args: Any, grid: Sequence[GridRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cells = [cell for row in grid for cell in row.cells]
        for cell in self.cells:
            self.fields[_name(cell)] = forms.IntegerField(
                label=f"{cell.competency} {Cognitive(cell.cognitive).label}",
                min_value=0,
                max_value=MOST_IN_A_CELL,
                required=False,
                initial=cell.count or None,
                widget=forms.NumberInput(attrs={"aria-label": f"{cell.competency} {Cognitive(cell.cognitive).label}"}),
            )

    def to_mix(self) -> dict[str, dict[str, int]]:
        mix: dict[str, dict[str, int]] = {}
        for cell in self.cells:
            mix.setdefault(cell.competency, {})[cell.cognitive] = self.cleaned_data.get(_name(cell)) or 0
        return mix

    def lines(self, grid: Sequence[GridRow]) -> list[tuple[GridRow, list[tuple[GridCell, forms.BoundField]]]]:
        """The grid with the field of each cell beside it."""
        return [(row, [(cell, self[_name(cell)]) for cell in row.cells]) for row in grid]


def _name(cell: GridCell) -> str:
    return f"cell-{cell.competency}-{cell.cognitive}"
