"""Take the snapshots that are missing, and count anew what pages read beside them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from analytics.services.calendar import is_first_time, take_due_snapshots, take_history
from analytics.services.option_counts import count_options


class Command(BaseCommand):
    help = (
        "Take today's snapshot and the last quarter's where missing; "
        "the first time, or with --history, those of the last 18 months."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--history", action="store_true", help="the quarters of the last 18 months as well")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        whole = options["history"] or is_first_time()
        taken = take_history(at=at) if whole else take_due_snapshots(at=at)
        for snapshot in taken:
            self.stdout.write(f"{snapshot} {snapshot.occasion}: {snapshot.people} people")
        self.stdout.write(f"{len(taken)} snapshots taken.")
        self.stdout.write(f"Options of {count_options(at=at)} items counted.")
