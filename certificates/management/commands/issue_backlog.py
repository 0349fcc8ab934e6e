"""Issue every certificate that the history makes due, dated as of the result that fulfilled its rule."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ...services.backlog import issue_backlog


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{issue_backlog(until=timezone.now())} certificates issued from the history")
