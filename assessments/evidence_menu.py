"""Where evidence appears in the main navigation, and the second navigation of those who rate, check and decide."""

from django.utils.translation import gettext_lazy as _

from lms.base.navigation import Entry, Menu, register
from lms.people.access import has_role
from lms.people.models import Role

from .contest_permissions import DECIDING_ROLES
from .evidence_permissions import RATING_ROLES

SECTIONS = Menu()


def register_entries() -> None:
    register(
        Entry(
            position=15,
            view="assessments:my_evidence",
            label=_("My evidence"),
            is_shown=lambda request: request.user.is_authenticated,
        )
    )
    register(
        Entry(
            position=55,
            view="assessments:evidence_desk",
            label=_("Rating and checking"),
            is_shown=lambda request: has_role(request.user, *DECIDING_ROLES),
        )
    )
    for position, view, label, roles in (
        (10, "ratings", _("My people"), (Role.LINE_MANAGER,)),
        (20, "portfolios", _("Portfolios"), RATING_ROLES),
        (30, "certificates", _("External certificates"), RATING_ROLES),
        (40, "contests", _("Contests"), DECIDING_ROLES),
    ):
        SECTIONS.register(
            Entry(
                position=position,
                view=f"assessments:{view}",
                label=label,
                is_shown=lambda request, roles=roles: has_role(request.user, *roles),  # type: ignore[misc]
            )
        )
