"""Simulated people work the simulated cases: logs from the pure engine, scores from its scoring, stored in bulk."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from lms.base.audit import Entry, record_many
from lms.competencies.selectors.framework import competencies

from ..domain.case_sheet import has_critical_breach, judged
from ..domain.casework.scenario import Scenario as Script
from ..domain.casework.scenario import Use
from ..domain.casework.state import Action
from ..domain.synthetic import work_case
from ..domain.timetable import Window, retries
from ..models import CaseAction, CaseRun, Evidence, ScenarioVersion
from ..selectors.scenarios import script_of
from .case_draw import Met, drawn_variant
from .case_spread import release_all_spreads
from .evidence import evidence_of_case
from .exam_history import DEMANDED_NOWHERE, Sitter

BATCH = 2000
SHARE_WHO_WORK_A_CASE = 0.8
MOST_WHO_PRACTISE = 60  # of a scenario; enough for its spread of decisions, and soon done
SHARE_OF_FIRST_VARIANT = 0.5  # most take what the desk lays before them
LEARNING_FROM_A_DEBRIEF = 0.5  # levels; it teaches more than a mark
PAUSE_BEFORE = (timedelta(days=3), timedelta(days=40))
SECONDS_AN_ACT = 45


@dataclass(frozen=True, slots=True)
class Worked:
    """A run and the acts it consists of, not stored yet."""

    run: CaseRun
    log: Sequence[Action]


def simulate_cases(
    *, version: ScenarioVersion, workers: Iterable[tuple[Sitter, datetime]], window: Window, rng: Random
) -> list[CaseRun]:
    """Let people practise the case and be examined in it."""
    script = script_of(version)
    office = _Office(version, script, window, rng)
    worked: list[Worked] = []
    practising = 0
    for sitter, ready in workers:
        if rng.random() > SHARE_WHO_WORK_A_CASE:
            continue
        met, moment = Met(), window.after(ready, PAUSE_BEFORE, rng)
        if practising < MOST_WHO_PRACTISE and script.variants_for(Use.PRACTICE) and moment < window.ends:
            practising += 1
            worked.append(office.practise(sitter, moment, met=met))
            moment = window.after(moment, PAUSE_BEFORE, rng)
        if script.variants_for(Use.EXAM):
            worked += office.sit_exams(sitter, retries(window, moment, rng), met=met)
    _store(worked)
    release_all_spreads(version, at=window.ends)
    return [one.run for one in worked]


@dataclass(frozen=True, slots=True)
class _Office:
    version: ScenarioVersion
    script: Script
    window: Window
    rng: Random

    def practise(self, sitter: Sitter, moment: datetime, *, met: Met) -> Worked:
        first, *others = self.script.variants_for(Use.PRACTICE)
        variant = self.rng.choice(others) if others and self.rng.random() > SHARE_OF_FIRST_VARIANT else first
        met.practised[variant] += 1
        return self._work(sitter, moment, variant=variant, mode=CaseRun.Mode.PRACTICE, learnt=0.0)

    def sit_exams(self, sitter: Sitter, moments: Iterable[datetime], *, met: Met) -> Iterator[Worked]:
        """Until passed, or until there is no more time."""
        for moment in moments:
            if moment >= self.window.ends:
                return
            learnt = LEARNING_FROM_A_DEBRIEF * (met.practised.total() + met.examined.total())
            variant = drawn_variant(self.version, sitter.user, met=met)
            met.examined[variant] += 1
            worked = self._work(sitter, moment, variant=variant, mode=CaseRun.Mode.EXAM, learnt=learnt)
            yield worked
            if worked.run.has_passed:
                return

    def _work(self, sitter: Sitter, moment: datetime, *, variant: str, mode: CaseRun.Mode, learnt: float) -> Worked:
        log = work_case(self.script, variant, _skill(self.script, sitter) + learnt, self.rng)
        result, sheet = judged(self.script, variant, log)
        run = CaseRun(
            learner=sitter.user,
            version=self.version,
            variant=variant,
            mode=mode,
            status=CaseRun.Status.FINISHED,
            started_at=moment,
            finished_at=moment + timedelta(seconds=SECONDS_AN_ACT * len(log)),
            score=result.total,
            has_passed=result.passed,
            has_critical_breach=has_critical_breach(result),
            result=sheet,
        )
        if mode == CaseRun.Mode.EXAM:
            run.deadline = moment + timedelta(minutes=self.script.limit_minutes)
        return Worked(run, log)


def _skill(script: Script, sitter: Sitter) -> float:
    claimed = [sitter.ability[one.competency] for one in script.claims if one.competency in sitter.ability]
    return sum(claimed) / len(claimed) if claimed else DEMANDED_NOWHERE


@transaction.atomic
def _store(worked: Sequence[Worked]) -> None:
    runs = CaseRun.objects.bulk_create([one.run for one in worked], batch_size=BATCH)
    CaseAction.objects.bulk_create(
        (
            CaseAction(
                run=one.run,
                seq=seq,
                action=dict(action),
                at=one.run.started_at + timedelta(seconds=SECONDS_AN_ACT * seq),
            )
            for one in worked
            for seq, action in enumerate(one.log, start=1)
        ),
        batch_size=BATCH,
    )
    cards = competencies()
    examined = [run for run in runs if run.mode == CaseRun.Mode.EXAM]
    Evidence.objects.bulk_create(
        [row for run in examined for row in evidence_of_case(run, _values_of(run), cards)], batch_size=BATCH
    )
    record_many([entry for run in sorted(runs, key=lambda run: run.started_at) for entry in _log_of(run)])


def _values_of(run: CaseRun) -> dict[str, dict[str, float]]:
    """The level values, read back from the frozen sheet."""
    return {
        one["competency"]: {"value": one["evidence"], "earned": one["earned"], "possible": one["possible"]}
        for one in run.result["competencies"]
        if one["evidence"] is not None
    }


def _log_of(run: CaseRun) -> list[Entry]:
    about = {
        "scenario": run.version.scenario.code,
        "version": run.version.number,
        "mode": str(run.mode),
        "simulated": True,
    }
    done = {**about, "status": run.status, "points": round(run.score or 0), "passed": run.has_passed}
    return [
        Entry(action="case.started", actor=run.learner, target=run, detail=about, at=run.started_at),
        Entry(action="case.finished", actor=run.learner, target=run, detail=done, at=run.finished_at),
    ]
