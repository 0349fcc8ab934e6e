"""Runs of a simulated case as a rater meets them: what was done and written, neither by whom nor for what score."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from lms.people.models import User

from ...domain.casework.letters import Letter
from ...domain.casework.reducer import replay
from ...domain.casework.texts import Renderer
from ...domain.casework.view import journal
from ...models import PanelRun, Rater, ScenarioPanel
from ..case_desk import add_deed_words
from ..case_letters import copies
from ..scenarios import log_of, script_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """All that a rater sees of a run."""

    run: PanelRun
    truth: list[tuple[str, str]]  # what lay behind the case, line by line
    days: list[tuple[date, list[dict[str, Any]]]]
    letters: list[Letter]
    grade: int | None  # by this rater


def raterships_of(user: User) -> QuerySet[Rater]:
    return (
        Rater.objects.filter(user=user)
        .exclude(panel__status=ScenarioPanel.Status.DISCARDED)
        .select_related("panel__version__scenario", "user")
        .defer("panel__version__definition", "panel__version__report")
        .order_by("-panel__created_at")
    )


def graded_by(rater: Rater) -> list[tuple[int, bool]]:
    """(number of the run, whether this rater has graded it), in order."""
    done = set(rater.ratings.values_list("run_id", flat=True))
    return [(position, pk in done) for pk, position in rater.panel.runs.values_list("pk", "position")]


def run_at(rater: Rater, position: int) -> PanelRun:
    """404 for a number that the panel does not have."""
    return get_object_or_404(
        rater.panel.runs.select_related("run__version").defer("run__version__definition", "run__result"),
        position=position,
    )


def record_of(rater: Rater, position: int) -> RunRecord:
    found = run_at(rater, position)
    run, language = found.run, get_language() or "en"
    script = script_of(run.version)
    case = script.case(run.variant)
    state = replay(script, run.variant, log_of(run))
    say = Renderer(language, case.parameters)
    acts: list[Any] = journal(case, state, say)
    add_deed_words(acts)
    return RunRecord(
        run=found,
        truth=[(say(line.label), say(line.value)) for line in case.truth],
        days=[(date.fromisoformat(day), list(some)) for day, some in groupby(acts, key=lambda act: str(act["date"]))],
        letters=list(copies(case, state, language=language)),
        grade=rater.ratings.filter(run=found).values_list("grade", flat=True).first(),
    )
