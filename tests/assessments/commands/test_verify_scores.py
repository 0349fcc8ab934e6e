"""`manage.py verify_scores`: silent on sound results, by name on every other one."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Attempt, DrawnItem, Evidence, ItemKey, Regrade
from assessments.services.delivery import start_attempt, submit_attempt
from assessments.services.regrade_plan import fingerprint_of, plan_of
from assessments.services.regrading import approve_regrade, propose_regrade
from lms.base.models import AuditEvent
from lms.people.models import Role, User
from lms.people.services.grants import grant_role
from tests.assessments.services.answers import NOW, answer

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(minutes=5)


@pytest.fixture
def attempt(examination, ada, cleo):
    """Ada has six of ten; Cleo is still at it."""
    start_attempt(examination=examination, learner=cleo, session_key="desk", at=NOW)
    attempt = start_attempt(examination=examination, learner=ada, session_key="desk", at=NOW)
    for position in range(1, 11):
        answer(attempt, position, "a" if position <= 6 else "b")
    return submit_attempt(attempt=attempt, at=SOON)


def verify():
    """What it says, and whether it is content."""
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_scores", stdout=out, stderr=err)
    except CommandError as error:
        assert error.returncode == 1
        return err.getvalue() + str(error), False
    return out.getvalue(), True


def test_sound_scores_are_counted_and_the_check_is_logged(attempt):
    said, is_content = verify()
    assert is_content
    assert said.startswith("1 attempts in ")
    assert "0 differences" in said
    assert AuditEvent.objects.get(action="scores.verified").detail == {"attempts": 1, "differences": 0}


def test_it_still_holds_after_a_regrade(attempt, examination, units):
    examination.bank.unit = units["X"]
    examination.bank.save()
    people = [User.objects.create_user(f"{name}@example.org", "long-enough", name=name) for name in ("rex", "roy")]
    for person in people:
        grant_role(user=person, role=Role.REVIEWER, unit=units["X"], by=None)
    for position, kind, correct in ((6, "rekey", ["b"]), (7, "not_counted", []), (8, "full_mark", [])):
        version = DrawnItem.objects.get(attempt=attempt, position=position).version
        asked = propose_regrade(
            version=version, kind=Regrade.Kind(kind), right={"correct": correct}, reason="Fault", by=people[0], at=SOON
        )
        seen = fingerprint_of(asked, plan_of(asked))
        approve_regrade(regrade=asked, by=people[1], at=SOON, seen=seen)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.max_score) == (6, 9)
    assert verify()[1]


def lift_points(attempt):
    Attempt.objects.filter(pk=attempt.pk).update(score=9)


def lift_mark(attempt):
    DrawnItem.objects.filter(attempt=attempt, position=10).update(mark=1)


def take_pass(attempt):
    Attempt.objects.filter(pk=attempt.pk).update(has_passed=False)


def change_key(attempt):
    version = DrawnItem.objects.get(attempt=attempt, position=10).version_id
    ItemKey.objects.filter(version_id=version).update(right={"correct": ["b"]})


def lift_evidence(attempt):
    Evidence.objects.filter(attempt=attempt).update(value=5)


def drop_result(attempt):
    attempt.results.all().delete()


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (lift_points, "has 9 of 10 points, its answers earn 6 of 10"),
        (lift_mark, "other marks than its answers earn at 10"),
        (take_pass, "is not passed, its answers say passed"),
        (change_key, "scored by other keys than those in force"),
        (lift_evidence, "evidence on S1 that does not follow"),
        (drop_result, "one is missing"),
    ],
)
def test_whatever_was_tampered_with_is_named(attempt, tamper, words):
    tamper(attempt)
    said, is_content = verify()
    assert not is_content
    assert words in said
    assert str(attempt.public_id) in said
    assert "1 of 1 attempts" in said


def test_an_item_without_a_key_stops_the_check_by_name(attempt):
    version = DrawnItem.objects.get(attempt=attempt, position=1).version
    ItemKey.objects.filter(version=version).delete()
    said, is_content = verify()
    assert not is_content
    assert str(version) in said
