"""Enter an invented capacity register for the starter units; never in production, and only once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from analytics.services.capacity_demo import invent_capacity
from lms.base.starter_parts import refuse_unless_demonstration


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_unless_demonstration()
        self.stdout.write(f"{invent_capacity(at=timezone.now())} invented entries of the capacity register made.")
