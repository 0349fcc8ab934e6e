"""Figures of units: whose one reads follows from where one holds a reading role."""

from django.db.models import QuerySet
from django.utils import timezone

from lms.people.access import rule, scope_of
from lms.people.models import Role, User

from .models import CapacityUpload, Delivery, ExportFile, IndicatorBatch, RolloutDate, SnapshotGroup, TrainingRollout
from .readers import EXPORTERS, READERS
from .selectors.snapshots import within
from .services.exports import covers, reach_of


@rule(SnapshotGroup)
def visible_groups(user: User) -> QuerySet[SnapshotGroup]:
    groups: QuerySet[SnapshotGroup] = SnapshotGroup.objects.filter(within(scope_of(user, *READERS)))
    return groups


@rule(CapacityUpload)
def own_capacity_uploads(user: User) -> QuerySet[CapacityUpload]:
    """One's own, as long as one keeps the register of some unit."""
    is_keeper = bool(scope_of(user, *EXPORTERS))
    return CapacityUpload.objects.filter(created_by=user) if is_keeper else CapacityUpload.objects.none()


@rule(ExportFile)
def visible_files(user: User) -> QuerySet[ExportFile]:
    """One's own, for a day, and only as long as one holds the right over all that is in it."""
    own = ExportFile.objects.filter(owner=user, expires_at__gt=timezone.now()).defer(*ExportFile.LARGE)
    scope = reach_of(user)
    return own.filter(pk__in=[file.pk for file in own if covers(scope, file)])


@rule(Delivery)
def visible_deliveries(user: User) -> QuerySet[Delivery]:
    """Those of the units over which one may take figures away, whoever set them up."""
    scope = scope_of(user, *EXPORTERS)
    return Delivery.objects.filter(scope.condition("unit__path"), ended_at=None)


@rule(IndicatorBatch)
def visible_imports(user: User) -> QuerySet[IndicatorBatch]:
    """Imports of those whose own reach lies within the reader's, as with rosters."""
    scope = scope_of(user, *EXPORTERS, Role.AUDITOR)
    if scope.is_everything:
        return IndicatorBatch.objects.all()
    reaches = IndicatorBatch.objects.values_list("pk", "scope_paths") if scope else []
    covered = [pk for pk, paths in reaches if paths and all(map(scope.covers_path, paths))]
    return IndicatorBatch.objects.filter(pk__in=covered)


@rule(TrainingRollout)
def visible_rollouts(user: User) -> QuerySet[TrainingRollout]:
    """Those of which every unit lies in the reader's reach."""
    scope = scope_of(user, *EXPORTERS, Role.AUDITOR)
    beyond = RolloutDate.objects.exclude(scope.condition("unit__path"))
    found = (
        TrainingRollout.objects.exclude(pk__in=beyond.values("rollout")) if scope else TrainingRollout.objects.none()
    )
    return found
