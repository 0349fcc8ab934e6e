"""Giving and ending rights. Imports never come here."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from lms.base.audit import record

from ..access import Actor, Scope, grants_of
from ..models import AccessGrant, OrgUnit, Role, User

# These roles work at the authors' desk; the CMS knows them as groups of the same name.
CMS_ROLES = (Role.TRAINING_MANAGER, Role.AUTHOR, Role.REVIEWER, Role.ADMINISTRATOR)


def desk_role(role: str, path: str) -> Role | None:
    """As what a right over the unit of this path works at the authors' desk, if at all.

    Courses, tracks, posts and role profiles are the whole administration's. So a training manager of a part of it works
    there as an author, in the courses given to them, and an administrator of a part does not work there.
    """
    if role not in CMS_ROLES:
        return None
    if role in (Role.AUTHOR, Role.REVIEWER) or Scope((path,)).is_everything:
        return Role(role)
    return Role.AUTHOR if role == Role.TRAINING_MANAGER else None


def works_at_desk(user: Actor) -> bool:
    return any(desk_role(*right) for right in grants_of(user))


@transaction.atomic
def grant_role(*, user: User, role: Role, unit: OrgUnit, by: User | None) -> AccessGrant:
    grant, created = AccessGrant.objects.get_or_create(
        user=user, role=role, unit=unit, ended_at=None, defaults={"granted_by": by}
    )
    if created:
        _carry_over(user)
        record(by, "right.granted", user, role=role.value, unit=unit.code)
    return grant


@transaction.atomic
def end_grant(*, grant: AccessGrant, by: User | None) -> None:
    grant.ended_at = timezone.now()
    grant.save(update_fields=["ended_at"])
    _carry_over(grant.user)
    record(by, "right.ended", grant.user, role=grant.role, unit=grant.unit.code)


def _carry_over(user: User) -> None:
    """Keep the privileged flag and the CMS groups in step with the rights in force."""
    rights = AccessGrant.objects.filter(user=user, ended_at=None).values_list("role", "unit__path")
    user.is_privileged = bool(rights) or user.is_superuser
    user.save(update_fields=["is_privileged"])
    roles = {role for right in rights if (role := desk_role(*right))}
    wanted = [Group.objects.get_or_create(name=role.value)[0] for role in sorted(roles)]
    others = user.groups.exclude(name__in=[role.value for role in CMS_ROLES])
    user.groups.set([*others, *wanted])
    user.__dict__.pop("_grants_in_force", None)
