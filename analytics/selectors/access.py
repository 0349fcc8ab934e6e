"""Who may see a person's levels, who sees only figures, who looked, and what for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.people.models import AccessGrant, Role, RoleAssignment, User
from lms.people.selectors.seniority import readers_of

from ..models import AccessEntry, Conversation

LOOKS_SHOWN = 200
PURPOSES: Mapping[str, Promise] = {
    "leading_the_team": _("leading the team"),
    "workforce_planning": _("planning training and posts"),
}
# By what right somebody sees anything of a person or of the figures in which the person counts.
WATCHING = (Role.LINE_MANAGER, Role.TRAINING_MANAGER, Role.HR_VIEWER, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Look:
    """All looks of one person on one day at one page."""

    day: date
    name: str
    role: str
    page: str
    purpose: str
    times: int


@dataclass(frozen=True, slots=True)
class Reader:
    name: str
    role: Role
    unit: str


def looks_at(user: User) -> list[Look]:
    """Latest first."""
    times: dict[tuple[date, str, str, str, str], int] = {}
    for entry in AccessEntry.objects.filter(subject=user)[:LOOKS_SHOWN]:
        role = Role(entry.role or Role.LINE_MANAGER)
        key = (
            timezone.localdate(entry.at),
            entry.viewer_name,
            str(role.label),
            str(entry.get_page_display()),
            str(PURPOSES.get(entry.purpose, entry.purpose)),
        )
        times[key] = times.get(key, 0) + 1
    return [Look(*key, count) for key, count in times.items()]


def who_watches(user: User) -> list[Reader]:
    """Everybody with a right over the person's unit; of line managers only those who may read this person by name."""
    paths = list(RoleAssignment.objects.current().filter(user=user).values_list("unit__path", flat=True))
    above = {path[: place + 1] for path in paths for place, sign in enumerate(path) if sign == "/"}
    rows = AccessGrant.objects.filter(role__in=WATCHING, ended_at=None, unit__path__in=above, user__is_active=True)
    grants = list(rows.exclude(user=user).select_related("user", "unit").order_by("-unit__path", "user__name"))
    managers = [grant.user_id for grant in grants if grant.role == Role.LINE_MANAGER]
    readers = readers_of(user, managers)
    found = [
        Reader(grant.user.name, Role(grant.role), str(grant.unit.name))
        for grant in grants
        if grant.role != Role.LINE_MANAGER or grant.user_id in readers
    ]
    return sorted(found, key=lambda one: WATCHING.index(one.role))


def conversations_with(user: User) -> list[Conversation]:
    """Those held: who with, and the day."""
    rows = Conversation.objects.filter(subject=user, held_on__isnull=False).select_related("manager")
    return list(rows.order_by("-held_on", "pk")[:12])
