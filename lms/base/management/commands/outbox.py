"""List the background work that is parked or keeps failing; with --release, have all of it tried again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Q
from django.utils import timezone

from ...models import OutboxMessage
from ...outbox import release


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--release", action="store_true", help="make these messages due again, at once")

    def handle(self, *args: Any, **options: Any) -> None:
        troubled = OutboxMessage.objects.filter(done_at=None).exclude(Q(parked_at=None) & Q(last_error=""))
        for message in troubled.order_by("pk"):
            since = timezone.localtime(message.parked_at or message.created_at)
            state = "parked" if message.parked_at else f"failed {message.attempts} times,"
            self.stdout.write(f"{message}: {state} since {since:%Y-%m-%d %H:%M}: {message.last_error}")
        if options["release"]:
            self.stdout.write(f"{release(troubled)} messages are due again.")
        elif not troubled.exists():
            self.stdout.write("No message is parked or failing.")
