"""Test play: any version at the real desk, for its authors and reviewers; it is neither seen nor counted elsewhere."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import CaseRun, Evidence, ScenarioVersion
from assessments.selectors.authoring.scenarios import versions_of
from assessments.selectors.cases import case_cards, case_runs_of
from assessments.selectors.results import runs_of
from assessments.services.authoring.scenario_files import plain
from assessments.services.casework import CaseNotOffered, act, start_test
from assessments.signals import case_scored
from tests.assessments.domain.casework.desk import read_mapping


@pytest.fixture
def version(scenario, ann) -> ScenarioVersion:
    return ScenarioVersion.objects.create(
        scenario=scenario, number=1, definition=plain(read_mapping()), content_hash="1" * 64, author=ann
    )


def play_url(version, number=None):
    return reverse("authoring:test_play", args=[version.scenario.public_id, number or version.number])


@pytest.fixture
def run(open_as, ann, version) -> CaseRun:
    open_as(ann).post(play_url(version), {"variant": "b"})
    return CaseRun.objects.get()


def hand_in(run):
    return act(run=run, action={"type": "finish"}, seen=0, session_key="", at=timezone.now())


def test_a_draft_is_played_at_the_desk_and_debriefed_in_full(open_as, ann, run):
    client = open_as(ann)
    desk = client.get(reverse("assessments:case_run", args=[run.public_id]))
    assert (run.mode, run.variant, run.deadline) == ("test", "b", None)
    assert "Test play" in desk.content.decode()
    client.post(reverse("assessments:case_act", args=[run.public_id]), {"type": "finish", "seen": "0"})
    debrief = client.get(reverse("assessments:case_debrief", args=[run.public_id])).content.decode()
    assert "it counts for nothing" in debrief
    assert reverse("authoring:scenario_version", args=[run.version.scenario.public_id, 1]) in debrief


def test_the_rules_of_practice_hold(open_as, ann, run):
    page = open_as(ann).get(reverse("assessments:case_part", args=[run.public_id, "registries", "tax_registry"]))
    assert page.context["hints"] is not None
    assert act(run=run, action={"type": "wait", "until": "hour"}, seen=0, session_key="any other", at=timezone.now())


def test_it_is_no_evidence_and_nobody_is_told(run):
    heard = []
    case_scored.connect(lambda **news: heard.append(news), weak=False, dispatch_uid="test")
    try:
        hand_in(run)
    finally:
        case_scored.disconnect(dispatch_uid="test")
    run.refresh_from_db()
    assert (run.status, run.score is None) == ("finished", False)
    assert not heard
    assert not Evidence.objects.exists()


def test_it_is_none_of_the_persons_runs_and_in_no_count(run, ann, version):
    hand_in(run)
    ScenarioVersion.objects.update(status="live")
    assert not case_runs_of(ann).exists()
    assert not runs_of(ann).exists()
    assert [(card.closed, card.open_practice, card.open_exam) for card in case_cards(ann)] == [([], None, None)]
    assert versions_of(version.scenario).get().runs_count == 0


def test_a_new_test_hands_the_open_one_in(open_as, ann, run, version):
    open_as(ann).post(play_url(version), {"variant": "a"})
    assert list(CaseRun.objects.order_by("pk").values_list("variant", "status")) == [("b", "finished"), ("a", "open")]


def test_the_version_lists_ones_own_tests_only(open_as, ann, rex, run):
    page = reverse("authoring:scenario_version", args=[run.version.scenario.public_id, 1])
    address = reverse("assessments:case_run", args=[run.public_id])
    assert address in open_as(ann).get(page).content.decode()
    assert address not in open_as(rex).get(page).content.decode()


@pytest.mark.parametrize(("who", "status"), [("ann", 302), ("rex", 302), ("yan", 404), ("ada", 404), ("sue", 404)])
def test_only_authors_and_reviewers_of_the_unit_play(open_as, request, version, who, status):
    response = open_as(request.getfixturevalue(who)).post(play_url(version), {"variant": "a"})
    assert response.status_code == status
    assert CaseRun.objects.exists() == (status == HTTPStatus.FOUND)


def test_a_learner_starts_no_test_by_any_door(open_as, ada, version):
    ScenarioVersion.objects.update(status="live")
    client = open_as(ada)
    client.post(reverse("assessments:case", args=["SIM-1"]), {"mode": "test", "variant": "a"})
    assert not CaseRun.objects.filter(mode="test").exists()
    with pytest.raises(CaseNotOffered):
        start_test(version=version, player=ada, variant="a", at=timezone.now())


@pytest.mark.parametrize("variant", ["", "z"])
def test_there_must_be_such_a_variant(open_as, ann, version, variant):
    assert open_as(ann).post(play_url(version), {"variant": variant}).status_code == HTTPStatus.NOT_FOUND


def test_anothers_test_is_not_found(open_as, rex, run):
    for name in ("case_run", "case_debrief"):
        assert (
            open_as(rex).get(reverse(f"assessments:{name}", args=[run.public_id])).status_code == HTTPStatus.NOT_FOUND
        )
