"""Reports and actions among the tabs of the figures."""

from django.utils.translation import gettext_lazy as _

from lms.base.navigation import Entry
from lms.people.access import has_role

from .readers import READERS
from .sections import SECTIONS


def register_report_entries() -> None:
    for position, view, label in ((60, "analytics:reports", _("Reports")), (65, "analytics:actions", _("Actions"))):
        SECTIONS.register(
            Entry(
                position=position,
                view=view,
                label=label,
                is_shown=lambda request: has_role(request.user, *READERS),
            )
        )
