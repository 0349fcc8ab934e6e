"""Tabs of the pages that compare units and tell what lies ahead."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lms.base.navigation import Entry
from lms.people.access import has_role
from lms.people.models import Role

from .readers import READERS, TRAINERS
from .sections import SECTIONS

TABS = (
    (30, "analytics:levels", _("Levels compared"), READERS),
    (35, "analytics:recheck", _("Re-checks ahead"), READERS),
    (40, "analytics:risks", _("Risks"), READERS),
    (45, "analytics:capacity", _("Capacity"), READERS),
    (50, "analytics:decisions", _("Decisions"), TRAINERS),
)


def register_comparisons() -> None:
    for position, view, label, roles in TABS:
        SECTIONS.register(Entry(position=position, view=view, label=label, is_shown=_holds(roles)))


def _holds(roles: Sequence[Role]) -> Callable[[HttpRequest], bool]:
    return lambda request: has_role(request.user, *roles)
