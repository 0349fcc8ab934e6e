"""List every certificate whose signature, row, basis or log entry does not hold; exit 1 if there is any."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...models import Credential
from ...selectors.faults import faults


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(faults())
        for fault in found:
            self.stderr.write(f"{fault.public_id} {fault.reason}")
        if found:
            raise CommandError(f"{len(found)} faults")
        self.stdout.write(f"{Credential.objects.count()} certificates hold")
