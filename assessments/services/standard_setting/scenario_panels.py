"""Panels that grade whole runs of a simulated case.

What they find is a proposal: the pass mark stands in the scenario's file. Whoever writes the scenario brings in a
version with the new mark, and a second person releases it like any other.
"""

from collections.abc import Collection
from datetime import datetime
from random import Random

from django.db import transaction
from django.utils.translation import gettext as _

from lms.base.audit import record
from lms.people.models import User

from ...domain.standard_setting.borderline import FEWEST_RUNS
from ...models import CaseRun, GlobalRating, PanelRun, Rater, ScenarioPanel, ScenarioVersion
from ...panel_permissions import may_convene
from ...selectors.standard_setting.scenario_results import FEWEST_RATERS, has_graded_all, runs_to_grade
from ..duties import refresh_panel_duties
from .notices import announce_to_raters
from .refusal import PanelRefused

MOST_RUNS = 60  # more would tire two raters without moving the line

Status = ScenarioPanel.Status


@transaction.atomic
def convene_raters(*, version: ScenarioVersion, raters: Collection[User], convener: User) -> ScenarioPanel:
    """The latest examination runs of the version, in a shuffled order, none of them a rater's own."""
    if not may_convene(convener, version.scenario):
        raise PanelRefused(_("Only people of this scenario can convene a panel."))
    if ScenarioPanel.objects.filter(version=version, status=Status.RATING).exists():
        raise PanelRefused(_("A panel is grading this version already."))
    if len({rater.pk for rater in raters}) < FEWEST_RATERS:
        raise PanelRefused(_("Two people must grade each run, each on their own."))
    _refuse_candidates(version, raters)
    runs = list(runs_to_grade(version).exclude(learner__in=raters)[:MOST_RUNS])
    if len(runs) < FEWEST_RUNS:
        raise PanelRefused(_("At least thirty finished examination runs of this version are needed."))
    panel = ScenarioPanel.objects.create(version=version, convener=convener)
    Random(panel.public_id.int).shuffle(runs)  # noqa: S311  (the order hides times, it guards no secret)
    PanelRun.objects.bulk_create(
        PanelRun(panel=panel, position=position, run=run) for position, run in enumerate(runs, start=1)
    )
    Rater.objects.bulk_create(Rater(panel=panel, user=rater) for rater in raters)
    refresh_panel_duties([rater.pk for rater in raters])
    announce_to_raters(panel, {rater.pk for rater in raters})
    record(
        convener,
        "scenario_panel.convened",
        panel,
        scenario=version.scenario.code,
        version=version.number,
        items=len(runs),
    )
    for rater in raters:
        record(convener, "scenario_panel.rater_named", rater, scenario=version.scenario.code)
    return panel


@transaction.atomic
def grade_run(*, rater: Rater, run: PanelRun, grade: int, at: datetime) -> GlobalRating:
    """The log learns that a run was graded, not how."""
    panel = _locked(rater.panel)
    if panel.status != Status.RATING or run.panel_id != panel.pk:
        raise PanelRefused(_("This panel takes no more grades."))
    if grade not in GlobalRating.Grade.values:
        raise PanelRefused(_("A grade is a whole number from 1 to 5."))
    rating, _is_new = GlobalRating.objects.update_or_create(rater=rater, run=run, defaults={"grade": grade, "at": at})
    record(rater.user, "scenario_panel.run_graded", panel, scenario=panel.version.scenario.code, number=run.position)
    return rating


@transaction.atomic
def close_scenario_panel(*, panel: ScenarioPanel, to: ScenarioPanel.Status, actor: User, at: datetime) -> ScenarioPanel:
    """Closed once every rater has graded every run, or discarded before."""
    held = _locked(panel)
    if held.convener_id != actor.pk or not may_convene(actor, held.version.scenario):
        raise PanelRefused(_("Only the convener leads the panel."))
    if held.status != Status.RATING or to == Status.RATING:
        raise PanelRefused(_("The panel is no longer in a state that allows this step."))
    if to == Status.CLOSED and not has_graded_all(held):
        raise PanelRefused(_("Every rater must have graded every run first."))
    held.status, held.closed_at = to, at
    held.save(update_fields=["status", "closed_at"])
    refresh_panel_duties(list(held.raters.values_list("user_id", flat=True)))
    record(actor, f"scenario_panel.{to}", held, scenario=held.version.scenario.code, version=held.version.number)
    return held


def _refuse_candidates(version: ScenarioVersion, raters: Collection[User]) -> None:
    """Nobody reads how others served the case that they are serving at this moment."""
    working = CaseRun.objects.filter(
        learner__in=raters,
        version__scenario=version.scenario_id,
        mode=CaseRun.Mode.EXAM,
        status=CaseRun.Status.OPEN,
    )
    if working.exists():
        raise PanelRefused(_("Somebody named as a rater is being examined in this case just now."))


def _locked(panel: ScenarioPanel) -> ScenarioPanel:
    return (
        ScenarioPanel.objects.select_for_update(of=("self",), no_key=True)
        .select_related("version__scenario__unit")
        .defer("version__definition", "version__report")
        .get(pk=panel.pk)
    )
