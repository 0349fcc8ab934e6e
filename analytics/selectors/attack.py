"""Published figures as an attacker reads them: each as the range of what it can have been."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import Q

from lms.lib.disclosure import BASE
from lms.people.access import Scope

from ..domain.attack.changes import changes
from ..domain.attack.knowledge import Knowledge, Place
from ..domain.attack.published import PublishedCell, Range
from ..domain.attack.recovery import Recovery, recovered
from ..domain.cube import Hides
from ..domain.grid import GroupKind
from ..domain.measures import change, levels, recheck
from ..models import Snapshot
from .snapshots import GroupCard, WholeCell, groups, whole_cells, within

HALF_A_COUNT = BASE // 2  # a total shown as 15 is one of 13 to 17
HALF_A_PERCENT, A_PERCENT = 0.005, 0.01


def attack(
    releases: Sequence[Snapshot], scope: Scope, known: Mapping[str, Knowledge]
) -> Iterator[tuple[str, list[Recovery]]]:
    """(competency, whom all that these releases show a reader gives away to somebody who knows so much already)."""
    read: dict[str, list[PublishedCell]] = {code: [] for code in known}
    for number in range(len(releases)):
        for code, found in published(releases, number, scope, known).items():
            read[code] += found
    for code, found in sorted(read.items()):
        yield code, recovered(found, known[code].staff, known[code].ageing, truth=known[code].truth)


def published(
    releases: Sequence[Snapshot], number: int, scope: Scope, known: Mapping[str, Knowledge]
) -> dict[str, list[PublishedCell]]:
    """Competency → every cell of one release that a reader of these units can fetch."""
    by_id = {group.pk: group for group in groups([releases[number].pk], within(scope))}
    compared = [place for place, one in enumerate(releases) if one.as_of == releases[number].compared_as_of]
    read: dict[str, list[PublishedCell]] = {code: [] for code in known}
    for cell in whole_cells(list(by_id), Q(competency__in=list(known))):
        counts_here = partial(_counts_in, by_id[cell.group_id])
        leaves = [leaf for place, leaves in known[cell.competency].of(number) if counts_here(place) for leaf in leaves]
        told = cell.figures.get(change.NAME) if compared else None
        parts = changes(known[cell.competency], (compared[0], number), counts_here, told) if told else ()
        read[cell.competency].append(replace(_read(cell, frozenset(leaves)), changes=tuple(parts)))
    return read


def _counts_in(group: GroupCard, place: Place) -> bool:
    path, post = place
    if group.kind is GroupKind.SUBTREE:
        return path.startswith(group.path)
    return path == group.path and (group.kind is GroupKind.OWN or post == group.post_code)


def _read(cell: WholeCell, leaves: frozenset[object]) -> PublishedCell:
    if cell.hides == Hides.EVERYTHING:
        return PublishedCell(leaves=leaves)
    assessed = _count(cell.assessed)
    if cell.hides == Hides.RESULTS or not cell.assessed:
        return PublishedCell(leaves=leaves, assessed=assessed)
    return PublishedCell(
        leaves=leaves,
        assessed=assessed,
        met=_met(cell),
        gap=_count(cell.gap, BASE - 1),
        undetermined=_count(cell.undetermined, BASE - 1),
        coverage=_share(cell.coverage, (-HALF_A_PERCENT, HALF_A_PERCENT)),
        low=_share(cell.low, (-1 if cell.low == 0 else 0, A_PERCENT)),  # cut off at nobody and at everybody
        high=_share(cell.high, (-A_PERCENT, 1 if cell.high == 1 else 0)),
        bound_low=_share(cell.bound_low, (0, A_PERCENT)),
        bound_high=_share(cell.bound_high, (-A_PERCENT, 0)),
        has_several=cell.is_critical and not cell.rests_on_one,
        levels=_levels(cell.figures),
    )


def _met(cell: WholeCell) -> Range | None:
    """At least as many as will need a new check within the year."""
    found = _count(cell.met, BASE - 1)
    due = max(cell.figures[recheck.NAME]["by"]) if recheck.NAME in cell.figures else 0
    return found and (max(found[0], due - HALF_A_COUNT), found[1])


def _levels(figures: Mapping[str, Any]) -> tuple[Range, ...]:
    verified = figures[levels.NAME]["verified"] if levels.NAME in figures else ()
    return tuple(_range(shown, BASE - 1) for shown in verified)


def _count(shown: int | None, around: int = HALF_A_COUNT) -> Range | None:
    """Totals are rounded to the nearest, parts of them to one of the two multiples around them."""
    return None if shown is None else _range(shown, around)


def _range(shown: int, around: float) -> Range:
    return max(0, shown - around), shown + around


def _share(shown: float | None, around: Range) -> Range | None:
    return None if shown is None else (shown + around[0], shown + around[1])
