from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from assessments.domain.exam_token import TokenRefused
from assessments.domain.retakes import Refusal
from assessments.models import Attempt, CutScore, DrawnItem, Evidence, ItemVersion, Response
from assessments.selectors.evidence_cube import standings_of
from assessments.selectors.levels import explain
from assessments.services.delivery import (
    AnswerRefused,
    StartRefused,
    start_attempt,
    submit_attempt,
    take_over,
    token_for,
)
from assessments.services.overdue import close_overdue
from lms.base.models import AuditEvent
from lms.competencies.models import Competency, CompetencyArea, Framework

from .answers import NOW, another, answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(examination, ada):
    return start_attempt(examination=examination, learner=ada, session_key="desk", at=NOW)


def answer_all(attempt, *, right):
    for position in range(1, 11):
        answer(attempt, position, "a" if position <= right else "b")


def test_the_draw_meets_the_blueprint(attempt):
    codes = DrawnItem.objects.filter(attempt=attempt).values_list("version__competency__code", flat=True)
    assert sorted(codes) == ["P2"] * 5 + ["S1"] * 5


def test_starting_twice_gives_the_same_attempt(attempt, examination, ada):
    assert start_attempt(examination=examination, learner=ada, session_key="desk", at=NOW) == attempt


def test_a_second_try_draws_other_items(attempt, examination, ada):
    submit_attempt(attempt=attempt, at=NOW)
    second = start_attempt(examination=examination, learner=ada, session_key="desk", at=NOW + timedelta(days=8))
    first_items, second_items = (
        set(DrawnItem.objects.filter(attempt=one).values_list("version_id", flat=True)) for one in (attempt, second)
    )
    assert not first_items & second_items


def test_a_failed_try_must_wait(attempt, examination, ada):
    submit_attempt(attempt=attempt, at=NOW)
    with pytest.raises(StartRefused) as refusal:
        start_attempt(examination=examination, learner=ada, session_key="desk", at=NOW + timedelta(days=6))
    assert refusal.value.permission.refusal is Refusal.WAITING


def test_an_older_save_never_overwrites_a_newer_one(attempt):
    answer(attempt, 1, "a", seq=2)
    receipt = answer(attempt, 1, "b", seq=1)
    assert receipt.seq == 2
    drawn = DrawnItem.objects.get(attempt=attempt, position=1)
    assert dict(map(tuple, drawn.tokens))[Response.objects.get(attempt=attempt).value[0]] == "a"


def test_a_take_over_taken_back_at_that_moment_costs_no_answer(attempt):
    """The statement finds another session at work; when it is asked why nothing was written, that session is gone."""
    answer(attempt, 1, "b", seq=1)
    token, moved, back = token_for(attempt), take_over(attempt=attempt, session_key="phone"), []

    def take_back(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if "INSERT INTO assessments_response" in sql and not back:
            back.append(take_over(attempt=moved, session_key="desk"))
        return done

    with connection.execute_wrapper(take_back):
        receipt = answer(attempt, 1, "a", seq=5, token=token)
    assert back
    assert receipt.seq == Response.objects.get(attempt=attempt).seq == 5


def test_answers_stop_at_the_deadline_and_its_grace(attempt):
    answer(attempt, 1, "a", at=attempt.deadline + timedelta(seconds=9))
    with pytest.raises(AnswerRefused):
        answer(attempt, 2, "a", at=attempt.deadline + timedelta(seconds=11))


def test_taking_over_shuts_the_first_session_out(attempt):
    old = token_for(attempt)
    moved = take_over(attempt=attempt, session_key="phone")
    with pytest.raises(AnswerRefused):
        answer(attempt, 1, "a", token=old)
    answer(moved, 1, "a")


def test_a_forged_token_is_refused(attempt):
    with pytest.raises(TokenRefused):
        answer(attempt, 1, "a", token=token_for(attempt)[:-1] + "0x")


def test_a_save_is_two_statements_at_most(attempt, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):  # BEGIN/SAVEPOINT, the statement, RELEASE, and the test's own look-up
        answer(attempt, 1, "a")


@pytest.mark.parametrize(("right", "has_passed"), [(6, True), (5, False)])
def test_the_cut_decides(attempt, right, has_passed):
    answer_all(attempt, right=right)
    closed = submit_attempt(attempt=attempt, at=NOW + timedelta(minutes=20))
    assert (closed.score, closed.max_score, closed.has_passed) == (right, 10, has_passed)


def test_submitting_twice_scores_once(attempt):
    answer_all(attempt, right=10)
    first = submit_attempt(attempt=attempt, at=NOW + timedelta(minutes=5))
    second = submit_attempt(attempt=attempt, at=NOW + timedelta(minutes=6))
    assert first.closed_at == second.closed_at
    assert AuditEvent.objects.filter(action="attempt.closed").count() == 1
    assert Evidence.objects.count() == 2


def test_the_database_refuses_answers_to_a_closed_attempt(attempt):
    answer(attempt, 1, "a")
    submit_attempt(attempt=attempt, at=NOW)
    held = Response.objects.get(attempt=attempt)
    with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
        Response.objects.filter(pk=held.pk).update(value=[])
    with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
        Response.objects.create(attempt=attempt, position=2, seq=1, value=[], saved_at=NOW)
    assert list(Response.objects.values_list("position", "value")) == [(1, held.value)]


def test_full_marks_become_evidence_and_a_level(attempt, ada):
    answer_all(attempt, right=10)
    submit_attempt(attempt=attempt, at=NOW + timedelta(minutes=5))
    assert set(Evidence.objects.values_list("competency__code", "value", "kind")) == {
        ("S1", 2.5, "exam"),
        ("P2", 2.5, "exam"),
    }
    standings = standings_of({ada.pk: {}}, NOW + timedelta(minutes=5))[ada.pk]
    assert {one.verified_level for one in standings if one.estimate.is_assessed} == {2}


def test_what_was_saved_counts_even_if_nobody_submits(attempt):
    answer_all(attempt, right=10)
    closed = submit_attempt(attempt=attempt, at=attempt.deadline + timedelta(hours=3))
    assert closed.status == Attempt.Status.EXPIRED
    assert closed.has_passed
    assert closed.closed_at == attempt.deadline + timedelta(seconds=10)


def test_whoever_reviewed_an_item_is_not_examined_with_its_bank(examination, ada):
    version = examination.bank.items.first().versions.first()
    version.reviewer = ada
    version.save()
    with pytest.raises(StartRefused) as refusal:
        start_attempt(examination=examination, learner=ada, session_key="desk", at=NOW)
    assert refusal.value.permission.refusal is Refusal.WORKED_ON_BANK


def test_a_bank_that_lacks_items_is_a_refusal_and_told_to_the_operators(examination, ada, caplog):
    ItemVersion.objects.filter(competency__code="S1").update(status=ItemVersion.Status.RESTING)
    with pytest.raises(StartRefused) as refusal:
        start_attempt(examination=examination, learner=ada, session_key="desk", at=NOW)
    assert refusal.value.permission.refusal is Refusal.NOT_READY
    assert "T-01" in caplog.text
    assert "S1/apply" in caplog.text
    assert not Attempt.objects.exists()


def test_without_a_cut_score_in_force_nobody_starts(examination, ada, caplog):
    CutScore.objects.filter(level=2).update(effective_from=date(2100, 1, 1))
    with pytest.raises(StartRefused) as refusal:
        start_attempt(examination=examination, learner=ada, session_key="desk", at=NOW)
    assert refusal.value.permission.refusal is Refusal.NOT_READY
    assert "no cut score" in caplog.text


def test_a_cut_score_is_in_force_from_the_local_midnight(examination, ada):
    after_midnight = datetime(2025, 1, 1, 0, 30, tzinfo=timezone.get_default_timezone())
    attempt = start_attempt(examination=examination, learner=ada, session_key="desk", at=after_midnight)
    assert attempt.cuts == {"1": 0.3, "2": 0.6}


def test_an_attempt_that_cannot_be_scored_stops_no_other(attempt, examination, ben, caplog):
    other = start_attempt(examination=examination, learner=ben, session_key="desk", at=NOW)
    Attempt.objects.filter(pk=attempt.pk).update(cuts={})
    assert close_overdue(at=attempt.deadline + timedelta(hours=1)) == 1
    other.refresh_from_db()
    assert other.status == Attempt.Status.EXPIRED
    assert str(attempt.public_id) in caplog.text


def test_a_new_framework_neither_stops_a_hand_in_nor_hears_what_it_does_not_name(attempt, examination, ada):
    """P2 is gone, S1 goes on under its code; what was shown under the former framework speaks of the former one."""
    other = start_attempt(examination=another(examination), learner=ada, session_key="desk", at=NOW)
    answer_all(other, right=10)
    submit_attempt(attempt=other, at=NOW)
    Framework.objects.update(is_current=False)
    framework = Framework.objects.create(code="next", version="1", name={"en": "Next"}, is_current=True)
    area = CompetencyArea.objects.create(framework=framework, code="S", name={"en": "S"}, position=0)
    Competency.objects.create(framework=framework, area=area, code="S1", name={"en": "Competency S1"}, position=0)
    answer_all(attempt, right=10)
    assert submit_attempt(attempt=attempt, at=NOW).has_passed
    assert list(attempt.evidence.values_list("competency__code", "competency__framework__code")) == [("S1", "next")]
    explanation = explain(ada, "S1", NOW)
    assert explanation is not None
    assert len(explanation.lines) == 1
    assert explain(ada, "P2", NOW) is None
