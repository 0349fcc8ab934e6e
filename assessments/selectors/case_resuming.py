"""Going back in a practice run: from which steps one may go on, and what would be taken over."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ..domain.casework.texts import Renderer
from ..domain.casework.timeline import Act, played
from ..models import CaseRun, ScenarioVersion
from .case_desk import add_deed_words
from .cases import case_runs_of
from .scenarios import log_of, script_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumption:
    """`taken_over` are the acts of the first `step` entries of the log, `then` is what followed them."""

    run: CaseRun
    title: str
    step: int
    taken_over: list[dict[str, Any]]
    then: dict[str, Any]
    replaced: CaseRun | None  # practice that is open and would be handed in


def may_be_resumed(run: CaseRun) -> bool:
    """Practice of a version that is still in use; an examination is never played twice."""
    return run.mode == CaseRun.Mode.PRACTICE and run.version.status == ScenarioVersion.Status.LIVE


def steps_of(run: CaseRun, *, language: str) -> list[dict[str, Any]]:
    """The journal so far, each line with its place in the log."""
    script = script_of(run.version)
    say = Renderer(language, script.case(run.variant).parameters)
    return [shown_act(act) for act in played(script, run.variant, log_of(run), say).acts]


def shown_act(act: Act) -> dict[str, Any]:
    """One line of the journal in words; `resume_at` is the step before it, and nothing before the first."""
    shown: dict[str, Any] = {**act.shown, "date": date.fromisoformat(act.day)}
    add_deed_words([shown])
    return {**shown, "step": act.step, "resume_at": act.step - 1}


def resumption_of(run: CaseRun, step: int, *, language: str) -> Resumption | None:
    """None where there is nothing to go back to."""
    if not may_be_resumed(run):
        return None
    acts = steps_of(run, language=language)
    taken_over = [act for act in acts if act["step"] <= step]
    following = [act for act in acts if act["step"] > step]
    if not taken_over or not following:
        return None
    open_runs = case_runs_of(run.learner).filter(
        version__scenario=run.version.scenario_id, mode=CaseRun.Mode.PRACTICE, status=CaseRun.Status.OPEN
    )
    return Resumption(
        run=run,
        title=str(run.version.scenario.title),
        step=step,
        taken_over=taken_over,
        then=following[0],
        replaced=open_runs.first(),
    )
