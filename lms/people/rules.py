"""What of imports and of the audit log each role may see."""

from django.db.models import QuerySet

from lms.base.models import AuditEvent

from .access import rule, scope_of
from .models import Role, RoleAssignment, RosterBatch, User


@rule(RosterBatch)
def visible_batches(user: User) -> QuerySet[RosterBatch]:
    """Imports of those whose own reach lies within the reader's: a file may name anybody its importer could touch."""
    scope = scope_of(user, Role.HR_VIEWER, Role.AUDITOR, Role.ADMINISTRATOR)
    if scope.is_everything:
        return RosterBatch.objects.all()
    reaches = RosterBatch.objects.values_list("pk", "scope_paths") if scope else []
    return RosterBatch.objects.filter(
        pk__in=[pk for pk, paths in reaches if paths and all(map(scope.covers_path, paths))]
    )


@rule(AuditEvent)
def visible_events(user: User) -> QuerySet[AuditEvent]:
    """Everything for an auditor of the whole tree; one of a subtree sees what the people there did."""
    scope = scope_of(user, Role.AUDITOR)
    if scope.is_everything:
        return AuditEvent.objects.all()
    holders = RoleAssignment.objects.current().filter(scope.condition("unit__path")).values("user_id")
    return AuditEvent.objects.filter(actor_id__in=holders)
