"""A real sitting whose result is set aside and put back: the check of all scores holds throughout."""

import pytest
from django.utils import timezone

from assessments.models import Attempt, DrawnItem, Evidence, Response
from assessments.selectors.examinations import permission_to_start
from assessments.selectors.results import passed_exams, passed_sittings
from assessments.services.conduct.effects import put_back, set_aside
from assessments.services.delivery import start_attempt, submit_attempt
from assessments.services.score_checks import check_scores


@pytest.fixture
def sitting(examination, ada):
    now = timezone.now()
    attempt = start_attempt(examination=examination, learner=ada, session_key="room", at=now)
    for drawn in DrawnItem.objects.filter(attempt=attempt):
        token = {option: token for token, option in drawn.tokens}["a"]
        Response.objects.create(attempt=attempt, position=drawn.position, seq=1, value=[token], saved_at=now)
    return submit_attempt(attempt=attempt, at=now)


def evidence_in_force(ada):
    return list(Evidence.objects.in_force().filter(learner=ada).values_list("value", "observed_at", "detail"))


def differences():
    return [one for checked in check_scores() for one in checked.differences]


def test_set_aside_and_put_back_is_as_before(sitting, ada, examination):
    before = evidence_in_force(ada)
    assert before
    assert not differences()
    set_aside(attempt=sitting, at=timezone.now())
    assert not evidence_in_force(ada)
    assert not passed_exams([ada.pk])
    assert permission_to_start(examination, ada, timezone.now()).is_granted
    assert not differences()
    put_back(attempt=sitting)
    assert evidence_in_force(ada) == before
    assert passed_exams([ada.pk])
    assert not differences()


def test_a_certificate_that_rests_on_it_stays_genuine(sitting):
    set_aside(attempt=sitting, at=timezone.now())
    assert f"attempt:{sitting.public_id}" in passed_sittings()


def test_the_row_of_the_result_is_not_touched(sitting):
    before = list(sitting.results.values())
    set_aside(attempt=sitting, at=timezone.now())
    assert list(sitting.results.values()) == before
    held = Attempt.objects.get(pk=sitting.pk)
    assert (held.score, held.max_score, held.has_passed) == (sitting.score, sitting.max_score, True)
