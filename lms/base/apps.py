from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "lms.base"
    label = "base"

    def ready(self) -> None:
        from lms import celery  # noqa: F401  (binds shared tasks to the project's Celery application)

        from . import checks  # noqa: F401
