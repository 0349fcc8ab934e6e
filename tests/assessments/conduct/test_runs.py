"""From a run to cases: counts first, names only once a person opens cases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from assessments.models import Attempt, ConductCase, ConductRun
from assessments.selectors.conduct.sittings import attempts_in, sittings_in
from assessments.services.conduct import runs
from assessments.services.conduct.refusal import ConductRefused
from assessments.services.conduct.runs import discard_run, open_cases, start_run
from lms.base.models import AuditEvent
from lms.base.outbox import drain
from lms.people.models import Role


def start(examination, by, *, days=30):
    now = timezone.now()
    today = timezone.localdate(now)
    return start_run(examination=examination, since=today - timedelta(days=days), until=today, by=by, at=now)


def test_a_run_is_a_preview_that_opens_nothing_and_tells_nobody(run, attempts):
    found = {line["indicator"]: line["findings"] for line in run.lines}
    assert (run.sittings, run.agreeing, run.alone) == (60, 2, 0)
    assert found == {"effort": 0, "exposed": 0, "similar": 1, "in_step": 1, "gain": 0}
    assert not ConductCase.objects.exists()
    drain()
    assert not mail.outbox


def test_what_one_indicator_says_is_counted_and_stored_with_nobody(examination, attempts, rex):
    Attempt.objects.update(counts_for_time_norms=False)
    run = start(examination, rex)
    assert (run.agreeing, run.alone, run.without_times) == (0, 2, 60)
    assert run.pending == []


def test_opening_tells_the_people_concerned_and_nobody_else(run, rex, ada, cleo):
    cases = open_cases(run=run, by=rex, at=timezone.now())
    assert {one.attempt.learner_id for one in cases} == {ada.pk, cleo.pk}
    drain()
    assert sorted(one.to[0] for one in mail.outbox) == ["ada@example.org", "cleo@example.org"]
    assert not any("Cleo" in one.body for one in mail.outbox if one.to == ["ada@example.org"])
    run.refresh_from_db()
    assert (run.status, run.pending) == (ConductRun.Status.OPENED, [])


def test_discarding_forgets_the_names_and_keeps_the_figures(run, rex):
    discard_run(run=run, by=rex, at=timezone.now())
    run.refresh_from_db()
    assert (run.pending, run.agreeing) == ([], 2)
    with pytest.raises(ConductRefused, match="decided already"):
        open_cases(run=run, by=rex, at=timezone.now())


def test_a_sitting_has_one_case_whatever_runs_later(case, examination, rex):
    again = start(examination, rex)
    assert again.agreeing == 0
    open_cases(run=again, by=rex, at=timezone.now())
    assert ConductCase.objects.count() == 2


def test_one_preview_at_a_time(run, examination, rex):
    with pytest.raises(ConductRefused, match="still waits"):
        start(examination, rex)


@pytest.mark.parametrize("days", [-1, 181])
def test_the_days_lie_within_half_a_year(examination, rex, days):
    with pytest.raises(ConductRefused, match="180 days"):
        start(examination, rex, days=days)


def test_too_many_sittings_are_refused_before_anything_is_computed(examination, attempts, rex, monkeypatch):
    monkeypatch.setattr(runs, "MOST_SITTINGS", 59)
    with pytest.raises(ConductRefused, match="fewer days"):
        start(examination, rex)


def test_an_empty_examination_says_that_it_cannot_say(examination, rex):
    run = start(examination, rex)
    assert {line["silence"] for line in run.lines} == {"few_sittings", "no_retakes"}


def test_only_a_reviewer_of_the_bank_starts_a_run(examination, hire, ben, hua):
    outsiders = [ben, hua, hire("Ann", (Role.AUTHOR, "X")), hire("Yan", (Role.REVIEWER, "Y"))]
    for one in outsiders:
        with pytest.raises(ConductRefused, match="Only a reviewer"):
            start(examination, one)


def test_reading_sittings_costs_four_statements_whatever_their_number(examination, attempts, django_assert_num_queries):
    today = timezone.localdate()
    with django_assert_num_queries(4):
        found = sittings_in(attempts_in(examination, today - timedelta(days=30), today))
    assert len(found) == 60
    assert all(one.seconds for one in found[0].answers.values())


def test_who_goes_back_leaves_tasks_of_unknown_time(examination, attempts):
    """The third answer is changed at the end: neither its time nor that of the fourth is known any more."""
    response = attempts[0].responses.get(position=3)
    Attempt.objects.filter(pk=attempts[0].pk).update(status="open", score=None, closed_at=None)
    end = attempts[0].closed_at + timedelta(seconds=1)
    response.saved_at = end
    response.save()
    Attempt.objects.filter(pk=attempts[0].pk).update(status="submitted", score=1.0, closed_at=end)
    today = timezone.localdate()
    found = sittings_in(attempts_in(examination, today - timedelta(days=30), today))[0]
    versions = {one.position: one.version_id for one in attempts[0].drawn.all()}
    unknown = {position for position, version in versions.items() if found.answers[version].seconds is None}
    assert unknown == {3, 4}
    assert replace(found.answers[versions[5]]).seconds is not None


def test_the_log_tells_what_was_done_and_of_nobody(case, ada, cleo):
    events = AuditEvent.objects.filter(action__startswith="conduct.")
    assert set(events.values_list("action", flat=True)) == {"conduct.run_started", "conduct.cases_opened"}
    told = str(list(events.values_list("object_id", "detail", "actor_label")))
    for name in ("Ada", "Cleo", ada.email, cleo.email, str(case.attempt.public_id)):
        assert name not in told
