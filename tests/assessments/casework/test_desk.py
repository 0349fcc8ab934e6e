"""The desk through its pages, as a browser without scripts uses it."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.domain.case_proof.leakage import MARK
from assessments.domain.case_proof.marks import uncovered, with_marks
from assessments.domain.casework.reducer import replay
from assessments.models import CaseAction, CaseRun, Evidence, ReviewStep, Scenario
from assessments.selectors.scenarios import forget_scripts, log_of, script_of
from assessments.services.case_loading import Signatories, load_version
from assessments.services.casework import start_practice
from lms.base.models import AuditEvent
from lms.people.models import Role
from lms.people.services.grants import grant_role

from .conftest import NOW, golden, play
from .pages import SECTIONS, pages_of, send, url, without_empty_boxes

pytestmark = pytest.mark.django_db


def test_a_learner_finds_the_case_and_sits_down(desk, ada):
    assert b"One wrong character" in desk.get(reverse("assessments:cases")).content
    briefing = desk.get(reverse("assessments:case", args=["SIM-1"]))
    assert b"Competency S1" in briefing.content
    started = desk.post(reverse("assessments:case", args=["SIM-1"]), {"mode": "practice", "variant": "b"})
    run = CaseRun.objects.get(learner=ada)
    assert started.url == url("case_run", run)
    assert (run.variant, run.deadline) == ("b", None)
    assert b"It is Monday morning" in desk.get(started.url).content


def test_an_unknown_case_or_variant_is_a_404(desk):
    assert desk.get(reverse("assessments:case", args=["SIM-9"])).status_code == 404
    start = reverse("assessments:case", args=["SIM-1"])
    assert desk.post(start, {"mode": "practice", "variant": "z"}).status_code == 404


@pytest.mark.parametrize("name", ["expert", "rubber_stamp"])
def test_a_scripted_line_runs_through_the_pages(desk, ada, scenario, name):
    desk.post(reverse("assessments:case", args=["SIM-1"]), {"mode": "exam"})
    run = CaseRun.objects.get(learner=ada)
    for seen, action in enumerate(golden(run, name)):
        answer = send(desk, run, action, seen)
        assert answer.status_code == 302, action
    assert answer.url == url("case_debrief", run)
    assert log_of(run) == [without_empty_boxes(action) for action in golden(run, name)]
    debrief = desk.get(answer.url).content.decode()
    run.refresh_from_db()
    assert run.has_passed is (name == "expert")
    assert ("Passed." in debrief) is run.has_passed
    became = set(Evidence.objects.filter(case_run=run).values_list("competency__code", flat=True))
    assert (len(became) == 6) is (name == "expert")
    linked = {code for code in ("S1", "C1", "P2", "D3", "S5", "P5") if f"/my/levels/{code}/" in debrief}
    assert linked == became


@pytest.mark.parametrize("name", ["expert", "rubber_stamp"])
@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_no_page_shows_what_is_hidden(client, ada, framework, scenario, definition, name, language):
    """Every hidden text carries a mark here; a page may hold a mark only once the state has uncovered it."""
    load_version({**with_marks(definition), "version": definition["version"] + 1}, report={}, signed=Signatories())
    run = start_practice(scenario=scenario, learner=ada, variant="a", at=timezone.now())
    client.force_login(ada)
    client.cookies.load({"django_language": language})
    script, shown, log = script_of(run.version), set(), golden(run, name)
    case = script.case(run.variant)
    inner = [word for word in [*(rule.id for rule in case.evidence), *case.endings, *case.variables] if "_" in word]
    for seen, action in enumerate(log):
        earned = uncovered(replay(script, run.variant, log[:seen]))
        for body in pages_of(client, run) if seen % 6 == 0 else [client.get(url("case_run", run)).content.decode()]:
            assert set(MARK.findall(body)) <= earned
            assert not [word for word in inner if word in body]
            shown |= set(MARK.findall(body))
        assert send(client, run, action, seen).status_code == 302
    assert "message.intake" in shown
    assert "hidden.truth" in MARK.findall(client.get(url("case_debrief", run)).content.decode())


def test_there_is_no_debrief_of_an_open_run_and_no_desk_of_a_closed_one(desk, practice):
    assert desk.get(url("case_debrief", practice)).url == url("case_run", practice)
    play(practice, golden(practice, "rubber_stamp"))
    for section in SECTIONS:
        assert desk.get(url("case_section", practice, section)).url == url("case_debrief", practice)


def test_a_run_left_for_days_is_found_in_the_list_and_goes_on(desk, practice):
    log = golden(practice, "expert")
    play(practice, log[:5])
    forget_scripts()
    desk.logout()
    desk.force_login(practice.learner)
    listed = desk.get(reverse("assessments:cases")).content.decode()
    assert f'<a href="{url("case_run", practice)}">Continue practising</a>' in listed
    play(practice, log[5:6], at=NOW + timedelta(days=9))
    assert log_of(practice) == log[:6]
    assert 'name="seen" value="6"' in desk.get(url("case_run", practice)).content.decode()


def test_an_examination_left_open_is_found_in_the_list(desk, sitting):
    listed = desk.get(reverse("assessments:cases")).content.decode()
    assert f'<a href="{url("case_run", sitting)}">Continue the examination</a>' in listed


def test_the_desk_goes_on_after_a_restart(desk, practice):
    log = golden(practice, "expert")
    for seen, action in enumerate(log[:6]):
        send(desk, practice, action, seen)
    forget_scripts()
    inbox = desk.get(url("case_run", practice)).content.decode()
    assert 'name="seen" value="6"' in inbox
    assert send(desk, practice, log[6], 6).status_code == 302


def test_an_exam_ends_by_the_servers_clock(desk, sitting):
    exam = sitting
    assert "data-sz-countdown" in desk.get(url("case_run", exam)).content.decode()
    CaseRun.objects.filter(pk=exam.pk).update(deadline=timezone.now() - timedelta(minutes=1))
    answer = send(desk, exam, {"type": "open", "document": "lease"}, 0)
    assert answer.url == url("case_debrief", exam)
    assert "The time ran out" in desk.get(answer.url).content.decode()
    assert CaseRun.objects.get(pk=exam.pk).status == CaseRun.Status.EXPIRED
    assert not CaseAction.objects.exists()


def test_an_overdue_exam_is_closed_by_looking_at_it(desk, exam):
    CaseRun.objects.filter(pk=exam.pk).update(deadline=timezone.now() - timedelta(minutes=1))
    assert desk.get(url("case_run", exam)).url == url("case_debrief", exam)
    assert CaseRun.objects.get(pk=exam.pk).status == CaseRun.Status.EXPIRED


def test_a_refused_exam_start_says_when(desk, exam, scenario):
    play(exam, golden(exam, "rubber_stamp"), at=timezone.now())
    page = desk.post(reverse("assessments:case", args=["SIM-1"]), {"mode": "exam"}, follow=True).content.decode()
    assert "You may start again from" in page
    assert CaseRun.objects.count() == 1


def test_a_letter_is_read_through_before_it_is_sent(desk, practice):
    page = url("case_part", practice, "letters", "one_time_notice")
    empty = desk.post(page, {"go": "preview"}).content.decode()
    assert "this is still empty" in empty
    filled = [("go", "preview"), ("many-items", "floor_plan"), ("one-reason", "owner_reason"), ("one-clause", "al32")]
    filled += [("one-wording", "plain"), ("one-reply_by", "2026-09-30"), ("one-remark", "<b>bold</b>")]
    answer = desk.post(page, urlencode(filled), content_type="application/x-www-form-urlencoded").content.decode()
    assert "Nothing has left your desk yet" in answer
    assert "Kitchen floor plan" in answer
    assert "<b>bold</b>" not in answer
    assert not CaseAction.objects.exists()
    changed = [("go", "change"), *filled[1:]]
    back = desk.post(page, urlencode(changed), content_type="application/x-www-form-urlencoded").content.decode()
    assert re.search(r'value="floor_plan" checked', back)


def test_provisions_are_named_on_request_in_practice_only(desk, practice, sitting):
    page = "which provisions bear on this step"
    assert page in desk.get(url("case_part", practice, "letters", "decision")).content.decode()
    assert page not in desk.get(url("case_part", sitting, "letters", "decision")).content.decode()


def test_an_exam_is_worked_in_one_session_until_another_takes_over(desk, sitting, ada):
    second = Client()
    second.force_login(ada)
    lease = {"type": "open", "document": "lease"}
    for page in (url("case_run", sitting), url("case_part", sitting, "inbox", "intake")):
        answer = second.get(page)
        assert answer.status_code == 409
        assert "open on another device" in answer.content.decode()
    assert send(second, sitting, lease, 0).status_code == 409
    assert log_of(sitting) == []
    assert second.post(url("case_take_over", sitting)).url == url("case_run", sitting)
    assert send(second, sitting, lease, 0).status_code == 302
    assert send(desk, sitting, {"type": "finish"}, 1).status_code == 409
    assert log_of(sitting) == [lease]
    events = AuditEvent.objects.filter(object_id=str(sitting.public_id)).order_by("sequence")
    said = ["case.started", "case.action_refused", "case.taken_over", "case.action_refused"]
    assert list(events.values_list("action", flat=True)) == said


def test_practice_may_go_on_anywhere_and_nobody_takes_over_what_is_not_theirs(desk, practice, sitting, ada, cleo):
    second = Client()
    second.force_login(ada)
    assert second.get(url("case_run", practice)).status_code == 200
    second.force_login(cleo)
    assert second.post(url("case_take_over", sitting)).status_code == 404
    assert desk.get(url("case_run", sitting)).status_code == 200


def test_who_works_on_a_scenario_is_not_examined_in_it(client, scenario, units, ada, ben, cleo, hua):
    """By right over its unit, as author, as reviewer, or by a step of its review."""
    grant_role(user=hua, role=Role.REVIEWER, unit=units["P"], by=None)
    Scenario.objects.update(unit=units["X"])
    version = scenario.versions.get()
    ReviewStep.objects.create(scenario_version=version, kind="commented", actor=ben, at=timezone.now())
    scenario.versions.update(author=ada)
    start = reverse("assessments:case", args=["SIM-1"])
    for insider in (ada, ben, hua):
        client.force_login(insider)
        assert "You wrote or reviewed tasks of this examination" in client.get(start).content.decode()
        assert client.post(start, {"mode": "exam"}).url == start
        assert client.post(start, {"mode": "practice"}).url != start
    client.force_login(cleo)
    assert client.post(start, {"mode": "exam"}).url != start
    assert set(CaseRun.objects.filter(mode="exam").values_list("learner", flat=True)) == {cleo.pk}


def test_a_seen_paper_can_be_laid_beside_and_an_unseen_one_cannot(desk, practice):
    page = url("case_section", practice, "checklist")
    assert "Laid beside" not in desk.get(page, {"beside": "lease"}).content.decode()
    send(desk, practice, {"type": "open", "document": "lease"}, 0)
    assert "Laid beside" in desk.get(page, {"beside": "lease"}).content.decode()


def test_nothing_of_the_desk_is_cached(desk, practice):
    assert "no-store" in desk.get(url("case_run", practice))["Cache-Control"]
