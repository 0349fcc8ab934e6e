"""The simulated past of the cases: practice and examinations as real people leave them."""

from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from assessments.models import CaseAction, CaseRun, DecisionSpread, Evidence
from assessments.selectors.scenarios import live_version, log_of, script_of
from assessments.services.case_history import simulate_cases
from assessments.services.exam_history import Sitter
from assessments.services.history import Past, window_until
from lms.base.models import AuditEvent
from lms.people.models import User

from .conftest import NOW, offer

pytestmark = pytest.mark.django_db
CODES = ("S1", "C1", "P2", "D3", "S5", "P5")


def sitters(count, *, codes=CODES, level=3.5):
    people = [User(email=f"p{number}@example.org") for number in range(count)]
    User.objects.bulk_create(people)
    return [(Sitter(person, dict.fromkeys(codes, level)), NOW - timedelta(days=200)) for person in people]


@pytest.fixture
def runs(scenario, definition):
    offer(definition, a=["practice", "exam"], b=["exam"])
    return simulate_cases(
        version=live_version("SIM-1"), workers=sitters(40), window=window_until(timezone.now()), rng=Random(3)
    )


def test_enough_practise_and_are_examined_for_a_spread_and_a_panel(runs):
    by_mode = {mode: {run.learner_id for run in runs if run.mode == mode} for mode in ("practice", "exam")}
    assert min(map(len, by_mode.values())) >= 20
    assert {run.variant for run in runs if run.mode == "practice"} == {"a"}
    assert DecisionSpread.objects.get(mode="practice", variant="a").people >= 20
    assert CaseRun.objects.filter(mode="exam", status="finished").count() >= 30


def test_who_practised_one_variant_is_examined_in_the_other_first(runs):
    first = {}
    for run in sorted(runs, key=lambda run: run.started_at):
        if run.mode == "exam":
            first.setdefault(run.learner_id, run.variant)
    practised = {run.learner_id for run in runs if run.mode == "practice"}
    assert {first[person] for person in practised & first.keys()} == {"b"}


def test_only_examinations_leave_evidence(runs):
    assert set(Evidence.objects.values_list("case_run__mode", flat=True)) == {"exam"}


def test_scores_follow_from_the_logs_that_are_kept(runs):
    kept = CaseRun.objects.order_by("-score", "pk").first()
    log = log_of(kept)
    assert kept.result["acts"] == len(log) == CaseAction.objects.filter(run=kept).count()
    assert kept.score == kept.result["total"]
    assert AuditEvent.objects.filter(action="case.finished").count() == len(runs)


def test_work_goes_to_those_whose_posts_ask_for_it(scenario):
    fitting, strangers = sitters(30, codes=("S1", "C1")), [(Sitter(User(), {"M5": 4.0}), NOW)] * 100
    chosen = Past(everywhere=[*strangers, *fitting]).workers_of(script_of(live_version("SIM-1")), Random(1))
    assert len(chosen) == 60
    assert all(one in chosen for one in fitting)
