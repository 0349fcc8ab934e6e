from .access import AccessEntry as AccessEntry
from .build import SnapshotBuild as SnapshotBuild
from .build import SnapshotPart as SnapshotPart
from .capacity import CapacityEntry as CapacityEntry
from .capacity import CapacityUpload as CapacityUpload
from .snapshot import Snapshot as Snapshot
from .snapshot import SnapshotCell as SnapshotCell
from .snapshot import SnapshotGroup as SnapshotGroup
