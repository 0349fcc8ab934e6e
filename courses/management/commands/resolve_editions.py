"""Resolve every published course anew, after an upgrade that changed blocks or their words; unchanged ones stay."""

from typing import Any

from django.core.management.base import BaseCommand

from ...models import CourseEdition
from ...services.framework_editing import resolve_all_editions


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        before = CourseEdition.objects.count()
        resolve_all_editions({})
        self.stdout.write(f"editions: {CourseEdition.objects.count() - before} courses changed")
