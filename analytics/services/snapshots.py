"""Taking a snapshot: everybody's facts at a moment, summed over the grid, hidden where needed, stored for good."""

from datetime import datetime

from django.db import transaction

from lms.base.db.planning import look_again
from lms.people.models import User

from ..models import Snapshot, SnapshotBuild, SnapshotCell, SnapshotGroup
from ..selectors.roster import units
from .publishing import is_still_last, publish, published
from .reading import read_facts
from .releasing import Beside, release_facts


def take_snapshot(*, at: datetime, occasion: str, by: User | None = None) -> Snapshot:
    """Freeze the figures as roster, profiles and evidence stood at a moment, past moments included.

    What would tell too much beside the release before it stays as it was (`domain.release`). Facts are read and
    released in parts that are stored one by one, before the transaction that publishes: killed in the middle, the next
    call goes on where this one stopped. Should another snapshot be published meanwhile, this one is released anew,
    beside that one.
    """
    build, _ = SnapshotBuild.objects.get_or_create(as_of=at, defaults={"occasion": occasion, "created_by": by})
    while (made := published(build)) is None:
        read_facts(build)
        beside, here = Beside.of(build), units()
        layout = release_facts(build, beside, here)
        with transaction.atomic():
            if is_still_last(beside.last):
                publish(build, layout, here)
    look_again(SnapshotGroup, SnapshotCell)
    return made
