"""A case from the answer to the decision and the appeal, and what it does to a result."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from assessments.models import Attempt, ConductCase, ConductRun, Evidence
from assessments.selectors.dependents import Dependent
from assessments.selectors.examinations import attempts_of, permission_to_start
from assessments.selectors.results import passed_exams
from assessments.services.conduct.cases import (
    allow_appeal,
    answer_case,
    appeal,
    confirm_finding,
    decline_appeal,
    return_finding,
    write_finding,
)
from assessments.services.conduct.forgetting import forget_old_cases
from assessments.services.conduct.refusal import ConductRefused
from assessments.services.events import keep_event
from assessments.signals import pass_withdrawn
from lms.base.outbox import drain

Finding, Status = ConductCase.Finding, ConductCase.Status
ANSWER = "Cleo-free words: I know this law by heart."


def find(case, by, finding=Finding.SET_ASIDE, at=None):
    return write_finding(case=case, finding=finding, reason="As written.", by=by, at=at or timezone.now())


@pytest.fixture
def heard(case):
    return answer_case(case=case, text=ANSWER, at=timezone.now())


@pytest.fixture
def set_aside(heard, rex, rita):
    find(heard, rex)
    return confirm_finding(case=heard, by=rita, at=timezone.now())


def test_nothing_is_found_before_the_person_is_heard_or_the_time_is_over(case, rex):
    with pytest.raises(ConductRefused, match="not been heard"):
        find(case, rex)
    late = find(case, rex, at=case.answer_by)
    assert late.status == Status.PROPOSED


def test_an_unfounded_case_need_not_wait_for_the_answer(case, rex, rita):
    find(case, rex, Finding.UNFOUNDED)
    assert confirm_finding(case=case, by=rita, at=timezone.now()).status == Status.CLEARED
    assert Attempt.objects.get(pk=case.attempt_id).set_aside_at is None


def test_the_person_has_fourteen_days_and_answers_once(case):
    assert case.answer_by - case.opened_at == timedelta(days=14)
    answer_case(case=case, text=ANSWER, at=timezone.now())
    with pytest.raises(ConductRefused, match="no answer any more"):
        answer_case(case=case, text="More", at=timezone.now())


def test_nobody_decides_on_their_own_finding(heard, rex):
    find(heard, rex)
    with pytest.raises(ConductRefused, match="second person"):
        confirm_finding(case=heard, by=rex, at=timezone.now())


def test_nothing_changes_before_the_second_person(heard, rex, ada):
    find(heard, rex)
    assert passed_exams([ada.pk])
    assert Evidence.objects.in_force().filter(learner=ada).exists()


def test_a_returned_finding_is_written_anew(heard, rex, rita):
    find(heard, rex)
    with pytest.raises(ConductRefused, match="comment"):
        return_finding(case=heard, comment=" ", by=rita)
    back = return_finding(case=heard, comment="Look at the room plan first.", by=rita)
    assert (back.status, back.finding, back.found_by) == (Status.OPEN, "", None)
    assert find(heard, rita).found_by == rita


def test_who_watched_over_the_sitting_takes_no_part(heard, rex):
    keep_event(attempt=heard.attempt, kind="hand_lowered", actor=rex, at=timezone.now())
    with pytest.raises(ConductRefused, match="watched over"):
        find(heard, rex)


def test_a_result_set_aside_keeps_its_figures_and_counts_for_nothing(attempts, case, rex, rita, ada, examination):
    before = Attempt.objects.get(pk=case.attempt_id)
    told = []
    pass_withdrawn.connect(lambda **news: told.append(news["learner_id"]), weak=False, dispatch_uid="test")
    find(answer_case(case=case, text=ANSWER, at=timezone.now()), rex)
    confirm_finding(case=case, by=rita, at=timezone.now())
    pass_withdrawn.disconnect(dispatch_uid="test")
    after = Attempt.objects.get(pk=case.attempt_id)
    assert (after.score, after.max_score, after.has_passed) == (before.score, before.max_score, True)
    assert after.set_aside_at is not None
    assert not passed_exams([ada.pk])
    assert not Evidence.objects.in_force().filter(learner=ada).exists()
    assert not attempts_of(ada).exists()
    assert permission_to_start(examination, ada, timezone.now()).is_granted
    assert told == [ada.pk]


def test_an_appeal_is_heard_by_a_third_person_who_can_put_the_result_back(set_aside, rex, rita, roy, ada):
    with pytest.raises(ConductRefused, match="No appeal"):
        allow_appeal(case=set_aside, reason="So be it.", by=roy, at=timezone.now())
    appeal(case=set_aside, text="The room was noisy.", at=timezone.now())
    for one in (rex, rita):
        with pytest.raises(ConductRefused, match="third person"):
            allow_appeal(case=set_aside, reason="So be it.", by=one, at=timezone.now())
    assert allow_appeal(case=set_aside, reason="So be it.", by=roy, at=timezone.now()).status == Status.PUT_BACK
    assert passed_exams([ada.pk])
    assert Evidence.objects.in_force().filter(learner=ada, attempt=set_aside.attempt).count() == 1


def test_a_declined_appeal_leaves_the_result_aside(set_aside, roy, ada):
    appeal(case=set_aside, text="The room was noisy.", at=timezone.now())
    assert decline_appeal(case=set_aside, reason="It was not.", by=roy, at=timezone.now()).status == Status.UPHELD
    assert not passed_exams([ada.pk])


def test_the_time_to_appeal_ends_after_thirty_days(set_aside):
    with pytest.raises(ConductRefused, match="no appeal any more"):
        appeal(case=set_aside, text="Late.", at=set_aside.decided_at + timedelta(days=30))


def test_each_decision_is_told_without_its_contents(set_aside):
    drain()
    mine = [one for one in mail.outbox if one.to == ["ada@example.org"]]
    assert len(mine) == 2
    for one in mine:
        for secret in ("Cleo", "As written.", ANSWER, "set aside"):
            assert secret not in one.body


def test_a_cleared_case_is_forgotten_after_half_a_year(heard, rex, rita):
    find(heard, rex, Finding.NOTHING)
    now = timezone.now()
    confirm_finding(case=heard, by=rita, at=now)
    assert forget_old_cases(at=now + timedelta(days=179)) == 0
    assert forget_old_cases(at=now + timedelta(days=182)) == 1
    assert ConductCase.objects.filter(attempt=heard.attempt).count() == 0


def test_a_case_that_set_a_result_aside_is_kept(set_aside):
    assert forget_old_cases(at=timezone.now() + timedelta(days=400)) == 0


def test_a_preview_that_nobody_decides_about_forgets_its_names(run):
    forget_old_cases(at=timezone.now() + timedelta(days=15))
    run.refresh_from_db()
    assert (run.status, run.pending, run.decided_by) == (ConductRun.Status.DISCARDED, [], None)


def test_the_preview_names_what_rests_on_the_result(client, heard, rex, monkeypatch):
    rests = [Dependent(heard.attempt.public_id, "Certificate of counters")]
    monkeypatch.setattr("assessments.desk.conduct.dependents_of", lambda *_: rests)
    client.force_login(rex)
    page = client.get(f"/cms/examinations/E-01/conduct/cases/{heard.public_id}/")
    assert "Certificate of counters" in page.text
