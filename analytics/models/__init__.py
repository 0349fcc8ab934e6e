from .access import AccessEntry as AccessEntry
from .capacity import CapacityEntry as CapacityEntry
from .capacity import CapacityUpload as CapacityUpload
from .snapshot import ReleasedFacts as ReleasedFacts
from .snapshot import Snapshot as Snapshot
from .snapshot import SnapshotCell as SnapshotCell
from .snapshot import SnapshotGroup as SnapshotGroup
