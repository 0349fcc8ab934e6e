"""Runs of SIM-1 graded by two people who know neither names nor scores, and the pass mark that follows."""

from collections.abc import Callable
from http import HTTPStatus

import pytest
from django.urls import reverse

from assessments.domain.standard_setting.borderline import borderline_cut
from assessments.models import CaseAction, CaseRun, GlobalRating, Scenario, ScenarioPanel
from assessments.selectors.authoring import has_worked_on
from assessments.selectors.standard_setting.scenario_results import scenario_result
from assessments.services.standard_setting.refusal import PanelRefused
from assessments.services.standard_setting.scenario_panels import close_scenario_panel, convene_raters, grade_run
from lms.base.models import AuditEvent
from lms.people.models import OrgUnit, Role, User
from lms.people.services.grants import grant_role

from .conftest import NOW

pytestmark = pytest.mark.django_db
RUNS = 30


@pytest.fixture
def owned(scenario: Scenario, units: dict[str, OrgUnit]) -> Scenario:
    scenario.unit = units["X"]
    scenario.save()
    return scenario


@pytest.fixture
def ann(units: dict[str, OrgUnit]) -> User:
    user = User.objects.create_user("ann@example.org", "a-long-enough-password", name="Ann")
    grant_role(user=user, role=Role.AUTHOR, unit=units["X"], by=None)
    return user


@pytest.fixture
def raters(db: None) -> list[User]:
    return [
        User.objects.create_user(f"rater{one}@example.org", "a-long-enough-password", name=f"Rater {one}")
        for one in "ab"
    ]


@pytest.fixture
def finish(owned: Scenario) -> Callable[..., CaseRun]:
    """A finished examination run of somebody new, with one act."""

    def make(place: int, *, learner: User | None = None) -> CaseRun:
        name, address = f"Candidate {place}", f"candidate{place}@example.org"
        learner = learner or User.objects.create_user(address, "a-long-enough-password", name=name)
        run = CaseRun.objects.create(
            learner=learner,
            version=owned.versions.get(),
            variant="a",
            mode=CaseRun.Mode.EXAM,
            status=CaseRun.Status.FINISHED,
            started_at=NOW,
            finished_at=NOW,
            score=score_at(place),
            has_passed=False,
            has_critical_breach=False,
        )
        CaseAction.objects.create(run=run, seq=1, action={"type": "finish"}, at=NOW)
        return run

    return make


def score_at(place: int) -> float:
    return 30.37 + 2 * place


@pytest.fixture
def panel(finish, raters, ann, owned) -> ScenarioPanel:
    for place in range(RUNS):
        finish(place)
    return convene_raters(version=owned.versions.get(), raters=raters, convener=ann)


def grades_of(place: int) -> list[int]:
    return [1 + place // 6, min(5, 1 + (place + 3) // 6)]


def grade_all(panel: ScenarioPanel) -> None:
    for run in panel.runs.select_related("run"):
        place = round((run.run.score - score_at(0)) / 2)
        for rater, grade in zip(panel.raters.order_by("pk"), grades_of(place), strict=True):
            GlobalRating.objects.create(rater=rater, run=run, grade=grade, at=NOW)


def test_the_cut_is_what_the_line_predicts_at_the_border(panel, ann):
    with pytest.raises(PanelRefused, match="every run"):
        close_scenario_panel(panel=panel, to=ScenarioPanel.Status.CLOSED, actor=ann, at=NOW)
    grade_all(panel)
    closed = close_scenario_panel(panel=panel, to=ScenarioPanel.Status.CLOSED, actor=ann, at=NOW)
    result = scenario_result(closed)
    means = [sum(grades_of(place)) / 2 for place in range(RUNS)]
    expected = borderline_cut(means, [score_at(place) for place in range(RUNS)])
    assert (result.cut.cut, result.cut.standard_error) == pytest.approx((expected.cut, expected.standard_error))
    assert (len(result.points), result.agreement) == (RUNS, 100)


def test_too_few_runs_or_raters_make_no_panel(finish, raters, ann, owned, ada):
    version = owned.versions.get()
    for place in range(RUNS - 1):
        finish(place)
    with pytest.raises(PanelRefused, match="thirty"):
        convene_raters(version=version, raters=raters, convener=ann)
    # A rater's own run is not among those graded.
    finish(RUNS, learner=raters[0])
    with pytest.raises(PanelRefused, match="thirty"):
        convene_raters(version=version, raters=raters, convener=ann)
    with pytest.raises(PanelRefused, match="Two people"):
        convene_raters(version=version, raters=[raters[0], raters[0]], convener=ann)
    with pytest.raises(PanelRefused, match="people of this scenario"):
        convene_raters(version=version, raters=raters, convener=ada)


def test_a_rater_reads_the_run_without_name_and_score(client, panel, raters):
    client.force_login(raters[0])
    found = panel.runs.select_related("run__learner").get(position=1)
    address = reverse("assessments:rater_run", args=[panel.public_id, 1])
    page = client.get(address).content.decode()
    assert "Handed the case in" in page and "What lay behind it" in page
    assert found.run.learner.name not in page
    assert f"{found.run.score:.2f}" not in page and f"{found.run.score:.0f} /" not in page
    reply = client.post(address, {"grade": "3"})
    assert reply["Location"] == reverse("assessments:rater_run", args=[panel.public_id, 2])
    assert GlobalRating.objects.get().grade == 3
    assert AuditEvent.objects.get(action="scenario_panel.run_graded").detail == {"scenario": "SIM-1", "number": 1}
    client.post(address, {"grade": "6"})
    assert GlobalRating.objects.get().grade == 3


def test_raters_alone_open_the_runs_and_are_not_examined_in_the_case_afterwards(client, panel, raters, ann, ada, owned):
    address = reverse("assessments:rater_run", args=[panel.public_id, 1])
    for other in (ann, ada):
        client.force_login(other)
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND
        assert client.post(address, {"grade": "3"}).status_code == HTTPStatus.NOT_FOUND
    assert has_worked_on(raters[0], owned) and not has_worked_on(ada, owned)


def test_a_closed_panel_takes_no_more_grades(panel, ann):
    grade_all(panel)
    close_scenario_panel(panel=panel, to=ScenarioPanel.Status.CLOSED, actor=ann, at=NOW)
    with pytest.raises(PanelRefused, match="no more grades"):
        grade_run(rater=panel.raters.first(), run=panel.runs.first(), grade=1, at=NOW)
