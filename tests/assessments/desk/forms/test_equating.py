"""From two forms of which one is harder to points that are converted, for sittings that begin later."""

from datetime import date, timedelta
from http import HTTPStatus
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.domain.cut_scores import value_on_level_scale
from assessments.models import Attempt, AttemptResult, CutScore, DrawnItem, Equating, Evidence, ItemKey, Regrade
from assessments.services.delivery import Answer, save_answer, start_attempt, submit_attempt, token_for
from assessments.services.equating.deciding import put_equating_in_force, withdraw_equating
from assessments.services.equating.proposing import propose_equating
from assessments.services.equating.refusal import EquatingRefused
from assessments.services.regrade_plan import fingerprint_of, plan_of
from assessments.services.regrading import approve_regrade, propose_regrade
from lms.base.models import AuditEvent
from tests.assessments.desk.conftest import CANARY, STEM_CANARY
from tests.assessments.services.answers import tokens_of

from .conftest import NOW, SCORED
from .sitting import sat

pytestmark = pytest.mark.django_db
HOME = "/cms/examinations/F-01/equating/"
PAIR = "/cms/examinations/F-01/forms/2/as/1/"
DAY = timezone.localdate(NOW) + timedelta(days=7)
LATER = NOW + timedelta(days=8)
CUT = 14.0  # of twenty


@pytest.fixture
def forms(put_in_use):
    """Form 2 is harder by about two points; each has been sat by forty people, those of form 2 a little better."""
    first, second = put_in_use()
    sat(first, 40, seed=1)
    sat(second, 40, seed=3, ability=0.3, harder=0.6)
    return first, second


@pytest.fixture
def proposed(forms, ann):
    return propose_equating(form=forms[1], reference=forms[0], effective_from=DAY, actor=ann, at=NOW)


@pytest.fixture
def in_force(proposed, rex):
    return put_equating_in_force(equating=proposed, actor=rex, at=NOW)


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def sit(exam, form, learner, right, *, at):
    """On this form, with so many right answers of twenty."""
    exam.forms.exclude(pk=form.pk).update(status="resting")
    attempt = start_attempt(examination=exam, learner=learner, session_key="desk", at=at)
    assert attempt.form_id == form.pk
    keys = dict(ItemKey.objects.values_list("version_id", "right"))
    scored = DrawnItem.objects.filter(attempt=attempt, is_scored=True).order_by("position")
    for number, place in enumerate(scored, start=1):
        (key,) = keys[place.version_id]["correct"]
        option = key if number <= right else next(one for one in "abcd" if one != key)
        value = tokens_of(attempt, place.position, option)
        answer = Answer(position=place.position, seq=1, value=value)
        save_answer(public_id=attempt.public_id, token=token_for(attempt), answer=answer, at=at)
    exam.forms.exclude(pk=form.pk).update(status="in_use")
    return submit_attempt(attempt=attempt, at=at + timedelta(minutes=5))


def verified():
    out = StringIO()
    call_command("verify_scores", stdout=out, stderr=out)
    return out.getvalue()


def test_what_is_wanting_is_said_in_words(open_as, put_in_use, ann):
    first, second = put_in_use(has_anchors=False)
    sat(first, 12, seed=1)
    page = open_as(ann).get(HOME)
    assert "People: 0 on one of the two forms; at least 30 on each are needed." in page.text
    assert "Items in common: 0; at least 4 are needed." in page.text
    assert page.context["compared"].reference == first
    assert open_as(ann).get(f"{HOME}?reference=2").context["compared"].reference == second
    look = open_as(ann).get(PAIR)
    assert "Every point counts as it is" in look.text
    assert open_as(ann).post(PAIR, {"effective_from": DAY.isoformat()}).status_code == HTTPStatus.OK
    assert not Equating.objects.exists()


def test_with_no_forms_there_is_nothing_to_compare(open_as, exam, ann):
    assert "this takes two approved forms" in open_as(ann).get(HOME).text


def test_from_a_look_to_a_proposal_to_force(open_as, forms, ann, rex):
    client = open_as(ann)
    assert "through the means (circle-arc)" in client.get(HOME).text
    look = client.get(PAIR)
    touched = look.context["touched"]
    assert touched.at_cut.reference == CUT
    assert touched.at_cut.own < CUT
    assert (touched.effect.sittings, touched.effect.lost) == (40, 0)
    assert touched.effect.would_pass > touched.effect.passed
    assert not Equating.objects.exists()
    today = timezone.localdate().isoformat()
    assert "it never reaches back" in client.post(PAIR, {"effective_from": today}).text
    page = client.post(PAIR, {"effective_from": DAY.isoformat()}, follow=True)
    made = Equating.objects.get()
    assert "Nothing changes before a second person" in messages_of(page)[0]
    assert (made.people, made.reference_people, len(made.table), made.status) == (40, 40, 21, "proposed")
    assert [one["is_kept"] for one in made.anchors] == [True] * 4
    # Who proposed it may take it back, and no more.
    assert not page.context["may_put_in_force"]
    refused = client.post(f"{HOME}1/decide/", {"decision": "accept"}, follow=True)
    assert "a second person" in messages_of(refused)[0]
    client = open_as(rex)
    assert client.get(f"{HOME}1/").context["may_put_in_force"]
    client.post(f"{HOME}1/decide/", {"decision": "accept"})
    made.refresh_from_db()
    assert (made.status, made.decided_by) == ("in_force", rex)
    assert "It stays the reference" in client.get(HOME).text
    assert AuditEvent.objects.filter(action__startswith="equating.").count() == 2


def test_from_a_hundred_people_each_item_is_looked_at(open_as, put_in_use, ann):
    first, second = put_in_use()
    sat(first, 140, seed=1)
    sat(second, 120, seed=2, harder=0.5)
    client = open_as(ann)
    assert "through the difficulty of every item (Rasch)" in client.get(HOME).text
    page = client.post(PAIR, {"effective_from": DAY.isoformat()}, follow=True)
    made = Equating.objects.get()
    assert (made.method, made.people, made.reference_people) == ("rasch", 120, 140)
    assert all(one["is_kept"] == (abs(one["drift"]) <= 0.5) for one in made.anchors)
    assert made.table[14] > 14
    assert all(error > 0 for error in made.errors[1:-1])
    assert "logits by which the item was harder" in page.text
    assert STEM_CANARY not in page.text
    assert CANARY not in page.text


def test_a_sitting_after_the_day_is_converted_and_says_so(client, in_force, exam, forms, ada, ben, cleo):
    before = sit(exam, forms[1], ada, 13, at=NOW)
    after = sit(exam, forms[1], ben, 13, at=LATER)
    reference = sit(exam, forms[0], cleo, 13, at=LATER)
    assert [one.equating for one in (before, after, reference)] == [None, in_force, None]
    assert [one.score for one in (before, after, reference)] == [13, 13, 13]
    assert after.equated_score == pytest.approx(in_force.table[13])
    assert after.equated_score > CUT
    assert [one.has_passed for one in (before, after, reference)] == [False, True, False]
    assert AttemptResult.objects.get(attempt=after).equated == after.equated_score
    assert "0 differences" in verified()
    client.force_login(ben)
    page = client.get(f"/exam/attempt/{after.public_id}/result/")
    assert f"your 13 of 20 points count as {after.equated_score:.1f}" in " ".join(page.text.split())
    assert page.context["percent"] == round(100 * after.equated_score / 20)
    client.force_login(cleo)
    assert "count as" not in client.get(f"/exam/attempt/{reference.public_id}/result/").text


def test_evidence_meets_the_cuts_as_they_are_on_that_form(in_force, exam, forms, ben):
    attempt = sit(exam, forms[1], ben, 13, at=LATER)
    own = in_force.conversion.own_cuts({2: 0.7})
    rows = list(Evidence.objects.filter(attempt=attempt))
    assert rows
    for row in rows:
        share = row.detail["earned"] / row.detail["possible"]
        assert row.value == pytest.approx(value_on_level_scale(share, own))
        assert row.value > value_on_level_scale(share, {2: 0.7})


def test_who_has_begun_keeps_it_when_it_is_withdrawn_and_who_comes_later_does_not(in_force, exam, forms, rex, ada, ben):
    attempt = sit(exam, forms[1], ada, 13, at=LATER)
    with pytest.raises(EquatingRefused, match="why"):
        withdraw_equating(equating=in_force, reason=" ", actor=rex, at=LATER)
    withdraw_equating(equating=in_force, reason="The items were published.", actor=rex, at=LATER)
    later = sit(exam, forms[1], ben, 13, at=LATER)
    attempt.refresh_from_db()
    assert (attempt.has_passed, attempt.equating) == (True, in_force)
    assert (later.has_passed, later.equating) == (False, None)
    assert "0 differences" in verified()


def test_a_changed_table_is_found_out(in_force, exam, forms, ada):
    attempt = sit(exam, forms[1], ada, 13, at=LATER)
    table = [points if points in (0, 20) else points - 0.5 for points in range(21)]
    Equating.objects.update(table=table)
    with pytest.raises(Exception, match="1 of 81 attempts do not hold"):
        verified()
    assert Attempt.objects.get(pk=attempt.pk).has_passed


def test_a_regrade_goes_through_the_same_equating(in_force, exam, forms, rex, ann, hire, ada):
    attempt = sit(exam, forms[1], ada, 13, at=LATER)
    missed = DrawnItem.objects.filter(attempt=attempt, mark=0).first().version
    for kind, points, possible in (("full_mark", 14, 20), ("not_counted", 13, 19)):
        version = missed if kind == "full_mark" else DrawnItem.objects.filter(attempt=attempt, mark=0).first().version
        asked = propose_regrade(version=version, kind=Regrade.Kind(kind), right={}, reason="Fault", by=ann, at=LATER)
        approve_regrade(regrade=asked, by=rex, seen=fingerprint_of(asked, plan_of(asked)), at=LATER)
        if kind == "full_mark":
            attempt.refresh_from_db()
            assert (attempt.score, attempt.max_score) == (points, possible)
            assert attempt.equated_score == pytest.approx(in_force.table[14])
    attempt.refresh_from_db()
    assert attempt.max_score == 19
    assert attempt.equated_score == pytest.approx(in_force.conversion.share(14 / 19) * 19)
    assert AttemptResult.objects.filter(attempt=attempt).count() == 3
    assert "0 differences" in verified()


def test_a_proposal_older_than_a_correction_is_not_put_in_force(proposed, exam, forms, rex, ann, ada):
    attempt = sit(exam, forms[1], ada, 13, at=NOW)
    version = DrawnItem.objects.filter(attempt=attempt).first().version
    asked = propose_regrade(version=version, kind=Regrade.Kind.FULL_MARK, right={}, reason="Fault", by=ann, at=LATER)
    asked.version.item.bank.refresh_from_db()
    plan = plan_of(asked)
    approve_regrade(regrade=asked, by=rex, seen=fingerprint_of(asked, plan), at=LATER)
    with pytest.raises(EquatingRefused, match="corrected since"):
        put_equating_in_force(equating=proposed, actor=rex, at=NOW)


def test_all_forms_go_back_to_one_reference(in_force, forms, exam, open_as, ann):
    with pytest.raises(EquatingRefused, match="converted themselves"):
        propose_equating(form=forms[0], reference=forms[1], effective_from=DAY, actor=ann, at=NOW)
    assert "Not with this reference form" in open_as(ann).get("/cms/examinations/F-01/forms/1/as/2/").text


def test_what_was_dropped_converts_nothing(open_as, proposed, exam, forms, ann, ben):
    open_as(ann).post(f"{HOME}1/decide/", {"decision": "drop", "reason": "Too few people yet."})
    proposed.refresh_from_db()
    assert (proposed.status, proposed.decided_by, proposed.reason) == ("dropped", ann, "Too few people yet.")
    assert sit(exam, forms[1], ben, 13, at=LATER).equating is None


def test_without_a_cut_score_nobody_passes_or_fails_in_the_preview(open_as, forms, ann):
    CutScore.objects.update(effective_from=date(2099, 1, 1))
    page = open_as(ann).get(PAIR)
    assert page.context["touched"].at_cut is None
    assert "No cut score is in force on that day" in page.text


def test_the_second_person_sees_the_figures_as_proposed(open_as, proposed, forms, rex):
    sat(forms[1], 30, seed=9, harder=3.0)
    page = open_as(rex).get(f"{HOME}1/")
    assert [line.counts for line in page.context["touched"].lines] == proposed.table[::-1]
    assert page.context["touched"].effect.sittings == 70


def test_the_comparison_takes_as_many_statements_for_five_forms_as_for_two(open_as, put_in_use, ann):
    first, second = put_in_use()
    sat(first, 3, seed=1)
    sat(second, 3, seed=2)
    client = open_as(ann)
    client.get(HOME)
    with CaptureQueriesContext(connection) as few:
        client.get(HOME)
    for form in put_in_use(3, has_anchors=False, seed=5):
        sat(form, 3, seed=form.number)
    with CaptureQueriesContext(connection) as many:
        page = client.get(HOME)
    assert len(page.context["compared"].rows) == 4
    assert len(many) <= len(few)
    assert len(many) <= 30


def test_new_forms_take_their_anchors_from_the_form_asked_for(open_as, put_in_use, exam, ann):
    first, _second = put_in_use()
    wish = {"count": "2", "sharing": "anchors", "tolerance": "0", "seed": "4", "reference": "1"}
    client = open_as(ann)
    preview = client.post("/cms/examinations/F-01/forms/assemble/", wish)
    client.post("/cms/examinations/F-01/forms/assemble/", {"plan": preview.context["plan"]})
    held = {
        form.number: set(form.items.filter(is_scored=True).values_list("version_id", flat=True))
        for form in exam.forms.all()
    }
    fifth = 2 * SCORED // 5
    assert len(held[3] & held[1]) == len(held[4] & held[1]) == fifth
    assert held[3] & held[4] == held[3] & held[1]
    assert len(held[3] & held[2]) <= fifth
    competencies = [place.version.competency.code for place in first.items.filter(version_id__in=held[3] & held[1])]
    assert sorted(competencies) == ["P2", "P2", "S1", "S1"]
