"""Give the starter academy a believable past; does nothing when there is one."""

from random import Random
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from lms.base.starter_parts import refuse_unless_demonstration

from ...selectors.scenarios import live_versions, script_of
from ...services.case_history import simulate_cases
from ...services.history import SEED, has_history, simulate_examinations, window_until
from ...services.levels.recomputing import recompute_everybody

FRONT_LINE_CASE = "SIM-1"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_unless_demonstration()
        if has_history():
            return
        now = timezone.now()
        rng = Random(SEED)  # noqa: S311  (a simulation, repeatable by design)
        past = simulate_examinations(until=now, rng=rng)
        passed = sum(bool(attempt.has_passed) for attempt in past.records.attempts)
        self.stdout.write(f"history: {len(past.records.attempts)} attempts simulated, {passed} passed")
        for version in live_versions():
            code = version.scenario.code
            workers = past.at_the_counter if code == FRONT_LINE_CASE else past.workers_of(script_of(version), rng)
            runs = simulate_cases(version=version, workers=workers, window=window_until(now), rng=rng)
            passed = sum(bool(run.has_passed) for run in runs)
            self.stdout.write(f"history: {code} worked {len(runs)} times, {passed} passed")
        recompute_everybody(at=now)
