"""Starting, acting and handing in, through the services."""

from datetime import timedelta

import pytest

from assessments.models import CaseAction, CaseRun, Evidence
from assessments.selectors.cases import WAIT_AFTER_FAILURE, case_card
from assessments.selectors.scenarios import forget_scripts, log_of
from assessments.services.casework import (
    ActRefused,
    CaseNotOffered,
    ExamRefused,
    act,
    close_if_overdue,
    start_exam,
    start_practice,
)
from assessments.services.delivery import NETWORK_GRACE
from assessments.services.overdue import close_overdue_cases
from assessments.signals import case_scored
from lms.base.models import AuditEvent

from .conftest import NOW, golden, play

pytestmark = pytest.mark.django_db
OPEN_LEASE = {"type": "open", "document": "lease"}


def refusals(run):
    events = AuditEvent.objects.filter(action="case.action_refused", object_id=str(run.public_id))
    return [event.detail["code"] for event in events.order_by("sequence")]


def test_the_expert_line_passes_and_becomes_evidence_once(exam):
    heard = []
    case_scored.connect(heard_by := lambda **news: heard.append(news["run_id"]))
    run = play(exam, golden(exam, "expert"))
    case_scored.disconnect(heard_by)
    assert (run.status, run.has_passed, run.has_critical_breach, run.score) == ("finished", True, False, 100.0)
    assert heard == [run.pk]
    codes = Evidence.objects.filter(case_run=run, kind="simulation").values_list("competency__code", flat=True)
    assert sorted(codes) == ["C1", "D3", "P2", "P5", "S1", "S5"]
    assert AuditEvent.objects.filter(action="case.finished", object_id=str(run.public_id)).count() == 1


def test_the_rubber_stamp_line_fails(exam):
    run = play(exam, golden(exam, "rubber_stamp"))
    assert run.status == CaseRun.Status.FINISHED
    assert not run.has_passed
    assert run.score < 30


def test_a_critical_breach_fails_whatever_the_total(exam):
    log = golden(exam, "expert")
    for action in log:
        if action.get("form") == "call_reply":
            action["payload"] = {"share": ["phone"], "say": "explain", "after": "log_and_tell"}
    run = play(exam, log)
    assert run.score >= 70
    assert run.has_critical_breach
    assert not run.has_passed


def test_practice_gives_no_evidence(practice):
    run = play(practice, golden(practice, "expert"))
    assert run.has_passed
    assert not Evidence.objects.exists()


def test_a_run_goes_on_after_a_restart(practice):
    log = golden(practice, "expert")
    play(practice, log[:12])
    forget_scripts()
    run = play(CaseRun.objects.get(pk=practice.pk), log[12:])
    assert run.score == 100.0
    assert log_of(run) == log


def test_the_result_is_frozen(exam):
    run = play(exam, golden(exam, "expert"))
    sheet = CaseRun.objects.get(pk=run.pk).result
    assert sheet["total"] == 100.0
    assert sum(rule["points"] for rule in sheet["rules"]) > 0
    with pytest.raises(ActRefused):
        act(run=run, action=OPEN_LEASE, seen=len(log_of(run)), session_key="desk", at=NOW)
    assert CaseRun.objects.get(pk=run.pk).result == sheet


@pytest.mark.parametrize(
    ("action", "code"),
    [
        ({"type": "do", "action": "file_case"}, "not_now"),
        ({"type": "open", "document": "co_owner_consent_paper"}, "unknown"),
        ({"type": "submit", "form": "call_reply", "payload": {}}, "not_now"),
        ({"type": "look_up", "tool": "tax_registry", "purpose": "curiosity", "basis": "none"}, "malformed"),
        (
            {"type": "check", "checklist": "intake", "marks": {"identity": {"value": "met", "source": "lease"}}},
            "not_seen",
        ),
        ({"type": "score", "value": 100}, "malformed"),
    ],
)
def test_a_forged_act_changes_nothing_and_is_logged(practice, action, code):
    with pytest.raises(ActRefused) as refused:
        act(run=practice, action=action, seen=0, session_key="desk", at=NOW)
    assert refused.value.code == code
    assert not CaseAction.objects.exists()
    assert refusals(practice) == [code]


@pytest.mark.parametrize("seen", [-1, 0, 2, 10**9])
def test_an_act_from_an_old_page_is_refused(practice, seen):
    act(run=practice, action=OPEN_LEASE, seen=0, session_key="desk", at=NOW)
    with pytest.raises(ActRefused) as refused:
        act(run=practice, action={"type": "wait", "until": "hour"}, seen=seen, session_key="desk", at=NOW)
    assert refused.value.code == "stale"
    assert log_of(practice) == [OPEN_LEASE]
    assert refusals(practice) == ["stale"]


def test_no_act_counts_after_the_time_is_over(exam):
    act(run=exam, action=OPEN_LEASE, seen=0, session_key="desk", at=NOW)
    late = exam.deadline + NETWORK_GRACE + timedelta(seconds=1)
    with pytest.raises(ActRefused) as refused:
        act(run=exam, action={"type": "wait", "until": "hour"}, seen=1, session_key="desk", at=late)
    assert refused.value.code == "time_over"
    run = CaseRun.objects.get(pk=exam.pk)
    assert (run.status, run.finished_at, run.has_passed) == ("expired", exam.deadline, False)
    assert log_of(run) == [OPEN_LEASE]


def test_an_act_within_the_grace_still_counts(exam):
    act(run=exam, action=OPEN_LEASE, seen=0, session_key="desk", at=exam.deadline + NETWORK_GRACE)
    assert log_of(exam) == [OPEN_LEASE]


def test_an_overdue_run_is_closed_once(exam):
    late = exam.deadline + timedelta(hours=1)
    assert close_overdue_cases(at=late) == 1
    assert close_overdue_cases(at=late) == 0
    assert close_if_overdue(run=exam, at=late).status == CaseRun.Status.EXPIRED
    assert AuditEvent.objects.filter(action="case.finished").count() == 1


def test_a_run_that_cannot_be_closed_stops_no_other(exam, scenario, ben, caplog):
    other = start_exam(scenario=scenario, learner=ben, session_key="desk", at=NOW)
    CaseRun.objects.filter(pk=exam.pk).update(variant="gone")
    assert close_overdue_cases(at=exam.deadline + timedelta(hours=1)) == 1
    assert CaseRun.objects.get(pk=other.pk).status == CaseRun.Status.EXPIRED
    assert str(exam.public_id) in caplog.text


def test_practice_has_no_deadline(practice):
    assert close_if_overdue(run=practice, at=NOW + timedelta(days=400)).status == CaseRun.Status.OPEN


def test_starting_an_exam_twice_gives_the_same_run(exam, scenario, ada):
    assert start_exam(scenario=scenario, learner=ada, session_key="desk", at=NOW) == exam


def test_a_new_practice_hands_in_the_old_one(practice, scenario, ada):
    fresh = start_practice(scenario=scenario, learner=ada, variant="b", at=NOW)
    assert CaseRun.objects.get(pk=practice.pk).status == CaseRun.Status.FINISHED
    assert (fresh.variant, fresh.status) == ("b", CaseRun.Status.OPEN)


def test_practice_turns_through_the_variants_by_itself(scenario, ada):
    runs = [start_practice(scenario=scenario, learner=ada, variant=None, at=NOW) for _ in range(3)]
    assert [run.variant for run in runs] == ["a", "b", "a"]


def test_an_unknown_variant_is_not_offered(scenario, ada):
    with pytest.raises(CaseNotOffered):
        start_practice(scenario=scenario, learner=ada, variant="../a", at=NOW)


def test_after_a_failed_exam_one_waits_a_week(exam, scenario, ada):
    play(exam, golden(exam, "rubber_stamp"))
    finished_at = CaseRun.objects.get(pk=exam.pk).finished_at
    with pytest.raises(ExamRefused) as refused:
        start_exam(
            scenario=scenario,
            learner=ada,
            session_key="desk",
            at=finished_at + WAIT_AFTER_FAILURE - timedelta(seconds=1),
        )
    assert refused.value.permission.from_when == finished_at + WAIT_AFTER_FAILURE
    again = start_exam(scenario=scenario, learner=ada, session_key="desk", at=finished_at + WAIT_AFTER_FAILURE)
    assert again.variant != exam.variant


def test_the_card_tells_what_is_open_and_what_was_done(practice, ada, django_assert_num_queries):
    play(practice, golden(practice, "expert"))
    start_exam(scenario=practice.version.scenario, learner=ada, session_key="desk", at=NOW)
    card = case_card("SIM-1", ada)
    assert card is not None
    assert card.open_practice is None
    assert card.open_exam is not None
    assert [run.score for run in card.closed] == [100.0]
    assert [one.card.code for one in card.trains] == ["S1", "C1", "P2", "D3", "S5", "P5"]
    assert case_card("SIM-99", ada) is None
