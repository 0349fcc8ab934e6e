"""Where nobody may be left who is able, and what to do first: the page of one unit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.functional import Promise

from lms.people.access import Scope

from ..domain.grid import GroupKind
from ..domain.measures import loss
from ..domain.measures.loss import Chance
from ..domain.priority import priority, relative
from ..models import Snapshot
from .chosen_unit import ChosenUnit, chosen_unit
from .risk_words import CHANCES, TONES, what_to_do
from .service_side import volumes
from .snapshots import Column, GroupCard, WholeCell, columns_of, groups, whole_cells

RANKED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One group and competency, as far as it may be shown."""

    unit: GroupCard
    post: str  # empty for a whole unit
    competency: Column
    cell: WholeCell
    chance: Chance | None  # None: nobody's staying could be told
    able: int | None  # people expected to be able now, and in twelve months
    left: int | None
    rank: float = 0.0

    @property
    def words(self) -> str | Promise:
        return CHANCES[self.chance] if self.chance else "–"

    @property
    def tone(self) -> str:
        return TONES[self.chance] if self.chance else ""

    @property
    def to_do(self) -> str:
        return what_to_do(self.cell, self.chance)


@dataclass(frozen=True, slots=True, kw_only=True)
class RisksPage:
    chosen: ChosenUnit
    first: list[Risk]  # the most urgent first
    alone: list[Risk]  # single points of failure
    unit: list[Risk]  # every competency of the unit that may be shown
    knows_volumes: bool


def risks_page(snapshot: Snapshot, scope: Scope, unit_id: str) -> RisksPage | None:
    chosen = chosen_unit(snapshot, scope, unit_id)
    if chosen is None:
        return None
    columns = {one.code: one for one in columns_of(snapshot)}
    whole = _risks([chosen.unit, *chosen.below], columns, Q(hides=""))
    posts = _risks(_posts(snapshot, chosen), columns, Q(hides="") & (Q(is_critical=True) | Q(rests_on_one=True)))
    own = [one for one in whole if one.unit.pk == chosen.unit.pk]
    known = volumes(scope, snapshot.as_of)
    ranked = _ranked([*posts, *_not_told_by_posts(whole, posts, chosen)], known)
    return RisksPage(
        chosen=chosen,
        first=[one for one in ranked if one.rank][:RANKED],
        alone=[one for one in ranked if one.cell.rests_on_one],
        unit=sorted(own, key=_urgency),
        knows_volumes=bool(known),
    )


def _posts(snapshot: Snapshot, chosen: ChosenUnit) -> list[GroupCard]:
    """Those in the unit itself and in the units directly below."""
    paths = [chosen.unit.path, *(one.path for one in chosen.below)]
    return groups([snapshot.pk], Q(kind=GroupKind.POST, path__in=paths))


def _not_told_by_posts(whole: Sequence[Risk], posts: Sequence[Risk], chosen: ChosenUnit) -> list[Risk]:
    """Of units whose posts say nothing of a competency; of the chosen one only if there are none below."""
    told = {(one.unit.path, one.competency.code) for one in posts}
    asked = {one.pk for one in chosen.below or [chosen.unit]}
    return [one for one in whole if one.unit.pk in asked and (one.unit.path, one.competency.code) not in told]


def _risks(found: Sequence[GroupCard], columns: dict[str, Column], condition: Q) -> list[Risk]:
    group_of = {one.pk: one for one in found}
    return [
        _risk(group_of[cell.group_id], columns[cell.competency], cell)
        for cell in whole_cells(list(group_of), condition)
        if cell.competency in columns
    ]


def _risk(group: GroupCard, column: Column, cell: WholeCell) -> Risk:
    told = cell.figures.get(loss.NAME, {})
    return Risk(
        unit=group,
        post=str(group.post_name) if group.kind is GroupKind.POST else "",
        competency=column,
        cell=cell,
        chance=Chance(told["chance"]) if told else None,
        able=told.get("able"),
        left=told.get("left"),
    )


def _ranked(found: Sequence[Risk], cases: dict[str, float]) -> list[Risk]:
    """Unknown is not short: what too few are assessed in has no rank, but may rest on one person all the same."""
    weights = relative([cases.get(one.unit.path) for one in found])
    ranked = [
        replace(
            one,
            rank=priority(
                is_critical=one.cell.is_critical,
                short=0 if one.cell.is_unknown else one.cell.short,
                chance=one.chance,
                volume=weight,
            ),
        )
        for one, weight in zip(found, weights, strict=True)
    ]
    return sorted(ranked, key=lambda one: (-one.rank, one.unit.path, one.competency.code, one.post))


def _urgency(one: Risk) -> tuple[int, float, str]:
    order = [Chance.LIKELY, Chance.POSSIBLE, Chance.UNLIKELY, None]
    return order.index(one.chance), one.cell.coverage if one.cell.coverage is not None else 2.0, one.competency.code
