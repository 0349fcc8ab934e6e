"""Figures of units: whose one reads follows from where one holds a reading role."""

from django.db.models import QuerySet

from lms.people.access import rule, scope_of
from lms.people.models import User

from .models import SnapshotGroup
from .readers import READERS
from .selectors.snapshots import within


@rule(SnapshotGroup)
def visible_groups(user: User) -> QuerySet[SnapshotGroup]:
    groups: QuerySet[SnapshotGroup] = SnapshotGroup.objects.filter(within(scope_of(user, *READERS)))
    return groups
