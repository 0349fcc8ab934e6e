"""Who reads the figures, and which snapshot is on the table."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from lms.people.access import Scope, has_role, person, scope_of

from ..models import Snapshot
from ..readers import EXPORTERS, READERS
from ..selectors.snapshots import chosen, one_before, snapshots
from ..selectors.wording import how_figures_move


@dataclass(frozen=True, slots=True)
class Table:
    """The snapshots on offer, the one read and the one it is compared with."""

    offered: list[Snapshot]
    snapshot: Snapshot
    before: Snapshot | None
    scope: Scope
    may_export: bool

    @property
    def context(self) -> dict[str, object]:
        return {
            "offered": self.offered,
            "snapshot": self.snapshot,
            "before": self.before,
            "earlier": [one for one in self.offered if one.as_of < self.snapshot.as_of],
            "may_export": self.may_export,
            "query": self._query,
            "how_figures_move": how_figures_move(),
        }

    @property
    def _query(self) -> str:
        """What links must carry to stay at this snapshot; empty for the choice that is made anyway."""
        is_usual = self.snapshot == self.offered[0] and (self.before is None or self.before == self.offered[1])
        if is_usual:
            return ""
        return f"?at={self.snapshot.public_id}" + (f"&against={self.before.public_id}" if self.before else "")


def table_of(request: HttpRequest) -> Table | None:
    """None while no snapshot was taken."""
    offered = snapshots()
    snapshot = chosen(offered, request.GET.get("at", ""))
    if snapshot is None:
        return None
    return Table(
        offered=offered,
        snapshot=snapshot,
        before=one_before(offered, snapshot, request.GET.get("against", "")),
        scope=scope_of(person(request), *READERS),
        may_export=may_export(request),
    )


def table_or_404(request: HttpRequest) -> Table:
    table = table_of(request)
    if table is None:
        raise Http404
    return table


def may_export(request: HttpRequest) -> bool:
    return has_role(request.user, *EXPORTERS)
