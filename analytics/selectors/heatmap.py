"""Units × competencies of a stored snapshot, as rows of cells that the page only prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from django.db.models import Q

from lms.people.access import Scope

from ..domain.advice import first_step
from ..domain.cube import Hides
from ..domain.grid import GroupKind
from ..models import Snapshot
from . import wording
from .addresses import Links
from .snapshots import CellCard, Column, GroupCard, cells, change, columns_of, distance, groups, near_tops, tops

HEAT_STEPS = (0.40, 0.55, 0.70, 0.85)  # upper ends of steps 0 to 3; 70 % is where a critical gap ends
LEVELS_SHOWN = 2  # below the highest unit in reach
ROWS_BESIDE_EACH_OTHER = 40

Key = tuple[str, str, str]


class Columns(StrEnum):
    ASSESSED = "assessed"  # those of which something is known in a row shown; all where nothing is
    ALL = "all"


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`step`: 0–4, "unknown", "suppressed", or empty where nobody's post demands it.

    An unknown cell prints what is known of the few assessed, but never in a colour of the scale.
    """

    step: str
    text: str = ""
    words: str = ""  # what the text does not say
    url: str = ""
    sign: str = ""  # of a change outside its interval
    rests_on_one: bool = False


NOT_DEMANDED = HeatCell("")


@dataclass(frozen=True, slots=True)
class HeatRow:
    group: GroupCard
    name: str
    lines: list[str]  # the name, broken for a narrow column
    indent: int
    url: str
    cells: list[HeatCell]
    found: Mapping[str, CellCard]
    competencies: Sequence[Column]

    @property
    def advice(self) -> str:
        """Worked out where a page asks for it."""
        return advice_for(self.found, self.competencies)


@dataclass(frozen=True, slots=True)
class Area:
    name: str
    columns: list[Column]


@dataclass(frozen=True, slots=True)
class AreaChoice:
    code: str
    name: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Heatmap:
    areas: list[Area]
    columns: list[Column]
    rows: list[HeatRow]
    left_out: int = 0  # competencies without a figure in any row
    choices: tuple[AreaChoice, ...] = ()
    sorted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a reader wants the map: which columns, of one area or all, and by which competency the rows are ordered."""

    columns: Columns = Columns.ALL
    area: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Cells of a snapshot and of the one it is compared with, by group and competency."""

    columns: list[Column]
    groups: list[GroupCard]  # of the snapshot itself
    now: dict[Key, dict[str, CellCard]]
    then: dict[Key, dict[str, CellCard]]

    def cells_of(self, group: GroupCard) -> dict[str, CellCard]:
        return self.now.get(group.key, {})

    def before(self, group: GroupCard) -> dict[str, CellCard]:
        return self.then.get(group.key, {})


def heatmap_of(snapshot: Snapshot, before: Snapshot | None, scope: Scope, wish: Wish) -> Heatmap:
    """Every highest unit in reach, with up to two levels below it."""
    found = groups(ids_of(snapshot, before), near_tops(scope, LEVELS_SHOWN), Q(kind=GroupKind.SUBTREE))
    reading = read(snapshot, _near(found, tops(scope)))
    return heatmap(reading, reading.groups, indent_from=tops(scope), wish=wish)


def read(snapshot: Snapshot, found: Sequence[GroupCard], *conditions: Q) -> Reading:
    """One statement for all cells of these groups; those of another snapshot serve the comparison."""
    key_of = {group.pk: group.key for group in found}
    ours = [group for group in found if group.snapshot_id == snapshot.pk]
    our_ids = {group.pk for group in ours}
    reading = Reading(columns_of(snapshot), ours, {}, {})
    for cell in cells(list(key_of), *conditions):
        side = reading.now if cell.group_id in our_ids else reading.then
        side.setdefault(key_of[cell.group_id], {})[cell.competency] = cell
    return reading


def heatmap(
    reading: Reading,
    shown: Sequence[GroupCard],
    *,
    indent_from: Sequence[str] = (),
    wish: Wish = Wish(),
) -> Heatmap:
    known = {cell.competency for group in shown for cell in reading.cells_of(group).values() if cell.range}
    chosen = [one for one in reading.columns if one.code in known] if wish.columns is Columns.ASSESSED else []
    candidates = chosen or reading.columns
    printed = [one for one in candidates if one.area == wish.area] or candidates
    sort = next((one.code for one in printed if one.code == wish.sort), "")
    links = Links()
    rows = [
        _row(group, reading, printed, reach=() if sort else indent_from, links=links)
        for group in (sorted(shown, key=lambda group: _lowest_first(reading, group, sort)) if sort else shown)
    ]
    return Heatmap(
        areas(printed),
        printed,
        rows,
        left_out=len(reading.columns) - len(candidates),
        choices=_choices(candidates, wish.area if len(printed) < len(candidates) else ""),
        sorted_by=sort,
    )


def _lowest_first(reading: Reading, group: GroupCard, code: str) -> tuple[bool, float]:
    """What is hidden or unknown comes last: it is not low."""
    cell = reading.cells_of(group).get(code)
    if cell is None or cell.coverage is None or cell.is_unknown:
        return True, 0.0
    return False, cell.coverage


def _choices(columns: Sequence[Column], current: str) -> tuple[AreaChoice, ...]:
    names = {column.area: str(column.area_name) for column in columns}
    return tuple(AreaChoice(code, name, code == current) for code, name in names.items()) if len(names) > 1 else ()


def areas(columns: Sequence[Column]) -> list[Area]:
    return [
        Area(str(first.area_name), [first, *rest])
        for first, *rest in (list(ones) for _, ones in groupby(columns, key=lambda column: column.area))
    ]


def heat_cell(cell: CellCard | None, url: str, before: CellCard | None = None) -> HeatCell:
    if cell is None:
        return NOT_DEMANDED
    if cell.hides == Hides.EVERYTHING or (cell.is_suppressed and not cell.is_unknown):
        return HeatCell("suppressed", "–", wording.why_hidden(cell))
    if cell.is_unknown:
        return HeatCell("unknown", *wording.unknown(cell), url, rests_on_one=cell.rests_on_one)
    moved = change(before, cell)
    is_marked = moved is not None and moved.is_real and moved.points != 0
    words = [wording.bounds(cell), wording.change_in_words(moved) if moved and is_marked else ""]
    return HeatCell(
        step=str(sum((cell.coverage or 0.0) >= end for end in HEAT_STEPS)),
        text=f"{round(100 * (cell.coverage or 0.0))}",
        words=" · ".join(one for one in words if one),
        url=url,
        sign=wording.change_sign(moved) if moved and is_marked else "",
        rests_on_one=cell.rests_on_one,
    )


def advice_for(found: Mapping[str, CellCard], columns: Sequence[Column]) -> str:
    """Suppressed cells say nothing, except that too few are assessed."""
    advice = first_step([cell.finding for cell in found.values() if cell.people])
    name = next((f"{column.code} {column.name}" for column in columns if column.code == advice.code), "")
    return wording.first_step_in_words(advice, name)


def _row(
    group: GroupCard, reading: Reading, columns: Sequence[Column], *, reach: Sequence[str], links: Links
) -> HeatRow:
    top = next((one for one in reach if group.path.startswith(one)), group.path)
    now, then = reading.cells_of(group), reading.before(group)
    name, home = wording.group_name(group), links.of(group)
    return HeatRow(
        group=group,
        name=name,
        lines=wording.in_lines(name),
        indent=distance(group.path, top),
        url=home,
        cells=[
            heat_cell(now.get(one.code), f"{home}{one.code}/" if home else "", then.get(one.code)) for one in columns
        ],
        found=now,
        competencies=reading.columns,
    )


def _near(found: Sequence[GroupCard], reach: Sequence[str]) -> list[GroupCard]:
    """Two levels below each highest unit where that stays readable, else one."""
    for levels in (LEVELS_SHOWN, 1):
        near = [
            group
            for group in found
            if any(group.path.startswith(top) and distance(group.path, top) <= levels for top in reach)
        ]
        if len({group.key for group in near}) <= ROWS_BESIDE_EACH_OTHER:
            break
    return near


def ids_of(snapshot: Snapshot, before: Snapshot | None) -> list[int]:
    return [snapshot.pk, before.pk] if before else [snapshot.pk]
