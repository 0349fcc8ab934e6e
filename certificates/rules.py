"""Which certificates each role may see. The public page is no list: it asks for one number."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from lms.people.access import Scope, has_role, rule, scope_of
from lms.people.models import Role, RoleAssignment, User

from .models import Credential, RevocationRequest


@rule(Credential)
def visible_credentials(user: User) -> QuerySet[Credential]:
    """One's own; for administrators and auditors those of the people in their subtrees."""
    if not has_role(user, Role.ADMINISTRATOR, Role.AUDITOR):
        return Credential.objects.filter(learner=user)
    scope = scope_of(user, Role.ADMINISTRATOR, Role.AUDITOR)
    return Credential.objects.filter(Q(learner=user) | _belongs_to(scope, "learner"))


@rule(RevocationRequest)
def visible_revocation_requests(user: User) -> QuerySet[RevocationRequest]:
    """For those who ask and those who may decide; never those about oneself."""
    scope = scope_of(user, Role.ADMINISTRATOR, Role.TRAINING_MANAGER)
    requests = RevocationRequest.objects.exclude(credential__learner=user)
    return requests.filter(_belongs_to(scope, "credential__learner"))


def _belongs_to(scope: Scope, person: str) -> Q:
    """People belong where they hold a post; who has left, where they held their last one, or to the whole tree."""
    if scope.is_everything:
        return Q(**{f"{person}__isnull": False})
    here = RoleAssignment.objects.filter(scope.condition("unit__path"))
    theirs = RoleAssignment.objects.filter(user=OuterRef("user"))
    latest = theirs.order_by("-ends_on", "-starts_on", "-pk").values("pk")[:1]
    left = here.filter(~Exists(theirs.filter(ends_on=None)), pk=Subquery(latest))
    present = here.filter(ends_on=None)
    return Q(**{f"{person}__in": present.values("user_id")}) | Q(**{f"{person}__in": left.values("user_id")})
