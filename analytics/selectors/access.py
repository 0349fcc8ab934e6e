"""Who may see a person's levels, and who did."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from lms.people.models import AccessGrant, Role, RoleAssignment, User
from lms.people.selectors.seniority import readers_of

from ..models import AccessEntry

LOOKS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Look:
    """All looks of one person on one day at one page."""

    day: date
    name: str
    page: str
    times: int


@dataclass(frozen=True, slots=True)
class Reader:
    name: str
    role: Role
    unit: str


def looks_at(user: User) -> list[Look]:
    """Latest first."""
    times: dict[tuple[date, str, str], int] = {}
    for entry in AccessEntry.objects.filter(subject=user)[:LOOKS_SHOWN]:
        key = (timezone.localdate(entry.at), entry.viewer_name, str(entry.get_page_display()))
        times[key] = times.get(key, 0) + 1
    return [Look(*key, count) for key, count in times.items()]


def who_may_see(user: User) -> list[Reader]:
    """Line managers see levels by name; nobody else does."""
    paths = list(RoleAssignment.objects.current().filter(user=user).values_list("unit__path", flat=True))
    above = {path[: place + 1] for path in paths for place, sign in enumerate(path) if sign == "/"}
    rows = AccessGrant.objects.filter(role=Role.LINE_MANAGER, ended_at=None, unit__path__in=above)
    grants = list(rows.select_related("user", "unit").order_by("-unit__path", "user__name"))
    readers = readers_of(user, [grant.user_id for grant in grants])
    return [
        Reader(grant.user.name, Role(grant.role), str(grant.unit.name)) for grant in grants if grant.user_id in readers
    ]
