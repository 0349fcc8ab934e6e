"""Tabs of the pages that compare units and tell what lies ahead."""

from django.utils.translation import gettext_lazy as _

from lms.base.navigation import Entry
from lms.people.access import has_role

from .readers import READERS
from .sections import SECTIONS


def register_comparisons() -> None:
    SECTIONS.register(
        Entry(
            position=30,
            view="analytics:levels",
            label=_("Levels compared"),
            is_shown=lambda request: has_role(request.user, *READERS),
        )
    )
