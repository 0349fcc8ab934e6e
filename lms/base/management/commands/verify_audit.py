"""Check that nobody changed, removed or inserted an event of the audit log."""

import re
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.base.audit import faults, record
from lms.base.models import AuditEvent

HEAD = re.compile(r"(\d+):([0-9a-f]{64})")
FAULTS_NAMED = 10  # after the first few, one changed event explains the rest


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head",
            metavar="SEQUENCE:HASH",
            help="a head that this command printed earlier: shows that the log was not cut short since",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        last = AuditEvent.objects.order_by("sequence").last()
        found = list(islice(faults(), FAULTS_NAMED))
        if found:
            for fault in found[1:]:
                self.stderr.write(f"Also event {fault.sequence}: {fault.reason}.")
            raise CommandError(f"The log is broken at event {found[0].sequence}: {found[0].reason}.", returncode=1)
        if options["head"]:
            _check_head(options["head"])
        if last is None:
            self.stdout.write("0 events.")
            return
        record(None, "audit.verified", up_to=last.sequence, head=last.hash)
        self.stdout.write(f"{last.sequence} events, the chain holds.\nHead: {last.sequence}:{last.hash}")


def _check_head(head: str) -> None:
    match = HEAD.fullmatch(head)
    if match is None:
        raise CommandError("A head is written SEQUENCE:HASH, as this command prints it.")
    sequence = int(match[1])
    event = AuditEvent.objects.filter(sequence=sequence).first()
    if event is None:
        raise CommandError(f"The log is broken at event {sequence}: it was cut off, with all that followed.")
    if event.hash != match[2]:
        raise CommandError(f"The log is broken at event {sequence}: it is not the event of the head given.")
