"""Simulated people work the simulated cases: logs from the pure engine, scores from its scoring, stored in bulk."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from lms.base.audit import Entry, record_many
from lms.competencies.selectors.framework import competencies
from lms.people.models import User

from ..domain.case_sheet import case_sheet, has_critical_breach
from ..domain.casework.scenario import Scenario as Script
from ..domain.casework.scoring import score
from ..domain.casework.state import Action
from ..domain.synthetic import work_case
from ..domain.timetable import Window, retries
from ..models import CaseAction, CaseRun, Evidence, ScenarioVersion
from ..selectors.scenarios import live_version, script_of
from .casework import drawn_variant
from .evidence import evidence_of_case
from .exam_history import DEMANDED_NOWHERE, Sitter

BATCH = 2000
SHARE_WHO_WORK_A_CASE = 0.8
LEARNING_FROM_A_FAILURE = 0.5  # levels; a debrief teaches more than a mark
PAUSE_AFTER_EXAM = (timedelta(days=3), timedelta(days=40))
SECONDS_AN_ACT = 45


def simulate_cases(
    *, code: str, workers: Iterable[tuple[Sitter, datetime]], window: Window, rng: Random
) -> list[CaseRun]:
    """Let those who passed the examination work the case; nothing happens where there is no such case."""
    version = live_version(code)
    if version is None:
        return []
    script = script_of(version)
    runs: list[CaseRun] = []
    logs: list[Sequence[Action]] = []
    for sitter, ready in workers:
        if rng.random() > SHARE_WHO_WORK_A_CASE:
            continue
        learnt = 0.0
        for tries, moment in enumerate(retries(window, window.after(ready, PAUSE_AFTER_EXAM, rng), rng)):
            if moment >= window.ends:
                break
            variant = drawn_variant(version, sitter.user, tries=tries)
            log = work_case(script, variant, _skill(script, sitter) + learnt, rng)
            runs.append(_run(version, script, learner=sitter.user, variant=variant, log=log, moment=moment))
            logs.append(log)
            if runs[-1].has_passed:
                break
            learnt += LEARNING_FROM_A_FAILURE
    _store(runs, logs)
    return runs


def _skill(script: Script, sitter: Sitter) -> float:
    claimed = [sitter.ability[one.competency] for one in script.claims if one.competency in sitter.ability]
    return sum(claimed) / len(claimed) if claimed else DEMANDED_NOWHERE


def _run(
    version: ScenarioVersion,
    script: Script,
    *,
    learner: User,
    variant: str,
    log: Sequence[Action],
    moment: datetime,
) -> CaseRun:
    result = score(script, variant, log)
    return CaseRun(
        learner=learner,
        version=version,
        variant=variant,
        mode=CaseRun.Mode.EXAM,
        status=CaseRun.Status.FINISHED,
        started_at=moment,
        deadline=moment + timedelta(minutes=script.limit_minutes),
        finished_at=moment + timedelta(seconds=SECONDS_AN_ACT * len(log)),
        score=result.total,
        has_passed=result.passed,
        has_critical_breach=has_critical_breach(result),
        result=case_sheet(result, acts=len(log), pass_mark=script.pass_mark),
    )


@transaction.atomic
def _store(runs: Sequence[CaseRun], logs: Sequence[Sequence[Action]]) -> None:
    CaseRun.objects.bulk_create(runs, batch_size=BATCH)
    CaseAction.objects.bulk_create(
        (
            CaseAction(
                run=run, seq=seq, action=dict(action), at=run.started_at + timedelta(seconds=SECONDS_AN_ACT * seq)
            )
            for run, log in zip(runs, logs, strict=True)
            for seq, action in enumerate(log, start=1)
        ),
        batch_size=BATCH,
    )
    cards = competencies()
    Evidence.objects.bulk_create(
        [row for run in runs for row in evidence_of_case(run, _values_of(run), cards)], batch_size=BATCH
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
    about = {"scenario": run.version.scenario.code, "version": run.version.number, "simulated": True}
    done = {**about, "status": run.status, "points": round(run.score or 0), "passed": run.has_passed}
    return [
        Entry(action="case.started", actor=run.learner, target=run, detail=about, at=run.started_at),
        Entry(action="case.finished", actor=run.learner, target=run, detail=done, at=run.finished_at),
    ]
