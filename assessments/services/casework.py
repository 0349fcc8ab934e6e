"""Working a simulated case: start, act, hand in. Only the acts are stored; state and score follow from them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from lms.base.audit import record
from lms.people.models import User

from ..domain.case_sheet import has_critical_breach, judged, level_values
from ..domain.casework.errors import ActionRefused
from ..domain.casework.reducer import apply, replay
from ..domain.casework.scenario import Use
from ..domain.retakes import Permission
from ..models import CaseAction, CaseRun, Scenario, ScenarioVersion
from ..permissions import may_review, may_write
from ..selectors.accommodations import granted_to
from ..selectors.cases import case_runs_of, exams_of, permission_for_exam
from ..selectors.scenarios import Log, live_version, log_of, runs_with_version, script_of
from ..signals import case_scored
from .case_draw import drawn_variant, met_by
from .case_spread import release_spread
from .delivery import NETWORK_GRACE, session_binding
from .evidence import record_case
from .locks import hold


class CaseNotOffered(Exception):
    """There is no live version, or no such variant."""


class ExamRefused(Exception):
    def __init__(self, permission: Permission) -> None:
        self.permission = permission
        super().__init__(str(permission.refusal))


class ActRefused(Exception):
    """Nothing was changed. `code` is one of the engine's, or run_closed, time_over, elsewhere, stale."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        super().__init__(f"{code}: {detail}")


@transaction.atomic
def start_practice(*, scenario: Scenario, learner: User, variant: str | None, at: datetime) -> CaseRun:
    """A fresh desk; a practice run still open is handed in as it stands."""
    version = _live(scenario)
    hand_in_practice(scenario=scenario, learner=learner, at=at)
    variants = script_of(version).variants_for(Use.PRACTICE)
    if variant is None and variants:
        practised = case_runs_of(learner).filter(version__scenario=scenario, mode=CaseRun.Mode.PRACTICE)
        variant = variants[practised.filter(resumed_from=None).count() % len(variants)]
    if variant not in variants:
        raise CaseNotOffered(variant)
    return begin(version, learner, variant=variant, at=at)


def hand_in_practice(*, scenario: Scenario, learner: User, at: datetime) -> None:
    """Close what this person still practises of the scenario; within the caller's transaction."""
    hold(learner.pk)
    for run in _open_runs(scenario, learner, CaseRun.Mode.PRACTICE):
        _close(run, log_of(run), status=CaseRun.Status.FINISHED, at=at)


@transaction.atomic
def start_test(*, version: ScenarioVersion, player: User, variant: str, at: datetime) -> CaseRun:
    """A desk on any version, for who writes or reviews it; a test still open on it is handed in as it stands."""
    if not (may_write(player, version.scenario) or may_review(player, version.scenario)):
        raise CaseNotOffered(version)
    if variant not in script_of(version).cases:
        raise CaseNotOffered(variant)
    hold(player.pk)
    under_way = runs_with_version().filter(learner=player, version=version, mode=CaseRun.Mode.TEST)
    for run in under_way.filter(status=CaseRun.Status.OPEN):
        _close(run, log_of(run), status=CaseRun.Status.FINISHED, at=at)
    return begin(version, player, variant=variant, at=at, mode=CaseRun.Mode.TEST)


@transaction.atomic
def start_exam(*, scenario: Scenario, learner: User, session_key: str, at: datetime) -> CaseRun:
    """The open examination if there is one, else a new one in a variant that the rule draws, bound to this session."""
    version = _live(scenario)
    hold(learner.pk)
    running = _open_runs(scenario, learner, CaseRun.Mode.EXAM)
    if running:
        return running[0]
    if not script_of(version).variants_for(Use.EXAM):
        raise CaseNotOffered(scenario.code)
    permission = permission_for_exam(scenario, learner, exams_of(learner, scenario), at=at)
    if not permission.is_granted:
        raise ExamRefused(permission)
    granted = granted_to(learner, timezone.localdate(at))
    return begin(
        version,
        learner,
        variant=drawn_variant(version, learner, met=met_by(learner, scenario)),
        at=at,
        mode=CaseRun.Mode.EXAM,
        binding=session_binding(session_key),
        time_percent=granted.time_percent,
        deadline=at + granted.time_for(script_of(version).limit_minutes),
    )


def act(*, run: CaseRun, action: Mapping[str, Any], seen: int, session_key: str, at: datetime) -> CaseRun:
    """Perform one act and answer the run as it now stands; raises ActRefused, which is logged.

    An examination takes acts only from the session it is bound to. `seen` is the number of acts the sender knew of:
    whoever acts on an old page is refused, so no two windows can lead a run in two directions.
    """
    with transaction.atomic():
        # The refusal leaves the block before it is raised, so that its record is kept.
        locked = _locked(run)
        refusal = _perform(locked, action, seen=seen, session_key=session_key, at=at)
        if refusal is not None:
            record(
                locked.learner, "case.action_refused", locked, code=refusal.code, type=str(action.get("type", ""))[:20]
            )
    if refusal is not None:
        raise refusal
    return locked


@transaction.atomic
def take_over_run(*, run: CaseRun, session_key: str) -> CaseRun:
    """Bind the examination to this session; the other one can no longer act."""
    locked = _locked(run)
    if locked.is_exam and locked.status == CaseRun.Status.OPEN:
        locked.binding = session_binding(session_key)
        locked.save(update_fields=["binding"])
        record(locked.learner, "case.taken_over", locked)
    return locked


def is_bound(run: CaseRun, session_key: str) -> bool:
    """Only examinations are bound to a session."""
    return not run.is_exam or run.binding == session_binding(session_key)


@transaction.atomic
def note_stranger(*, run: CaseRun, actor: User) -> None:
    """Someone tried to act in a run that is not theirs."""
    record(actor, "case.action_refused", run, code="not_theirs")


@transaction.atomic
def close_if_overdue(*, run: CaseRun, at: datetime) -> CaseRun:
    if not is_overdue(run, at):
        return run
    locked = _locked(run)
    if is_overdue(locked, at):
        _expire(locked)
    return locked


def is_overdue(run: CaseRun, at: datetime) -> bool:
    return run.status == CaseRun.Status.OPEN and run.deadline is not None and at > run.deadline + NETWORK_GRACE


def _perform(
    run: CaseRun, action: Mapping[str, Any], *, seen: int, session_key: str, at: datetime
) -> ActRefused | None:
    if run.status != CaseRun.Status.OPEN:
        return ActRefused("run_closed")
    if is_overdue(run, at):
        _expire(run)
        return ActRefused("time_over")
    if not is_bound(run, session_key):
        return ActRefused("elsewhere")
    log = log_of(run)
    if seen != len(log):
        return ActRefused("stale", f"{seen} acts seen, {len(log)} made")
    script = script_of(run.version)
    try:
        state, _ = apply(script, run.variant, replay(script, run.variant, log), action)
    except ActionRefused as refused:
        return ActRefused(refused.code, refused.detail)
    CaseAction.objects.create(run=run, seq=len(log) + 1, action=dict(action), at=at)
    if state.ending is not None:
        _close(run, [*log, dict(action)], status=CaseRun.Status.FINISHED, at=at)
    return None


def _live(scenario: Scenario) -> ScenarioVersion:
    version = live_version(scenario.code)
    if version is None:
        raise CaseNotOffered(scenario.code)
    return version


def _open_runs(scenario: Scenario, learner: User, mode: CaseRun.Mode) -> list[CaseRun]:
    return list(case_runs_of(learner).filter(version__scenario=scenario, mode=mode, status=CaseRun.Status.OPEN))


def _locked(run: CaseRun) -> CaseRun:
    hold(run.learner_id)
    return runs_with_version().select_for_update(of=("self",), no_key=True).get(pk=run.pk)


def begin(version: ScenarioVersion, learner: User, *, variant: str, at: datetime, **facts: Any) -> CaseRun:
    """A new run, for practice unless `facts` say otherwise; within the caller's transaction."""
    run = CaseRun.objects.create(
        learner=learner,
        version=version,
        variant=variant,
        started_at=at,
        **{"mode": CaseRun.Mode.PRACTICE, **facts},
    )
    record(learner, "case.started", run, scenario=version.scenario.code, version=version.number, mode=str(run.mode))
    return run


def _expire(run: CaseRun) -> None:
    """What was done in time counts, and the run ends when its time did, whenever that is noticed."""
    if run.deadline is None:
        raise ValueError("a run without a limit cannot expire")
    _close(run, log_of(run), status=CaseRun.Status.EXPIRED, at=run.deadline)


def _close(run: CaseRun, log: Log, *, status: CaseRun.Status, at: datetime) -> None:
    """Score the log and freeze the result; only an examination becomes evidence."""
    result, sheet = judged(script_of(run.version), run.variant, log)
    run.status, run.finished_at = status, at
    run.score, run.has_passed = result.total, result.passed
    run.has_critical_breach = has_critical_breach(result)
    run.result = sheet
    run.save(update_fields=["status", "finished_at", "score", "has_passed", "has_critical_breach", "result"])
    if run.is_exam:
        record_case(run=run, values=level_values(result))
    if run.mode != CaseRun.Mode.TEST:
        release_spread(run.version, run.variant, run.mode, at=at)
    record(
        run.learner,
        "case.finished",
        run,
        status=str(status),
        points=round(result.total),
        passed=result.passed,
        acts=len(log),
    )
    if run.mode != CaseRun.Mode.TEST:
        case_scored.send(sender=CaseRun, run_id=run.pk, learner_id=run.learner_id)
