"""Reports and actions: published ones for every reader in reach, unpublished ones for those who write and sign."""

from django.db.models import Q, QuerySet

from lms.people.access import rule, scope_of
from lms.people.models import Role, User

from .domain.report.workflow import Status
from .models import Conversation, UnitAction, UnitReport
from .readers import READERS
from .report_readers import SIGNERS, WRITERS


@rule(UnitReport)
def visible_reports(user: User) -> QuerySet[UnitReport]:
    published = scope_of(user, *READERS).condition("unit__path") & Q(status=Status.PUBLISHED)
    return UnitReport.objects.filter(published | scope_of(user, *WRITERS, *SIGNERS).condition("unit__path"))


@rule(UnitAction)
def visible_actions(user: User) -> QuerySet[UnitAction]:
    """One's own as well: whoever answers for an action need not hold any right."""
    return UnitAction.objects.filter(scope_of(user, *READERS).condition("unit__path") | Q(owner=user))


@rule(Conversation)
def own_conversations(user: User) -> QuerySet[Conversation]:
    """A manager's own, while the right lasts."""
    reach = scope_of(user, Role.LINE_MANAGER)
    return Conversation.objects.filter(reach.condition("unit__path"), manager=user)
