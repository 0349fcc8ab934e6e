"""Who enters the desk: those who write or review somewhere. What they find there depends on the bank."""

from lms.people.access import gate
from lms.people.models import Role

DESK_ROLES = (Role.AUTHOR, Role.REVIEWER)

authors_and_reviewers = gate(*DESK_ROLES)
reviewers_only = gate(Role.REVIEWER)
authors_only = gate(Role.AUTHOR)
