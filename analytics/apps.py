from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "analytics"

    def ready(self) -> None:
        from . import receivers, report_receivers, report_rules, rules  # noqa: F401
        from .compared_menu import register_comparisons
        from .menu import register_entries
        from .report_menu import register_report_entries

        register_entries()
        register_comparisons()
        register_report_entries()
