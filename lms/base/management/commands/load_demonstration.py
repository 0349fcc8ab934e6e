"""Load the whole starter academy with invented people, sign-ins for every role and a simulated past; never in
production. What is there already is left alone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ...starter_parts import load_parts, refuse_unless_demonstration

PARTS = ("load_framework", "load_organisation", "load_academy", "invent_capacity")
HISTORY = ("simulate_history", "simulate_entries", "issue_backlog", "take_snapshots", "invent_service_figures")


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--without-history", action="store_true", help="no simulated examinations and cases")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_unless_demonstration()
        load_parts(PARTS if options["without_history"] else PARTS + HISTORY, out=self.stdout)
