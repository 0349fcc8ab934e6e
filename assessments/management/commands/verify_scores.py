"""Work out every score again from stored answers, keys in force and regrades, and report what differs."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.services.score_checks import check_scores, versions_without_key
from lms.base.audit import record


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        for version in versions_without_key():
            raise CommandError(f"{version}: has no key, though candidates met it.", returncode=1)
        began, attempts, differences, named = perf_counter(), 0, 0, set()
        for batch in check_scores():
            attempts += batch.attempts
            differences += len(batch.differences)
            for one in batch.differences:
                named.add(one.attempt)
                self.stderr.write(f"Attempt {one.attempt} {one.reason}.")
        record(None, "scores.verified", attempts=attempts, differences=differences)
        seconds = perf_counter() - began
        self.stdout.write(f"{attempts} attempts in {seconds:.1f} s, {differences} differences.")
        if named:
            raise CommandError(f"{len(named)} of {attempts} attempts do not hold.", returncode=1)
