"""Figures of units: whose one reads follows from where one holds a reading role."""

from django.db.models import QuerySet

from lms.people.access import rule, scope_of
from lms.people.models import User

from .models import CapacityUpload, SnapshotGroup
from .readers import EXPORTERS, READERS
from .selectors.snapshots import within


@rule(SnapshotGroup)
def visible_groups(user: User) -> QuerySet[SnapshotGroup]:
    groups: QuerySet[SnapshotGroup] = SnapshotGroup.objects.filter(within(scope_of(user, *READERS)))
    return groups


@rule(CapacityUpload)
def own_capacity_uploads(user: User) -> QuerySet[CapacityUpload]:
    """One's own, as long as one keeps the register of some unit."""
    is_keeper = bool(scope_of(user, *EXPORTERS))
    return CapacityUpload.objects.filter(created_by=user) if is_keeper else CapacityUpload.objects.none()
