"""Who gets which form, what counts, and what happens when there is none."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.domain.retakes import Refusal
from assessments.models import (
    Attempt,
    DrawnItem,
    EnemyPair,
    Evidence,
    ItemVersion,
    StartAlert,
    TestForm,
    TestFormItem,
)
from assessments.services.delivery import StartRefused, start_attempt, submit_attempt
from assessments.services.exposure import count_exposures
from tests.assessments.services.answers import answer

from .conftest import ITEMS, NOW, SCORED, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def start(exam):
    def sit(learner, *, days=0):
        return start_attempt(examination=exam, learner=learner, session_key="desk", at=NOW + timedelta(days=days))

    return sit


def drawn(attempt, **narrow):
    return set(DrawnItem.objects.filter(attempt=attempt, **narrow).values_list("version_id", flat=True))


def test_without_a_form_in_use_items_are_drawn_by_blueprint(start, make_forms, both, ada):
    make_forms(both)
    attempt = start(ada)
    assert attempt.form is None
    assert len(drawn(attempt)) == 2 * SCORED


def test_candidates_spread_over_the_forms(start, put_in_use, ada, ben, cleo, hua):
    forms = put_in_use()
    used = [start(learner).form_id for learner in (ada, ben, cleo, hua)]
    assert sorted(used) == sorted([form.pk for form in forms] * 2)
    attempt = Attempt.objects.filter(learner=ada).get()
    assert drawn(attempt) == set(attempt.form.items.values_list("version_id", flat=True))


def test_a_retake_gets_the_other_form_and_then_a_refusal_that_the_desk_hears_of(start, put_in_use, ada, exam, caplog):
    put_in_use()
    first = submit_attempt(attempt=start(ada), at=NOW)
    second = start(ada, days=8)
    assert second.form_id != first.form_id
    assert len(drawn(first) & drawn(second)) == 4  # the anchors: a fifth
    submit_attempt(attempt=second, at=NOW + timedelta(days=8))
    for _ in range(2):
        with pytest.raises(StartRefused) as refused:
            start(ada, days=60)
        assert refused.value.permission.refusal is Refusal.NO_FORM
    assert "F-01" in caplog.text
    alert = StartAlert.objects.get()
    assert (alert.examination, alert.reason, alert.refusals) == (exam, "no_form", 2)


def test_whoever_saw_the_items_of_a_form_in_a_draw_does_not_get_that_form(start, put_in_use, ada, exam):
    (form,) = put_in_use(1, has_anchors=False)
    TestForm.objects.update(status="resting")
    attempt = start(ada)
    DrawnItem.objects.filter(attempt=attempt).delete()
    for position, version in enumerate(form.items.values_list("version_id", flat=True)[:5]):
        DrawnItem.objects.create(attempt=attempt, position=position, version_id=version, tokens=[])
    submit_attempt(attempt=attempt, at=NOW)
    TestForm.objects.update(status="in_use")
    with pytest.raises(StartRefused):
        start(ada, days=8)


@pytest.mark.parametrize("status", ["retired", "resting"])
def test_a_form_with_an_item_out_of_use_is_not_handed_out(start, put_in_use, ada, status):
    forms = put_in_use(2, has_anchors=False)
    ItemVersion.objects.filter(pk=forms[0].items.first().version_id).update(status=status)
    assert start(ada).form_id == forms[1].pk


def test_a_form_that_is_not_what_was_approved_is_not_handed_out(start, put_in_use, ada, caplog):
    forms = put_in_use(2, has_anchors=False)
    TestFormItem.objects.filter(form=forms[0], position=1).update(is_scored=False)
    assert start(ada).form_id == forms[1].pk
    assert "not what was approved" in caplog.text


def test_items_on_trial_are_shown_and_marked_but_count_for_nothing(start, exam, ada):
    exam.trial_items = 2
    exam.save()
    trials = {write(exam.bank, 900 + one, exam.blueprint.first().competency, "trial").pk for one in range(3)}
    attempt = start(ada)
    tried = drawn(attempt, is_scored=False)
    assert len(tried) == 2
    assert tried <= trials
    assert len(drawn(attempt, is_scored=True)) == 2 * SCORED
    for one in DrawnItem.objects.filter(attempt=attempt).select_related("version__key"):
        answer(attempt, one.position, one.version.key.right["correct"][0] if not one.is_scored else "nothing")
    closed = submit_attempt(attempt=attempt, at=NOW)
    assert (closed.score, closed.max_score, closed.has_passed) == (0, 2 * SCORED, False)
    assert set(DrawnItem.objects.filter(attempt=attempt, is_scored=False).values_list("mark", flat=True)) == {1.0}
    assert {one["possible"] for one in Evidence.objects.values_list("detail", flat=True)} == {SCORED}


def test_the_result_page_leaves_items_on_trial_out(start, exam, ada, client):
    exam.trial_items = 1
    exam.save()
    write(exam.bank, 900, exam.blueprint.first().competency, "trial")
    attempt = submit_attempt(attempt=start(ada), at=NOW)
    client.force_login(ada)
    page = client.get(f"/exam/attempt/{attempt.public_id}/result/")
    assert [part.possible for part in page.context["parts"]] == [SCORED, SCORED]


def test_a_draw_keeps_enemies_apart(start, exam, rex, ada, ben, cleo):
    """All items of S1 but ten are enemies of the first: whoever gets it gets those ten."""
    first, *others = exam.bank.items.order_by("number")[:ITEMS]
    EnemyPair.objects.bulk_create(
        EnemyPair(first=first, second=other, reason="x", added_by=rex, added_at=NOW) for other in others[9:]
    )
    for learner in (ada, ben, cleo):
        items = set(DrawnItem.objects.filter(attempt=start(learner)).values_list("version__item_id", flat=True))
        assert not (first.pk in items and items & {other.pk for other in others[9:]})


def test_an_item_above_the_cap_is_drawn_no_more(start, exam, ada, ben):
    attempt = start(ada)
    met = set(DrawnItem.objects.filter(attempt=attempt).values_list("version__item_id", flat=True))
    assert count_exposures() == len(met)
    assert count_exposures() == 0
    exam.bank.exposure_cap = 1
    exam.bank.save()
    other = start(ben)
    assert not met & set(DrawnItem.objects.filter(attempt=other).values_list("version__item_id", flat=True))


def test_a_form_above_the_cap_is_not_handed_out(start, put_in_use, exam, ada, ben, cleo):
    put_in_use(2, has_anchors=False)
    used = {start(learner).form_id for learner in (ada, ben)}
    assert len(used) == 2
    count_exposures()
    exam.bank.exposure_cap = 1
    exam.bank.save()
    with pytest.raises(StartRefused):
        start(cleo)


def test_starting_asks_the_same_number_of_questions_for_many_forms(start, put_in_use, ada, cleo):
    put_in_use(1, has_anchors=False)
    with CaptureQueriesContext(connection) as few:
        start(ada)
    put_in_use(2, has_anchors=False, seed=2)
    with CaptureQueriesContext(connection) as many:
        start(cleo)
    assert len(many) == len(few)
