"""A faulty item found after candidates had met it: proposed by Ann, decided by Rex, felt by Ada."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from assessments.models import AttemptResult, DrawnItem, Evidence, FormerKey, ItemKey, ItemVersion, Regrade
from assessments.selectors.authoring.regrades import lines_written_by, regrades_waiting_for_second_person
from assessments.selectors.evidence_cube import estimates_of_all
from assessments.selectors.levels import explain
from assessments.selectors.results import evidence_of, passed_exams
from assessments.services.authoring.items import AuthoringRefused
from assessments.services.delivery import start_attempt, submit_attempt
from assessments.services.regrade_plan import fingerprint_of, plan_of
from assessments.services.regrading import (
    approve_regrade,
    decline_regrade,
    propose_regrade,
    take_back_regrade,
)
from lms.base.models import AuditEvent
from lms.base.outbox import drain
from lms.people.models import Role, User
from lms.people.services.grants import grant_role

from .answers import NOW, answer

pytestmark = pytest.mark.django_db

KIND = Regrade.Kind
SOON = NOW + timedelta(minutes=5)
REASON = "Option b is right as well since the amendment."


@pytest.fixture
def hire(units, examination):
    """Somebody with rights over the bank, which belongs to county X."""
    examination.bank.unit = units["X"]
    examination.bank.save()

    def make(name, *roles):
        user = User.objects.create_user(f"{name.lower()}@example.org", "a-long-enough-password", name=name)
        for role in roles:
            grant_role(user=user, role=role, unit=units["X"], by=None)
        return user

    return make


@pytest.fixture
def ann(hire):
    return hire("Ann", Role.AUTHOR)


@pytest.fixture
def rex(hire):
    return hire("Rex", Role.REVIEWER)


@pytest.fixture
def sit(examination):
    """Start, answer `right` of ten rightly and the others with b, submit."""

    def make(learner, right):
        attempt = start_attempt(examination=examination, learner=learner, session_key="desk", at=NOW)
        for position in range(1, 11):
            answer(attempt, position, "a" if position <= right else "b")
        return submit_attempt(attempt=attempt, at=SOON)

    return make


def version_at(attempt, position):
    drawn = DrawnItem.objects.select_related("version__item__bank__unit", "version__key").get(
        attempt=attempt, position=position
    )
    return drawn.version


def propose(version, kind, by, correct=()):
    right = {"correct": list(correct)}
    return propose_regrade(version=version, kind=kind, right=right, reason=REASON, by=by, at=SOON)


def approve(regrade, by):
    return approve_regrade(regrade=regrade, by=by, at=SOON, seen=fingerprint_of(regrade, plan_of(regrade)))


def result_of(attempt):
    attempt.refresh_from_db()
    return attempt.score, attempt.max_score, attempt.has_passed


def test_nothing_changes_before_the_second_person_has_decided(sit, ada, ann, rex):
    attempt = sit(ada, right=5)
    regrade = propose(version_at(attempt, 6), KIND.FULL_MARK, ann)
    line = plan_of(regrade).lines[0]
    assert (line.change.before.points, line.change.after.points, line.change.gains_pass) == (5, 6, True)
    assert list(regrades_waiting_for_second_person(rex)) == [regrade]
    assert result_of(attempt) == (5, 10, False)
    decline_regrade(regrade=regrade, by=rex, at=SOON, comment="The item is sound.")
    assert result_of(attempt) == (5, 10, False)
    assert ItemKey.objects.get(version=regrade.version).number == 1


def test_a_full_mark_lifts_who_had_it_wrong_and_keeps_both_results(sit, ada, ann, rex):
    attempt = sit(ada, right=5)
    regrade = approve(propose(version_at(attempt, 6), KIND.FULL_MARK, ann), rex)
    assert result_of(attempt) == (6, 10, True)
    results = AttemptResult.objects.filter(attempt=attempt).order_by("number").values_list("points", "has_passed")
    assert list(results) == [(5, False), (6, True)]
    assert [one.code for one in passed_exams([ada.pk])] == ["T-01"]
    assert lines_written_by(regrade)[0].change.gains_pass
    assert ItemVersion.objects.get(pk=regrade.version_id).status == ItemVersion.Status.RETIRED


def test_evidence_is_superseded_and_levels_hear_only_what_is_in_force(sit, ada, ann, rex):
    attempt = sit(ada, right=5)
    version = version_at(attempt, 6)
    code = version.competency.code
    held = Evidence.objects.get(attempt=attempt, competency=version.competency)
    regrade = approve(propose(version, KIND.FULL_MARK, ann), rex)
    held.refresh_from_db()
    now = Evidence.objects.in_force().get(attempt=attempt, competency=version.competency)
    assert held.superseded_at is not None
    assert (now.observed_at, now.detail["earned"]) == (held.observed_at, held.detail["earned"] + 1)
    assert [line.value for line in explain(ada, code, SOON).lines] == [now.value]
    assert sorted(one.value for one in evidence_of([ada.pk])[ada.pk] if one.competency == code) == [now.value]
    estimates = estimates_of_all(SOON)
    assert len(estimates.mean) == 2
    assert lines_written_by(regrade)[0].evidence == 1


def test_an_item_that_does_not_count_makes_the_paper_shorter_and_may_leave_too_little_for_evidence(sit, ada, ann, rex):
    attempt = sit(ada, right=10)
    version = version_at(attempt, 1)
    approve(propose(version, KIND.NOT_COUNTED, ann), rex)
    assert result_of(attempt) == (9, 9, True)
    assert DrawnItem.objects.get(attempt=attempt, position=1).mark is None
    assert Evidence.objects.in_force().filter(attempt=attempt).count() == 1
    assert not Evidence.objects.in_force().filter(competency=version.competency).exists()


def test_another_key_keeps_the_former_one_and_takes_a_pass_where_it_must(sit, ada, ann, rex):
    passed = sit(ada, right=6)
    version = version_at(passed, 6)
    approve(propose(version, KIND.REKEY, ann, "b"), rex)
    assert result_of(passed) == (5, 10, False)
    assert ItemKey.objects.get(version=version).right == {"correct": ["b"]}
    former = FormerKey.objects.get(version=version)
    assert (former.number, former.right, former.until) == (1, {"correct": ["a"]}, SOON)
    assert passed_exams([ada.pk]) == []


def test_an_attempt_that_is_still_open_is_scored_by_the_new_key(examination, ada, ann, rex):
    attempt = start_attempt(examination=examination, learner=ada, session_key="desk", at=NOW)
    for position in range(1, 11):
        answer(attempt, position, "b")
    regrade = propose(version_at(attempt, 3), KIND.REKEY, ann, "b")
    assert plan_of(regrade).lines == []
    approve(regrade, rex)
    assert submit_attempt(attempt=attempt, at=SOON).score == 1


def test_a_second_regrade_of_the_same_version_follows_the_first(sit, ada, ann, rex):
    attempt = sit(ada, right=5)
    version = version_at(attempt, 6)
    approve(propose(version, KIND.FULL_MARK, ann), rex)
    approve(propose(version, KIND.NOT_COUNTED, ann), rex)
    assert result_of(attempt) == (5, 9, False)
    assert list(AttemptResult.objects.filter(attempt=attempt).values_list("number", flat=True)) == [1, 2, 3]
    assert ItemKey.objects.get(version=version).number == 3


def test_who_proposed_or_wrote_or_sat_it_does_not_decide(sit, ada, ann, rex, hire):
    attempt = sit(ada, right=5)
    version = version_at(attempt, 6)
    both = hire("Bo", Role.AUTHOR, Role.REVIEWER)
    version.author = both
    version.save(update_fields=["author"])
    regrade = propose(version, KIND.FULL_MARK, rex)
    for person in (rex, both, ann):
        with pytest.raises(AuthoringRefused):
            approve(regrade, person)
    grant_role(user=ada, role=Role.REVIEWER, unit=version.item.bank.unit, by=None)
    with pytest.raises(AuthoringRefused, match="examined with this item"):
        approve(regrade, User.objects.get(pk=ada.pk))
    with pytest.raises(AuthoringRefused):
        take_back_regrade(regrade=regrade, by=both, at=SOON)
    take_back_regrade(regrade=regrade, by=rex, at=SOON)
    assert result_of(attempt) == (5, 10, False)


def test_figures_that_changed_since_the_page_was_read_approve_nothing(sit, ada, cleo, ann, rex):
    attempt = sit(ada, right=5)
    version = version_at(attempt, 6)
    regrade = propose(version, KIND.FULL_MARK, ann)
    seen = fingerprint_of(regrade, plan_of(regrade))
    other = sit(cleo, right=0)
    if not DrawnItem.objects.filter(attempt=other, version=version).exists():
        DrawnItem.objects.filter(attempt=other, position=1).update(version=version)
    with pytest.raises(AuthoringRefused, match="figures have changed"):
        approve_regrade(regrade=regrade, by=rex, at=SOON, seen=seen)
    regrade.refresh_from_db()
    assert regrade.status == Regrade.Status.WAITING
    assert result_of(attempt) == (5, 10, False)


@pytest.mark.parametrize(
    ("kind", "correct"), [(KIND.REKEY, "a"), (KIND.REKEY, ""), (KIND.REKEY, "ab")], ids=["same", "none", "two"]
)
def test_a_key_that_the_item_cannot_have_is_refused(sit, ada, ann, kind, correct):
    with pytest.raises(AuthoringRefused):
        propose(version_at(sit(ada, right=5), 6), kind, ann, correct)


def test_one_proposal_at_a_time(sit, ada, ann, rex):
    version = version_at(sit(ada, right=5), 6)
    propose(version, KIND.FULL_MARK, ann)
    with pytest.raises(AuthoringRefused, match="second person already"):
        propose(version, KIND.NOT_COUNTED, rex)


def test_the_log_has_both_states_and_neither_key_nor_reason(sit, ada, ann, rex):
    attempt = sit(ada, right=6)
    regrade = approve(propose(version_at(attempt, 6), KIND.REKEY, ann, "b"), rex)
    approved = AuditEvent.objects.get(action="regrade.approved")
    assert (approved.detail["before"], approved.detail["after"]) == (regrade.before_digest, regrade.after_digest)
    assert regrade.before_digest != regrade.after_digest
    told = AuditEvent.objects.get(action="attempt.regraded")
    assert (told.object_id, told.detail["points_before"], told.detail["points"]) == (
        str(attempt.public_id),
        "6.000",
        "5.000",
    )
    text = str(list(AuditEvent.objects.values_list("detail", flat=True)))
    assert REASON not in text
    assert "correct" not in text


def test_those_affected_are_told_in_every_language_and_nobody_else_is(sit, ada, cleo, ann, rex):
    attempt = sit(ada, right=5)
    sit(cleo, right=10)
    approve(propose(version_at(attempt, 6), KIND.FULL_MARK, ann), rex)
    drain()
    told = [message for message in mail.outbox if message.to == ["ada@example.org"]]
    assert len(told) == 1
    assert "Before: 5 of 10 points" in told[0].body
    assert "Now: 6 of 10 points" in told[0].body
    assert str(attempt.public_id) in told[0].body
    assert REASON not in told[0].body
    assert not [message for message in mail.outbox if message.to == ["cleo@example.org"]]


def test_the_database_refuses_to_rewrite_a_result_or_a_former_key(sit, ada, ann, rex):
    attempt = sit(ada, right=6)
    approve(propose(version_at(attempt, 6), KIND.REKEY, ann, "b"), rex)
    with pytest.raises(IntegrityError, match="only added"), transaction.atomic():
        AttemptResult.objects.filter(attempt=attempt).update(points=10)
    with pytest.raises(IntegrityError, match="only added"), transaction.atomic():
        FormerKey.objects.update(right={"correct": ["c"]})
