"""Where desk, team and figures appear in the main navigation."""

from django.utils.translation import gettext_lazy as _

from lms.base.navigation import Entry, register
from lms.people.access import has_role
from lms.people.models import Role

from .readers import EXPORTERS, READERS
from .sections import SECTIONS


def register_entries() -> None:
    register(
        Entry(
            position=10,
            view="analytics:desk",
            label=_("My desk"),
            is_shown=lambda request: request.user.is_authenticated,
        )
    )
    register(
        Entry(
            position=50,
            view="analytics:team",
            label=_("My team"),
            is_shown=lambda request: has_role(request.user, Role.LINE_MANAGER),
        )
    )
    register(
        Entry(
            position=60,
            view="analytics:gaps",
            label=_("Skill gaps"),
            is_shown=lambda request: has_role(request.user, *READERS),
            ground="/hr/",
        )
    )
    register(
        Entry(
            position=62,
            view="analytics:equity",
            label=_("Equity audit"),
            is_shown=lambda request: has_role(request.user, Role.EQUITY_AUDITOR),
        )
    )
    _register_sections()


def _register_sections() -> None:
    for position, view, label in (
        (10, "analytics:gaps", _("Map")),
        (20, "analytics:trends", _("Trends")),
        (25, "analytics:change", _("Change")),
        (70, "analytics:service", _("Service")),
    ):
        SECTIONS.register(
            Entry(
                position=position,
                view=view,
                label=label,
                is_shown=lambda request: has_role(request.user, *READERS),
            )
        )
    SECTIONS.register(
        Entry(
            position=80,
            view="analytics:exports",
            label=_("Files"),
            is_shown=lambda request: has_role(request.user, *EXPORTERS),
        )
    )
