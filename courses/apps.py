from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from lms.base import lessons
        from lms.base.navigation import Entry, register
        from lms.people.services.grants import works_at_desk

        from . import receivers  # noqa: F401
        from .selectors.lesson_places import lesson_places

        lessons.register(lesson_places)
        register(
            Entry(
                position=20,
                view="courses:catalogue",
                label=_("Catalogue"),
                is_shown=lambda request: request.user.is_authenticated,
            )
        )
        register(
            Entry(
                position=90,
                view="wagtailadmin_home",
                label=_("Authors' desk"),
                is_shown=lambda request: works_at_desk(request.user),
            )
        )
