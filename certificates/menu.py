"""Where certificates appear in the main navigation."""

from django.utils.translation import gettext_lazy as _

from lms.base.navigation import Entry, register
from lms.people.access import has_role
from lms.people.models import Role


def register_entries() -> None:
    register(
        Entry(
            position=40,
            view="certificates:mine",
            label=_("My certificates"),
            is_shown=lambda request: request.user.is_authenticated,
        )
    )
    register(
        Entry(
            position=85,
            view="certificates:issued",
            label=_("Certificates issued"),
            is_shown=lambda request: has_role(request.user, Role.ADMINISTRATOR),
        )
    )
    register(
        Entry(
            position=86,
            view="certificates:revocations",
            label=_("Revocations to decide"),
            is_shown=lambda request: has_role(request.user, Role.ADMINISTRATOR, Role.TRAINING_MANAGER),
        )
    )
