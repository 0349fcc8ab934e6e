"""The holders of one post in one unit: what they cover, competency by competency."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from lms.people.access import Scope

from ..domain.grid import GroupKind
from ..models import Snapshot
from .heatmap import advice_for, ids_of, read
from .snapshots import GroupCard, groups
from .surroundings import surroundings_of
from .unit import Line, lines_of


@dataclass(frozen=True, slots=True)
class PostPage:
    unit: GroupCard
    ancestors: list[GroupCard]
    post: GroupCard
    advice: str
    lines: list[Line]

    @property
    def is_silent(self) -> bool:
        """Nothing of it may be shown: the holders are too few, or nothing is demanded of them."""
        return not any(line.cell.range or line.cell.people for line in self.lines)


def post_page(snapshot: Snapshot, before: Snapshot | None, scope: Scope, *, unit_id: UUID, post_code: str) -> PostPage:
    """Of a unit that the reader may see; 404 for a post that nobody held there."""
    place = surroundings_of(snapshot, scope, unit_id)
    if place is None:
        raise Http404
    found = groups(ids_of(snapshot, before), holders_of(post_code, place.unit.path))
    post = post_in(found, place.unit, post_code)
    if post is None:
        raise Http404
    reading = read(snapshot, found)
    return PostPage(
        unit=place.unit,
        ancestors=place.ancestors,
        post=post,
        advice=advice_for(reading.cells_of(post), reading.columns),
        lines=lines_of(reading, post),
    )


def holders_of(post_code: str, path: str) -> Q:
    return Q(path=path, kind=GroupKind.POST, post_code=post_code)


def post_in(found: Sequence[GroupCard], unit: GroupCard, post_code: str) -> GroupCard | None:
    return next(
        (
            group
            for group in found
            if (group.snapshot_id, group.unit_id, group.kind) == (unit.snapshot_id, unit.unit_id, GroupKind.POST)
            and group.post_code == post_code
        ),
        None,
    )
