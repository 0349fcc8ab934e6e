"""Bring in invented figures of the service for the starter units; never in production, and only once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from analytics.services.indicators.demo import invent_service_figures
from lms.base.starter_parts import refuse_unless_demonstration


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_unless_demonstration()
        self.stdout.write(f"{invent_service_figures(at=timezone.now())} invented service figures brought in.")
