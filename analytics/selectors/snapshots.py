"""Reading stored snapshots. Rights are those of the reader today, over the units as they stood that day."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q

from lms.base.fields import LocalizedText
from lms.lib.disclosure import to_base
from lms.people.access import Scope

from ..domain.advice import Finding
from ..domain.coverage import ENOUGH_ASSESSED, is_real_change
from ..domain.cube import Hides
from ..domain.grid import GroupKind
from ..models import Snapshot, SnapshotCell, SnapshotGroup

SNAPSHOTS_OFFERED = 60


@dataclass(frozen=True, slots=True)
class Column:
    code: str
    name: LocalizedText
    area: str
    area_name: LocalizedText


@dataclass(frozen=True, slots=True)
class GroupCard:
    pk: int
    snapshot_id: int
    unit_id: UUID
    path: str
    code: str
    name: LocalizedText
    level: str
    depth: int
    kind: GroupKind
    post_code: str
    post_name: LocalizedText
    people: int

    @property
    def key(self) -> tuple[str, str, str]:
        """The same group in any snapshot."""
        return self.path, self.kind.value, self.post_code


@dataclass(frozen=True, slots=True)
class CellCard:
    group_id: int
    competency: str
    is_critical: bool
    hides: str
    reason: str
    people: int | None
    fte: int | None
    assessed: int | None
    met: int | None
    gap: int | None
    undetermined: int | None
    not_assessed: int | None
    coverage: float | None
    low: float | None
    high: float | None
    bound_low: float | None
    bound_high: float | None
    rests_on_one: bool

    @property
    def is_suppressed(self) -> bool:
        return self.hides != Hides.NOTHING

    @property
    def is_unknown(self) -> bool:
        """Too few are assessed to plan training on it: first assess."""
        return bool(self.people) and (self.assessed or 0) < ENOUGH_ASSESSED * (self.people or 0)

    @property
    def short(self) -> int:
        """How many of those assessed are expected not to meet the demand."""
        return to_base((1 - self.coverage) * (self.assessed or 0)) if self.coverage is not None else 0

    @property
    def finding(self) -> Finding:
        return Finding(
            code=self.competency,
            is_critical=self.is_critical,
            is_unknown=self.is_unknown,
            people=self.people or 0,
            not_assessed=self.not_assessed or 0,
            coverage=self.coverage,
            short=self.short,
            rests_on_one=self.rests_on_one,
        )

    @property
    def range(self) -> tuple[float, float, float] | None:
        if self.coverage is None or self.low is None or self.high is None:
            return None
        return self.low, self.coverage, self.high


@dataclass(frozen=True, slots=True)
class WholeCell(CellCard):
    figures: dict[str, Any]  # measure → its figures; empty where anything is hidden


@dataclass(frozen=True, slots=True)
class Change:
    """Between two snapshots, in points of per cent."""

    points: int
    is_real: bool  # outside its interval


GROUP_FIELDS = (
    "pk", "snapshot_id", "unit_id", "path", "code", "name", "level", "depth", "kind", "post_code", "post_name", "people"
)  # fmt: skip
CELL_FIELDS = (
    "group_id", "competency", "is_critical", "hides", "reason", "people", "fte", "assessed", "met", "gap",
    "undetermined", "not_assessed", "coverage", "low", "high", "bound_low", "bound_high", "rests_on_one",
)  # fmt: skip


def snapshots() -> list[Snapshot]:
    """Latest first; the oldest daily ones are left out when there are many."""
    return list(Snapshot.objects.all()[:SNAPSHOTS_OFFERED])


def chosen(offered: Sequence[Snapshot], public_id: str) -> Snapshot | None:
    """The one asked for, else the latest."""
    return next((one for one in offered if str(one.public_id) == public_id), offered[0] if offered else None)


def one_before(offered: Sequence[Snapshot], snapshot: Snapshot, public_id: str) -> Snapshot | None:
    """The one to compare with: that asked for if it is earlier, else the last end of a quarter, else the latest."""
    earlier = [one for one in offered if one.as_of < snapshot.as_of]
    quarters = [one for one in earlier if one.occasion == Snapshot.Occasion.QUARTER]
    return chosen(earlier, public_id or (str(quarters[0].public_id) if quarters else ""))


def columns_of(snapshot: Snapshot) -> list[Column]:
    return [
        Column(one["code"], LocalizedText(one["name"]), one["area"], LocalizedText(one["area_name"]))
        for one in snapshot.columns
    ]


def groups(snapshot_ids: Sequence[int], *conditions: Q) -> list[GroupCard]:
    rows = SnapshotGroup.objects.filter(*conditions, snapshot_id__in=snapshot_ids).values_list(*GROUP_FIELDS)
    return [_group(row) for row in rows]


def cells(group_ids: Sequence[int], *conditions: Q) -> list[CellCard]:
    rows = SnapshotCell.objects.filter(*conditions, group_id__in=group_ids).values_list(*CELL_FIELDS)
    return [CellCard(*row) for row in rows]


def whole_cells(group_ids: Sequence[int], *conditions: Q) -> list[WholeCell]:
    """With the figures of the measures: an object of text in every row, which takes as long as all the rest."""
    rows = SnapshotCell.objects.filter(*conditions, group_id__in=group_ids).values_list(*CELL_FIELDS, "figures")
    return [WholeCell(*row) for row in rows]


def within(scope: Scope) -> Q:
    """Groups of the units in reach; nothing without any."""
    return reduce(or_, (Q(path__startswith=path) for path in scope.paths), Q(pk__in=[]))


def near_tops(scope: Scope, levels: int) -> Q:
    """Units up to so many levels below the highest in reach; nothing without any."""
    near = (Q(path__startswith=top, depth__lte=depth_of(top) + levels) for top in tops(scope))
    return reduce(or_, near, Q(pk__in=[]))


def around(path: str) -> Q:
    """A unit with its staff and posts, the units directly below, and all above."""
    above = [path[: place + 1] for place, sign in enumerate(path[:-1]) if sign == "/"]
    below = Q(kind=GroupKind.SUBTREE, path__startswith=path, depth=depth_of(path) + 1)
    return Q(path=path) | below | Q(kind=GroupKind.SUBTREE, path__in=above)


def depth_of(path: str) -> int:
    return path.count("/") - 1


def tops(scope: Scope) -> list[str]:
    """The highest paths in reach, without those that lie below another."""
    return [path for path in scope.paths if not any(path != other and path.startswith(other) for other in scope.paths)]


def distance(path: str, top: str) -> int:
    """How many levels a unit lies below another."""
    return path.count("/") - top.count("/")


def change(before: CellCard | None, after: CellCard) -> Change | None:
    """None where either is unknown or hidden."""
    if before is None or before.range is None or after.range is None:
        return None
    points = round(100 * after.range[1]) - round(100 * before.range[1])
    return Change(points, is_real_change(before.range, after.range))


def _group(row: tuple[object, ...]) -> GroupCard:
    values = dict(zip(GROUP_FIELDS, row, strict=True))
    values["kind"] = GroupKind(str(values["kind"]))
    for name in ("name", "post_name"):
        values[name] = LocalizedText(values[name])  # type: ignore[call-overload]
    return GroupCard(**values)  # type: ignore[arg-type]


def subtree_of(snapshot: Snapshot, unit_id: UUID) -> dict[str, object]:
    """What names the group of a unit with all below it, as it stood that day."""
    return {"snapshot": snapshot, "unit_id": unit_id, "kind": GroupKind.SUBTREE}
