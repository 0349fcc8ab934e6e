"""Simulated cases as a learner meets them: what there is to work on, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from lms.base.fields import LocalizedText
from lms.competencies.selectors.framework import CompetencyCard, competencies
from lms.people.models import User

from ..domain.casework.scenario import Scenario as Script
from ..domain.casework.scenario import Use
from ..domain.retakes import Permission, Refusal
from ..models import CaseRun, Scenario, ScenarioVersion
from .authoring import has_worked_on
from .scenarios import live_version, live_versions, runs_with_version, script_of

WAIT_AFTER_FAILURE = timedelta(days=7)
RUNS_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A competency that a case gives evidence for, and the level it aims at."""

    card: CompetencyCard
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCard:
    code: str
    title: LocalizedText
    summary: LocalizedText  # the post one fills
    minutes: int  # of real time in examination mode
    pass_mark: int  # of 100
    trains: list[Trained]
    variants: tuple[str, ...]  # to practise
    is_examined: bool  # whether any variant is offered for examination
    url: str
    open_practice: CaseRun | None
    open_exam: CaseRun | None
    closed: list[CaseRun]  # latest first


def case_card(code: str, user: User) -> CaseCard | None:
    version = live_version(code)
    if version is None:
        return None
    runs = list(case_runs_of(user).filter(version__scenario=version.scenario_id))
    return _card(version, runs, cards=competencies())


def case_cards(user: User) -> list[CaseCard]:
    """All cases that are live; as many queries for one as for twenty."""
    runs = list(case_runs_of(user))
    cards = competencies()
    return [
        _card(version, [run for run in runs if run.version.scenario_id == version.scenario_id], cards=cards)
        for version in live_versions()
    ]


def case_runs_of(user: User) -> QuerySet[CaseRun]:
    """Latest first; test plays of authors are none of a learner's runs."""
    runs = runs_with_version().defer("result").exclude(mode=CaseRun.Mode.TEST)
    return runs.filter(learner=user).order_by("-started_at", "-pk")


def exams_of(user: User, scenario: Scenario) -> list[CaseRun]:
    """Latest first."""
    return list(case_runs_of(user).filter(version__scenario=scenario, mode=CaseRun.Mode.EXAM))


def permission_for_exam(scenario: Scenario, user: User, exams: Sequence[CaseRun], *, at: datetime) -> Permission:
    """After a failed examination there is a week to learn; a passed one may be renewed at any time."""
    if has_worked_on(user, scenario):
        return Permission(Refusal.WORKED_ON_BANK)
    ends = [
        (run.finished_at, run.has_passed)
        for run in exams
        if run.status != CaseRun.Status.OPEN and run.finished_at is not None
    ]
    if not ends:
        return Permission()
    finished_at, has_passed = max(ends)
    free_from = finished_at + WAIT_AFTER_FAILURE
    return Permission() if has_passed or at >= free_from else Permission(Refusal.WAITING, free_from)


def _trained(script: Script, cards: Mapping[str, CompetencyCard]) -> list[Trained]:
    return [
        Trained(card=cards[claim.competency], level=claim.level) for claim in script.claims if claim.competency in cards
    ]


def _card(version: ScenarioVersion, runs: list[CaseRun], *, cards: Mapping[str, CompetencyCard]) -> CaseCard:
    script = script_of(version)
    running = {run.mode: run for run in runs if run.status == CaseRun.Status.OPEN}
    return CaseCard(
        code=version.scenario.code,
        title=version.scenario.title,
        summary=version.scenario.summary,
        minutes=script.limit_minutes,
        pass_mark=round(script.pass_mark),
        trains=_trained(script, cards),
        variants=script.variants_for(Use.PRACTICE),
        is_examined=bool(script.variants_for(Use.EXAM)),
        url=reverse("assessments:case", args=[version.scenario.code]),
        open_practice=running.get(CaseRun.Mode.PRACTICE),
        open_exam=running.get(CaseRun.Mode.EXAM),
        closed=[run for run in runs if run.status != CaseRun.Status.OPEN][:RUNS_SHOWN],
    )
