"""What a file is asked for: a table as published in one snapshot, for units in reach. There are no other filters."""

from dataclasses import dataclass

from lms.people.access import Scope

from ..models import Snapshot


@dataclass(frozen=True, slots=True)
class Ask:
    snapshot: Snapshot
    scope: Scope
    path: str = ""  # of a unit in reach: that one and what lies below it
