from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "certificates"

    def ready(self) -> None:
        from . import checks, receivers, rules  # noqa: F401
        from .menu import register_entries

        register_entries()
