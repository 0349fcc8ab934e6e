"""Who writes reports and actions, who may sign; all of it over the units in reach of the right."""

from lms.people.access import Scope, scope_of
from lms.people.models import OrgUnit, Role, User

WRITERS = (Role.HR_VIEWER, Role.ADMINISTRATOR)
SIGNERS = (Role.LINE_MANAGER, Role.HR_VIEWER, Role.TRAINING_MANAGER, Role.ADMINISTRATOR)


def writing_scope(user: User) -> Scope:
    return scope_of(user, *WRITERS)


def signing_scope(user: User) -> Scope:
    return scope_of(user, *SIGNERS)


def may_write(user: User, unit: OrgUnit) -> bool:
    return writing_scope(user).covers(unit)


def may_sign(user: User, unit: OrgUnit) -> bool:
    return signing_scope(user).covers(unit)
