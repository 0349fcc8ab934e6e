"""Going on from an earlier step of a practice run: what is taken over, what stays, and who may."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import CaseAction, CaseRun, Evidence
from assessments.selectors.scenarios import log_of
from assessments.services.case_resuming import NotResumable, resume_practice
from assessments.services.casework import start_exam, start_practice
from lms.base.models import AuditEvent

from .conftest import NOW, golden, offer, play

pytestmark = pytest.mark.django_db


def resume_url(run, step):
    return reverse("assessments:case_resume", args=[run.public_id, step])


@pytest.fixture
def played(practice):
    return play(practice, golden(practice, "do_everything"))


def test_the_first_acts_are_taken_over_and_the_rest_is_open_again(played):
    log = log_of(played)
    fresh = resume_practice(run=played, step=8, at=NOW + timedelta(days=3))
    assert log_of(fresh) == log[:8]
    assert (fresh.resumed_from, fresh.resumed_at_step, fresh.variant) == (played, 8, played.variant)
    assert (fresh.status, fresh.mode, fresh.deadline, fresh.score) == ("open", "practice", None, None)
    assert play(fresh, golden(fresh, "expert")[8:]).score > played.score
    logged = AuditEvent.objects.get(action="case.resumed")
    assert logged.detail == {"source": str(played.public_id), "step": 8}


def test_the_run_it_comes_from_stays_as_it_is(played):
    before = CaseRun.objects.values().get(pk=played.pk), list(CaseAction.objects.filter(run=played).values())
    fresh = resume_practice(run=played, step=3, at=NOW)
    play(fresh, [{"type": "finish"}])
    assert before == (CaseRun.objects.values().get(pk=played.pk), list(CaseAction.objects.filter(run=played).values()))


def test_nothing_of_it_becomes_evidence(played):
    play(resume_practice(run=played, step=1, at=NOW), golden(played, "expert")[1:])
    assert not Evidence.objects.exists()


def test_an_open_run_is_handed_in_when_one_goes_back_in_it(practice):
    play(practice, golden(practice, "expert")[:6])
    fresh = resume_practice(run=practice, step=4, at=NOW)
    practice.refresh_from_db()
    assert practice.status == "finished"
    assert practice.result["acts"] == 6
    assert len(log_of(fresh)) == 4


@pytest.mark.parametrize("step", [0, -1, 10**6])
def test_there_is_nothing_to_go_back_to_outside_the_log(played, step):
    with pytest.raises(NotResumable):
        resume_practice(run=played, step=step, at=NOW)
    with pytest.raises(NotResumable):
        resume_practice(run=played, step=len(log_of(played)), at=NOW)
    assert CaseRun.objects.count() == 1


def test_an_examination_is_never_resumed(client, ada, exam):
    run = play(exam, golden(exam, "rubber_stamp"))
    with pytest.raises(NotResumable):
        resume_practice(run=run, step=1, at=NOW)
    client.force_login(ada)
    assert client.get(resume_url(run, 1)).status_code == 404
    assert client.post(resume_url(run, 1)).status_code == 404
    debrief = client.get(reverse("assessments:case_debrief", args=[run.public_id])).content.decode()
    assert "Resume from here" not in debrief


def test_the_database_takes_no_resumed_examination(played):
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseRun.objects.filter(pk=played.pk).update(mode="exam", resumed_from=played, resumed_at_step=1)


def test_a_version_out_of_use_is_not_taken_up_again(played, definition, client, ada):
    offer(definition, a=["practice", "exam"])
    client.force_login(ada)
    assert client.get(resume_url(played, 3)).status_code == 404
    played.version.refresh_from_db()
    with pytest.raises(NotResumable):
        resume_practice(run=played, step=3, at=NOW)


def test_the_debrief_and_the_journal_lead_back(client, ada, practice):
    client.force_login(ada)
    play(practice, golden(practice, "expert")[:3])
    journal = client.get(reverse("assessments:case_section", args=[practice.public_id, "journal"])).content.decode()
    assert [resume_url(practice, step) in journal for step in range(4)] == [False, True, True, False]
    client.post(reverse("assessments:case_act", args=[practice.public_id]), {"seen": 3, "type": "finish"})
    debrief = client.get(reverse("assessments:case_debrief", args=[practice.public_id])).content.decode()
    assert [resume_url(practice, step) in debrief for step in range(5)] == [False, True, True, True, False]


def test_the_preview_says_what_is_taken_over_and_changes_nothing(client, ada, played):
    client.force_login(ada)
    page = client.get(resume_url(played, 6)).content.decode()
    assert "6 acts, with all that came of them by then" in page
    assert "Asked: Population registry" in page.partition("What is taken over")[0]  # what followed
    assert "Asked: Population registry" not in page.partition("What is taken over")[2]
    assert "still open" not in page
    assert CaseRun.objects.count() == 1
    start_practice(scenario=played.version.scenario, learner=ada, variant="b", at=timezone.now())
    assert "Another practice run of this case is still open" in client.get(resume_url(played, 6)).content.decode()
    started = client.post(resume_url(played, 6))
    fresh = CaseRun.objects.get(resumed_from=played)
    assert started.url == reverse("assessments:case_run", args=[fresh.public_id])
    assert CaseRun.objects.filter(learner=ada, status="open").get() == fresh


def test_nobody_resumes_what_is_not_theirs(client, played, ben, cleo):
    assert client.get(resume_url(played, 3)).url.startswith(reverse("account_login"))
    for person in (ben, cleo):
        client.force_login(person)
        assert client.get(resume_url(played, 3)).status_code == 404
        assert client.post(resume_url(played, 3)).status_code == 404
    assert CaseRun.objects.count() == 1


def test_practice_turns_to_the_next_variant_whatever_was_resumed(played, scenario, ada):
    resume_practice(run=played, step=2, at=NOW)
    assert start_practice(scenario=scenario, learner=ada, variant=None, at=NOW).variant == "b"


def test_a_resumed_run_counts_as_practised(played, scenario, ada):
    resume_practice(run=played, step=2, at=NOW)
    assert start_exam(scenario=scenario, learner=ada, session_key="desk", at=NOW).variant == "b"
