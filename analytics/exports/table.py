"""What is exported: every figure of the units in reach that the pages may show, once, for all file formats."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from lms.lib.disclosure import SMALLEST_GROUP
from lms.lib.spreadsheet import neutral_text
from lms.people.access import Scope
from lms.people.models import OrgUnit

from ..domain.grid import GroupKind
from ..models import Snapshot
from ..selectors.snapshots import CellCard, Column, GroupCard, cells, columns_of, groups, within
from ..selectors.wording import group_name, how_figures_move, why_hidden

Value = str | int | float | datetime | None


@dataclass(frozen=True, slots=True)
class Export:
    header: list[str]
    rows: list[list[Value]]
    notes: list[tuple[str, str]]
    file_stem: str


def export_of(snapshot: Snapshot, scope: Scope, *, path: str = "") -> Export:
    """The units in reach, or those of them at and below `path`; texts are already safe for a spreadsheet."""
    found = [group for group in groups([snapshot.pk], within(scope)) if group.path.startswith(path)]
    by_group: dict[int, dict[str, CellCard]] = {}
    for cell in cells([group.pk for group in found]):
        by_group.setdefault(cell.group_id, {})[cell.competency] = cell
    columns = columns_of(snapshot)
    rows = [row for group in found for row in _rows(group, by_group.get(group.pk, {}), columns)]
    return Export(
        header=_header(),
        rows=[[neutral_text(value) if isinstance(value, str) else value for value in row] for row in rows],
        notes=[(name, neutral_text(value)) for name, value in _notes(snapshot)],
        file_stem=f"skill-gaps-{timezone.localtime(snapshot.as_of):%Y-%m-%d-%H%M}",
    )


def _header() -> list[str]:
    return [
        _("Unit code"),
        _("Unit"),
        _("Administrative level"),
        _("Group"),
        _("Post"),
        _("Area"),
        _("Competency code"),
        _("Competency"),
        _("Critical"),
        _("People it is demanded of"),
        _("Full-time equivalent"),
        _("Assessed"),
        _("Not assessed"),
        _("Met"),
        _("Gap"),
        _("Undetermined"),
        _("Coverage of those assessed"),
        _("Coverage, low"),
        _("Coverage, high"),
        _("If all unassessed fail"),
        _("If all unassessed meet it"),
        _("Note"),
    ]


def _rows(group: GroupCard, found: Mapping[str, CellCard], columns: list[Column]) -> Iterator[list[Value]]:
    kinds = {
        GroupKind.SUBTREE: _("unit with all below it"),
        GroupKind.OWN: _("the unit's own staff"),
        GroupKind.POST: _("post in the unit"),
    }
    for column in columns:
        cell = found.get(column.code)
        if cell is not None:
            yield [
                group.code,
                str(group.name),
                str(OrgUnit.Level(group.level).label),
                kinds[group.kind],
                group_name(group) if group.kind is GroupKind.POST else "",
                str(column.area_name),
                column.code,
                str(column.name),
                _("yes") if cell.is_critical else _("no"),
                *_figures(cell),
                why_hidden(cell),
            ]


def _figures(cell: CellCard) -> list[Value]:
    return [
        cell.people,
        cell.fte,
        cell.assessed,
        cell.not_assessed,
        cell.met,
        cell.gap,
        cell.undetermined,
        cell.coverage,
        cell.low,
        cell.high,
        cell.bound_low,
        cell.bound_high,
    ]


def _notes(snapshot: Snapshot) -> list[tuple[str, str]]:
    return [
        (_("As of"), f"{timezone.localtime(snapshot.as_of):%Y-%m-%d %H:%M %z}"),
        (_("Competency framework"), f"{snapshot.framework_code} {snapshot.framework_version}"),
        (_("Level model"), snapshot.model_version),
        (
            _("Hidden figures"),
            _(
                "Groups under %(number)s people show no figure. Further figures are left out where a small group "
                "could be computed from them. An empty field is hidden or unknown; it never means zero."
            )
            % {"number": SMALLEST_GROUP},
        ),
        (
            _("Rounding"),
            how_figures_move(),
        ),
        (
            _("Coverage"),
            _(
                "The expected share of those assessed who meet the demand of their post, weighted by working time, "
                "with an interval of 90 %. People without direct evidence are not counted as failing."
            ),
        ),
        (_("Use"), _("For planning training. Not for decisions about single people.")),
    ]
