"""Every row can be contested; somebody who had no part in it decides, and the level follows at once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import DrawnItem, Evidence, EvidenceContest
from assessments.selectors.entries.queues import open_contests
from assessments.selectors.levels import explain
from assessments.services.conduct.effects import put_back, set_aside
from assessments.services.delivery import start_attempt, submit_attempt
from assessments.services.entries.contests import (
    close_as_overtaken,
    correct,
    file_contest,
    strike_out,
    uphold,
    withdraw_contest,
)
from assessments.services.entries.portfolios import rate_portfolio, take_portfolio
from assessments.services.entries.refusal import EntryRefused
from assessments.services.entries.self_ratings import rate_oneself
from assessments.services.entries.withdrawing import withdraw_entry
from assessments.services.score_checks import check_scores
from lms.base import outbox
from lms.base.models import AuditEvent
from lms.people.models import Role
from lms.people.services.grants import grant_role
from tests.assessments.entries.conftest import WHY
from tests.assessments.services.answers import NOW, answer

REASONS = "I was at a course on that day; please look at the roster."


def contest(row, by, now):
    return file_contest(row=row, reasons=REASONS, by=by, at=now)


@pytest.fixture
def row(rating):
    return rating.evidence.get()


@pytest.fixture
def filed(row, ada, now):
    return contest(row, ada, now)


def test_it_counts_until_it_is_decided_and_is_decided_within_thirty_days(filed, row, ada, now):
    row.refresh_from_db()
    assert row.superseded_at is None
    assert explain(ada, "S1", now).lines
    assert filed.due_on == timezone.localdate(now + timedelta(days=30))


def test_a_correction_supersedes_the_row_and_the_level_follows_at_once(filed, row, ada, tom, now):
    before = explain(ada, "S1").standing.estimate.mean
    decided = correct(contest=filed, value=4.0, reason=WHY, by=tom, at=now)
    row.refresh_from_db()
    assert row.superseded_at == now
    assert (row.value, decided.correction.value) == (2.0, 4.0)
    assert decided.correction.kind == row.kind
    assert explain(ada, "S1").standing.estimate.mean > before + 0.3


def test_what_is_struck_out_counts_no_longer(filed, rating, ada, tom, now):
    strike_out(contest=filed, reason=WHY, by=tom, at=now)
    rating.refresh_from_db()
    assert rating.status == "struck_out"
    assert explain(ada, "S1").lines == []


def test_what_is_upheld_stays_and_is_not_contested_here_again(filed, row, ada, tom, now):
    uphold(contest=filed, reason=WHY, by=tom, at=now)
    assert Evidence.objects.in_force().get() == row
    with pytest.raises(EntryRefused):
        contest(row, ada, now)


def test_a_correction_is_not_contested_here_again(filed, ada, tom, now):
    decided = correct(contest=filed, value=3.0, reason=WHY, by=tom, at=now)
    with pytest.raises(EntryRefused):
        contest(decided.correction, ada, now)


def test_every_step_is_told_and_logged_without_its_words(tom, filed, now):
    outbox.drain()
    assert [message.to for message in mail.outbox] == [["ada@example.org"], ["tom@example.org"]]  # whoever may decide
    uphold(contest=filed, reason=WHY, by=tom, at=now)
    outbox.drain()
    assert mail.outbox[-1].to == ["ada@example.org"]
    assert not any(WHY in message.body or REASONS in message.body for message in mail.outbox)
    events = AuditEvent.objects.filter(object_id=str(filed.public_id)).order_by("sequence")
    assert [event.action for event in events] == ["evidence.contested", "evidence.contest_decided"]
    assert not any(REASONS in str(event.detail) or WHY in str(event.detail) for event in events)


def test_one_contest_a_row_but_one_that_was_taken_back_does_not_count(filed, row, ada, now):
    with pytest.raises(EntryRefused):
        contest(row, ada, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceContest.objects.create(
            evidence=row, reasons="x", filed_at=now, filed_by=ada, due_on=timezone.localdate()
        )
    withdraw_contest(contest=filed, by=ada, at=now)
    assert contest(row, ada, now).is_open


def test_only_the_person_contests_and_not_a_self_rating(row, ada, ben, cleo, s1, now):
    for user in (ben, cleo):
        with pytest.raises(EntryRefused):
            contest(row, user, now)
    own = rate_oneself(learner=ada, competency_id=s1.pk, level=1, text="", at=now)
    with pytest.raises(EntryRefused):
        contest(own.evidence.get(), ada, now)


def test_nobody_decides_on_their_own_case_or_on_what_they_made(filed, ada, ben, cleo, hua, rex, far, now):
    grant_role(user=ada, role=Role.TRAINING_MANAGER, unit=ada.assignments.get().unit, by=None)
    for user in (ada, ben, cleo, hua, rex, far):
        assert not open_contests(user).exists()
        with pytest.raises(EntryRefused):
            uphold(contest=filed, reason=WHY, by=user, at=now)


def test_the_database_refuses_a_decision_of_the_person_or_without_reasons(filed, ada, tom, now):
    for by, words in ((ada, WHY), (tom, "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            EvidenceContest.objects.update(status="upheld", decided_by=by, decision=words, decided_at=now)


def test_a_row_that_ended_meanwhile_leaves_nothing_to_decide(filed, rating, ben, tom, now):
    with pytest.raises(EntryRefused):
        close_as_overtaken(contest=filed, by=tom, at=now)
    withdraw_entry(entry=rating, reason="", by=ben, at=now)
    with pytest.raises(EntryRefused):
        correct(contest=filed, value=1.0, reason=WHY, by=tom, at=now)
    assert close_as_overtaken(contest=filed, by=tom, at=now).status == "overtaken"


def test_a_portfolio_goes_to_a_fresh_rater(portfolio, ada, ben, rex, tom, tia, now):
    for rater in (rex, tom):
        take_portfolio(entry=portfolio, by=rater, at=now)
        rate_portfolio(entry=portfolio, level=2, reason=WHY, by=rater, at=now)
    filed = contest(portfolio.evidence.get(), ada, now)
    for user in (rex, tom, ben):
        assert not open_contests(user).exists()
    correct(contest=filed, value=3.0, reason=WHY, by=tia, at=now)
    assert Evidence.objects.in_force().get().value == 3.0


def test_a_certificate_goes_to_somebody_who_neither_checked_nor_mapped_it(certificate, ada, tom, tia, now):
    filed = contest(certificate.evidence.get(), ada, now)
    assert not open_contests(tom).exists()
    with pytest.raises(EntryRefused):
        correct(contest=filed, value=5.0, reason=WHY, by=tia, at=now)  # more than the certificate can show
    strike_out(contest=filed, reason=WHY, by=tia, at=now)
    certificate.refresh_from_db()
    assert certificate.status == "struck_out"


@pytest.fixture
def sat(examination, units, ada):
    """Ada sat an examination of a bank of county X, and got all but two right."""
    examination.bank.unit = units["X"]
    examination.bank.save()
    attempt = start_attempt(examination=examination, learner=ada, session_key="desk", at=NOW)
    for position in range(1, 11):
        answer(attempt, position, "a" if position > 2 else "b")
    submit_attempt(attempt=attempt, at=NOW + timedelta(minutes=5))
    return attempt


def test_an_examination_goes_to_a_reviewer_of_the_bank_who_made_none_of_it(sat, ada, ben, tom, rex, rita, now):
    version = DrawnItem.objects.filter(attempt=sat).first().version
    version.author = rex
    version.save()
    filed = contest(Evidence.objects.filter(attempt=sat).first(), ada, now)
    for user in (ben, tom, rex):
        assert not open_contests(user).exists(), user
    value = filed.evidence.value - 0.5
    decided = correct(contest=filed, value=value, reason=WHY, by=rita, at=now)
    assert decided.correction.attempt == sat
    assert [one for checked in check_scores() for one in checked.differences] == []  # a decision is no fault


def test_a_decision_outlives_a_result_that_was_set_aside_and_put_back(sat, ada, rita, now):
    rows = Evidence.objects.filter(attempt=sat)
    first, second = rows.order_by("competency__code")
    correct(contest=contest(first, ada, now), value=1.0, reason=WHY, by=rita, at=now)
    strike_out(contest=contest(second, ada, now), reason=WHY, by=rita, at=now)
    set_aside(attempt=sat, at=now)
    assert not Evidence.objects.in_force().exists()
    put_back(attempt=sat)
    assert [row.value for row in Evidence.objects.in_force()] == [1.0]
    assert [one for checked in check_scores() for one in checked.differences] == []


def test_the_whole_way_through_the_pages(client, row, ada, tom):
    client.force_login(ada)
    start = reverse("assessments:contest_evidence", args=[row.public_id])
    assert start in client.get(reverse("assessments:level", args=["S1"])).text
    assert start in client.get(reverse("assessments:my_evidence")).text
    assert "after 30 days" in client.get(start).text
    page = client.post(start, {"reasons": REASONS}, follow=True)
    own = page.redirect_chain[-1][0]
    assert "Until then the entry counts" in page.text
    assert own in client.get(reverse("assessments:level", args=["S1"])).text
    client.force_login(tom)
    home = reverse("assessments:contests")
    desk = reverse("assessments:decide_contest", args=[EvidenceContest.objects.get().public_id])
    assert desk in client.get(home).text
    assert REASONS in client.get(desk).text
    assert "A correction needs a value" in client.post(desk, {"decision": "corrected", "reason": WHY}).text
    client.post(desk, {"decision": "corrected", "value": "3.4", "reason": WHY})
    client.force_login(ada)
    page = client.get(own).text
    assert WHY in page
    assert "Tom" in page
    assert "counts, as corrected after a contest" in client.get(reverse("assessments:my_evidence")).text.lower()


def test_a_late_one_is_called_late_and_one_that_nobody_may_decide_says_so(client, filed, ada, tom):
    EvidenceContest.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    client.force_login(tom)
    assert "late</strong>" in client.get(reverse("assessments:contests")).text
    client.force_login(ada)
    own = reverse("assessments:contest", args=[filed.public_id])
    assert "The decision was due" in client.get(own).text
    EvidenceContest.objects.update(due_on=timezone.localdate())
    tom.is_active = False
    tom.save()
    assert "nobody holds a right to decide" in client.get(own).text


def test_doors_of_contests(client, filed, row, ada, ben, cleo, hua, tom, far):
    own = reverse("assessments:contest", args=[filed.public_id])
    desk = reverse("assessments:decide_contest", args=[filed.public_id])
    start = reverse("assessments:contest_evidence", args=[row.public_id])
    for user, opens in [(ada, "100"), (ben, "000"), (cleo, "000"), (hua, "000"), (tom, "010"), (far, "000")]:
        client.force_login(user)
        assert "".join("1" if client.get(one).status_code == 200 else "0" for one in (own, desk, start)) == opens, user
    client.logout()
    assert all("/account/login/" in client.get(one)["Location"] for one in (own, desk, start))
