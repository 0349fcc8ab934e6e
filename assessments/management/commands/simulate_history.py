"""Give the starter academy a believable past; does nothing when there is one."""

from random import Random
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from lms.base.starter_parts import refuse_unless_demonstration

from ...services.case_history import simulate_cases
from ...services.history import SEED, has_history, simulate_examinations, window_until

CASE = "SIM-1"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_unless_demonstration()
        if has_history():
            return
        now = timezone.now()
        rng = Random(SEED)  # noqa: S311  (a simulation, repeatable by design)
        past = simulate_examinations(until=now, rng=rng)
        runs = simulate_cases(code=CASE, workers=past.case_workers, window=window_until(now), rng=rng)
        passed = sum(bool(attempt.has_passed) for attempt in past.records.attempts)
        self.stdout.write(f"history: {len(past.records.attempts)} attempts simulated, {passed} passed")
        self.stdout.write(f"history: {len(runs)} cases worked, {sum(bool(run.has_passed) for run in runs)} passed")
