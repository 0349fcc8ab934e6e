"""A placement through its services: what is stored, what a second click does, what is frozen."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.domain.adaptive.pool import Pool, from_data
from assessments.domain.adaptive.replay import first_difference
from assessments.models import Evidence, ItemVersion, Placement, PlacementBlock, PlacementStep
from assessments.selectors.levels import standing_of
from assessments.selectors.placements import Refusal, outcome_of
from assessments.services.placement import (
    NothingChosen,
    PlacementRefused,
    StepReply,
    answer_step,
    answers_of,
    end_placement,
    start_placement,
)
from lms.competencies.domain.gaps import State
from lms.people.models import OrgUnit, Role
from lms.people.services.grants import grant_role
from tests.assessments.placing import answer, open_step, work_through

pytestmark = pytest.mark.django_db


def test_who_knows_everything_is_placed_high_and_who_knows_nothing_low(placement_bank, ada, cleo):
    able = work_through(ada, knows=lambda version: True)
    unable = work_through(cleo, knows=lambda version: False)
    high, low = outcome_of(ada, able.public_id), outcome_of(cleo, unable.public_id)
    assert high.readings["S1"].low >= 4
    assert low.readings["S1"].high <= 2
    assert outcome_of(cleo, able.public_id) is None


def test_a_placement_is_no_evidence(placement_bank, ada):
    work_through(ada, knows=lambda version: True)
    assert not Evidence.objects.exists()
    assert {one.state for one in standing_of(ada)} == {State.NOT_ASSESSED}


def test_the_same_answer_twice_and_another_one_from_a_second_tab_keep_the_first(placement_bank, ada):
    placement = start_placement(learner=ada, at=timezone.now())
    first = open_step(placement)
    answer(placement, is_right=True)
    held = PlacementStep.objects.get(pk=first.pk)
    again = answer_step(placement=placement, reply=StepReply(number=1, is_unknown=True), at=timezone.now())
    assert (
        (again.mark, again.answered_at, again.response) == (held.mark, held.answered_at, held.response) != (0, None, [])
    )
    assert PlacementStep.objects.filter(placement=placement).count() == 2
    assert answer_step(placement=placement, reply=StepReply(number=7, is_unknown=True), at=timezone.now()) is None


def test_an_answer_needs_a_choice_of_this_task_or_the_word_that_one_does_not_know(placement_bank, ada):
    placement = start_placement(learner=ada, at=timezone.now())
    with pytest.raises(NothingChosen):
        answer_step(placement=placement, reply=StepReply(number=1, tokens=["ffffffff"]), at=timezone.now())
    step = answer_step(placement=placement, reply=StepReply(number=1, is_unknown=True), at=timezone.now())
    assert (step.mark, step.response) == (0.0, [])
    assert step.mean_after < step.mean_before


def test_part_of_a_multiple_answer_is_not_known(placement_bank, ada):
    ItemVersion.objects.update(kind="multiple")
    for key in placement_bank.keys:
        key.right = {"correct": ["a", "b"]}
        key.save()
    placement = start_placement(learner=ada, at=timezone.now())
    step = answer(placement, is_right=True)  # one of the two
    assert step.mark == 0.5
    assert step.mean_after < step.mean_before


def test_starting_again_resumes_and_the_database_knows_one_open_placement(placement_bank, ada):
    placement = start_placement(learner=ada, at=timezone.now())
    assert start_placement(learner=ada, at=timezone.now()) == placement
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(learner=ada, bank=placement_bank.bank, started_at=timezone.now(), seed=1)


def test_areas_that_the_post_does_not_need_are_skipped(placement_bank, ada, clerk):
    clerk.profiles.get().requirements.filter(competency__code="C1").delete()
    placement = start_placement(learner=ada, at=timezone.now())
    assert list(placement.blocks.values_list("area", flat=True)) == ["S", "P"]


def test_ending_early_reads_what_was_answered_and_takes_no_more_answers(placement_bank, ada):
    placement = start_placement(learner=ada, at=timezone.now())
    for _ in range(3):
        answer(placement, is_right=True)
    ended = end_placement(placement=placement, at=timezone.now())
    assert ended.status == Placement.Status.FINISHED
    assert answer_step(placement=placement, reply=StepReply(number=4, is_unknown=True), at=timezone.now()) is None
    silent = PlacementBlock.objects.get(placement=placement, area="P").readings
    assert [one["says_enough"] for one in silent] == [False]
    assert "P2" not in outcome_of(ada, placement.public_id).readings


def test_the_record_of_a_block_leads_to_the_same_tasks_again(placement_bank, ada):
    placement = work_through(ada, knows=lambda version: version.level <= 3)
    for block in placement.blocks.all():
        steps = list(block.steps.all())
        pool, records = Pool(from_data(block.pool)), [step.explanation for step in steps]
        answers = answers_of(block.pk)
        assert first_difference(pool, records, answers, seen=block.seen, worn=block.worn) is None
        turned = [*answers]
        turned[0] = type(turned[0])(turned[0].version_id, not turned[0].is_right)
        assert first_difference(pool, records, turned, seen=block.seen, worn=block.worn) is not None


def test_parameters_are_frozen_and_an_item_out_of_use_is_no_longer_asked(placement_bank, ada):
    placement = start_placement(learner=ada, at=timezone.now())
    shown = open_step(placement)
    ItemVersion.objects.exclude(pk=shown.version_id).filter(competency__code="S1", level=3).update(status="retired")
    ItemVersion.objects.update(difficulty=9)
    work_through(ada, knows=lambda version: True)
    asked = PlacementStep.objects.filter(placement=placement, block__area="S").exclude(pk=shown.pk)
    assert asked and not asked.filter(version__level=3).exists()
    assert max(asked.values_list("difficulty", flat=True)) < 9


def test_a_second_placement_waits_a_month_and_brings_other_items_where_there_are_any(placement_bank, ada):
    first = work_through(ada, knows=lambda version: version.level <= 3)
    with pytest.raises(PlacementRefused) as refused:
        start_placement(learner=ada, at=timezone.now())
    assert refused.value.permission.refusal is Refusal.TOO_SOON
    second = start_placement(learner=ada, at=timezone.now() + timedelta(days=31))
    met = set(first.steps.values_list("version_id", flat=True))
    assert open_step(second).version_id not in met


def test_whoever_reviews_the_bank_is_not_placed_by_it(placement_bank, ada, units):
    root = OrgUnit.objects.get(code="P")
    placement_bank.bank.unit = root
    placement_bank.bank.save()
    grant_role(user=ada, role=Role.REVIEWER, unit=root, by=None)
    ada.refresh_from_db()
    with pytest.raises(PlacementRefused) as refused:
        start_placement(learner=ada, at=timezone.now())
    assert refused.value.permission.refusal is Refusal.WORKED_ON_BANK


def test_an_answer_costs_the_same_however_long_the_placement_is(placement_bank, ada):
    placement = start_placement(learner=ada, at=timezone.now())
    costs = []
    for _ in range(7):
        with CaptureQueriesContext(connection) as queries:
            answer(placement, is_right=True)
        costs.append(len(queries))
    assert len(set(costs)) == 1
    assert costs[0] <= 10
