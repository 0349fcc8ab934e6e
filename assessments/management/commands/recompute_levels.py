"""Work out everybody's kept levels and counts anew: here, or by the workers where there are several."""

from typing import Any

from django.core.management.base import BaseCommand

from ...tasks import recompute_levels


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        people = recompute_levels()
        self.stdout.write("Handed to the workers." if people is None else f"Levels of {people} people worked out.")
