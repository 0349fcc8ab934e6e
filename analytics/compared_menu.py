"""Tabs of the pages that compare units and tell what lies ahead."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lms.base.navigation import Entry, register
from lms.people.access import has_role
from lms.people.models import Role

from .readers import READERS, TEACHERS, TRAINERS
from .sections import SECTIONS

DESK = (Role.AUTHOR, Role.REVIEWER)
TABS = (
    (30, "analytics:levels", _("Levels compared"), READERS),
    (35, "analytics:recheck", _("Re-checks ahead"), READERS),
    (40, "analytics:risks", _("Risks"), READERS),
    (45, "analytics:capacity", _("Capacity"), READERS),
    (50, "analytics:decisions", _("Decisions"), TRAINERS),
    (55, "analytics:misconceptions", _("Misconceptions"), TEACHERS),
)


def register_comparisons() -> None:
    """Authors and reviewers who read no figures have no tabs: they find their one page in the main navigation."""
    register(
        Entry(
            position=65,
            view="analytics:misconceptions",
            label=_("Misconceptions"),
            is_shown=lambda request: has_role(request.user, *DESK) and not has_role(request.user, *READERS),
        )
    )
    for position, view, label, roles in TABS:
        SECTIONS.register(Entry(position=position, view=view, label=label, is_shown=_holds(roles)))


def _holds(roles: Sequence[Role]) -> Callable[[HttpRequest], bool]:
    return lambda request: has_role(request.user, *roles)
