from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from lms.base.navigation import Entry, register
        from lms.people.access import has_role, scope_of
        from lms.people.models import Role, User

        from . import receivers, rules  # noqa: F401
        from .evidence_menu import register_entries
        from .services.duties import PANELS, SESSIONS

        register_entries()
        register(
            Entry(
                position=25,
                view="assessments:cases",
                label=_("Simulated cases"),
                is_shown=lambda request: request.user.is_authenticated,
            )
        )
        register(
            Entry(
                position=75,
                view="assessments:accommodations",
                label=_("Accommodations"),
                is_shown=lambda request: has_role(request.user, Role.HR_VIEWER, Role.TRAINING_MANAGER, Role.AUDITOR),
            )
        )
        register(
            Entry(
                position=87,
                view="assessments:level_models",
                label=_("Level model"),
                is_shown=lambda request: scope_of(request.user, Role.ADMINISTRATOR, Role.AUDITOR).is_everything,
            )
        )
        register(
            Entry(
                position=77,
                view="assessments:panels",
                label=_("Panels"),
                is_shown=lambda request: isinstance(request.user, User) and request.user.has_duty(PANELS),
            )
        )
        register(
            Entry(
                position=76,
                view="assessments:sessions",
                label=_("Examination sessions"),
                is_shown=lambda request: (
                    has_role(request.user, Role.HR_VIEWER, Role.TRAINING_MANAGER, Role.AUDITOR)
                    or (isinstance(request.user, User) and request.user.has_duty(SESSIONS))
                ),
            )
        )
