"""The map in a report's annex: the unit, what lies directly below it, and the competencies demanded there."""

from typing import Any

from ...domain.grid import parent_path
from ..heatmap import HeatCell, heat_cell
from ..snapshots import GroupCard
from .spots import Figures

ROWS_SHOWN = 30  # of one sheet of paper


def heat_of(figures: Figures, top: str) -> dict[str, Any]:
    """As it is stored: names in all languages, cells as they are printed."""
    shown = [group for group in figures.groups.values() if group.path == top or parent_path(group.path) == top]
    shown.sort(key=lambda group: group.path)
    demanded = {code for path, code in figures.cells if any(group.path == path for group in shown)}
    columns = [column for column in figures.columns.values() if column.code in demanded]
    return {
        "columns": [{"code": column.code, "name": column.name} for column in columns],
        "rows": [_row(group, figures, [column.code for column in columns], top) for group in shown[:ROWS_SHOWN]],
        "left_out": max(0, len(shown) - ROWS_SHOWN),
    }


def _row(group: GroupCard, figures: Figures, codes: list[str], top: str) -> dict[str, Any]:
    cells = [heat_cell(figures.cells.get((group.path, code)), "") for code in codes]
    return {
        "unit": str(group.unit_id),
        "name": group.name,
        "people": group.people,
        "indent": int(group.path != top),
        "cells": [_cell(cell) for cell in cells],
    }


def _cell(cell: HeatCell) -> dict[str, Any]:
    return {"step": cell.step, "text": cell.text.replace("\u00a0", " "), "alone": cell.rests_on_one}
