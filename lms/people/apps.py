from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "lms.people"
    label = "people"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from lms.base.navigation import Entry, register

        from . import receivers, rules  # noqa: F401
        from .access import has_role
        from .models import Role

        register(
            Entry(
                position=70,
                view="people:roster",
                label=_("Roster import"),
                is_shown=lambda request: has_role(request.user, Role.HR_VIEWER, Role.ADMINISTRATOR, Role.AUDITOR),
            )
        )
        register(
            Entry(
                position=80,
                view="people:audit",
                label=_("Audit log"),
                is_shown=lambda request: has_role(request.user, Role.AUDITOR),
            )
        )
