"""What each judged item counts, so that a judge's total is the score on the form that candidates get."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

from ..blueprints import Cell

Key = TypeVar("Key")


class Uncovered(ValueError):
    """Cells of the blueprint of which no item is judged."""

    def __init__(self, cells: list[Cell]) -> None:
        self.cells = cells
        super().__init__(", ".join(f"{cell.competency}/{cell.cognitive}" for cell in cells))


def points_by_item(cells: Mapping[Key, Cell], blueprint: Mapping[Cell, int]) -> dict[Key, float]:
    """The items of a cell share the places that the cell has on a form; what no form can hold is left out.

    `cells`: where each item stands; `blueprint`: items of each cell on a form. Raises Uncovered.
    """
    asked = {cell: count for cell, count in blueprint.items() if count > 0}
    held = Counter(cell for cell in cells.values() if cell in asked)
    missing = [cell for cell in asked if not held[cell]]
    if missing:
        raise Uncovered(missing)
    return {key: asked[cell] / held[cell] for key, cell in cells.items() if cell in asked}
