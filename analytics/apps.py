from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "analytics"

    def ready(self) -> None:
        from . import receivers, rules  # noqa: F401
        from .menu import register_entries

        register_entries()
