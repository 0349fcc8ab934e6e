from .access import AccessEntry as AccessEntry
from .snapshot import ReleasedFacts as ReleasedFacts
from .snapshot import Snapshot as Snapshot
from .snapshot import SnapshotCell as SnapshotCell
from .snapshot import SnapshotGroup as SnapshotGroup
