"""Work out kept levels and counts anew, report what is wrong as numbers, and put it right (--look: only report)."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from ...services.levels.verifying import verify_levels


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--look", action="store_true", help="put nothing right")

    def handle(self, *args: Any, **options: Any) -> None:
        began = perf_counter()
        found = verify_levels(at=timezone.now(), is_kept_right=not options["look"])
        self.stdout.write(
            f"{found.people} people in {perf_counter() - began:.1f} s. Counts: {found.cells_wrong} cells wrong, "
            f"{found.people_counted_wrong} people counted wrong. Levels: {found.levels_wrong} wrong; "
            f"{found.people_misplaced} people in the wrong place. Moved by age alone: {found.levels_aged} levels."
        )
        if options["look"] and not found.is_sound:
            raise CommandError("Kept figures do not hold.", returncode=1)
