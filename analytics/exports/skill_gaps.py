"""The gap map as a file: every figure of the units in reach that the pages may show."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from lms.people.models import OrgUnit

from ..domain.grid import GroupKind
from ..selectors.snapshots import CellCard, Column, GroupCard, cells, columns_of, groups, within
from ..selectors.wording import group_name, how_figures_move, why_hidden
from .asking import Ask
from .frame import Export, Field, Kind, Note, Value, framed, stamp_of

ORDER = [GroupKind.SUBTREE, GroupKind.OWN, GroupKind.POST]  # of one unit


def skill_gaps(ask: Ask) -> Export:
    inside = [group for group in groups([ask.snapshot.pk], within(ask.scope)) if group.path.startswith(ask.path)]
    found = sorted(inside, key=lambda group: (group.path, ORDER.index(group.kind), group.post_code))
    by_group: dict[int, dict[str, CellCard]] = {}
    for cell in cells([group.pk for group in found]):
        by_group.setdefault(cell.group_id, {})[cell.competency] = cell
    columns = columns_of(ask.snapshot)
    return framed(
        title=_("Skill gaps"),
        stamp=stamp_of(ask.snapshot),
        fields=_fields(),
        rows=(row for group in found for row in _rows(group, by_group.get(group.pk, {}), columns)),
        notes=_notes(),
        file_stem="skill-gaps",
    )


def _fields() -> list[Field]:
    return [
        Field(_("Unit code"), is_head=True),
        Field(_("Unit"), is_head=True),
        Field(_("Administrative level"), is_printed=False),
        Field(_("Group"), is_head=True),
        Field(_("Post"), is_head=True),
        Field(_("Area"), is_printed=False),
        Field(_("Competency code")),
        Field(_("Competency"), is_wide=True),
        Field(_("Critical")),
        Field(_("People it is demanded of"), Kind.COUNT),
        Field(_("Full-time equivalent"), Kind.COUNT, is_printed=False),
        Field(_("Assessed"), Kind.COUNT),
        Field(_("Not assessed"), Kind.COUNT, is_printed=False),
        Field(_("Met"), Kind.COUNT),
        Field(_("Gap"), Kind.COUNT),
        Field(_("Undetermined"), Kind.COUNT),
        Field(_("Coverage of those assessed"), Kind.SHARE),
        Field(_("Coverage, low"), Kind.SHARE),
        Field(_("Coverage, high"), Kind.SHARE),
        Field(_("If all unassessed fail"), Kind.SHARE, is_printed=False),
        Field(_("If all unassessed meet it"), Kind.SHARE, is_printed=False),
        Field(_("Note"), is_wide=True),
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


def _notes() -> list[Note]:
    return [
        (_("Rounding"), how_figures_move()),
        (
            _("Coverage"),
            _(
                "The expected share of those assessed who meet the demand of their post, weighted by working time, "
                "with an interval of 90 %. People without direct evidence are not counted as failing."
            ),
        ),
        (_("Use"), _("For planning training. Not for decisions about single people.")),
    ]
