from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "analytics"

    def ready(self) -> None:
        from . import receivers, rules  # noqa: F401
        from .compared_menu import register_comparisons
        from .menu import register_entries

        register_entries()
        register_comparisons()
