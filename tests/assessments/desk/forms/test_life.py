"""The life of a form and of a blueprint: two people, nothing that breaks a rule."""

import pytest
from django.db import IntegrityError, transaction

from assessments.form_moves import FormStep
from assessments.models import BlueprintCell, CutScore, EnemyPair, ItemVersion, StartAlert, TestForm
from assessments.selectors.assembly import Wish, propose_forms, recipe_of
from assessments.services.authoring.items import AuthoringRefused
from assessments.services.blueprints import decide_blueprint, propose_blueprint
from assessments.services.enemies import declare_enemies, reconcile
from assessments.services.exposure import cap_exposure
from assessments.services.test_forms import Plan, keep_forms, move_form
from lms.base.models import AuditEvent
from tests.assessments.desk.conftest import CANARY, STEM_CANARY

from .conftest import NOW, SCORED

pytestmark = pytest.mark.django_db
Status = TestForm.Status


def move(form, step, actor):
    return move_form(form=form, step=step, actor=actor, at=NOW)


def test_the_way_of_a_form(make_forms, ann, rex):
    first, second = make_forms(ann)
    assert (first.code, second.code, first.status) == ("F-01/1", "F-01/2", Status.DRAFT)
    for step, status in (
        (FormStep.APPROVED, Status.APPROVED),
        (FormStep.USED, Status.IN_USE),
        (FormStep.RESTED, Status.RESTING),
        (FormStep.USED, Status.IN_USE),
        (FormStep.RESTED, Status.RESTING),
        (FormStep.RETIRED, Status.RETIRED),
    ):
        assert move(first, step, rex).status == status
    with pytest.raises(AuthoringRefused, match="state"):
        move(first, FormStep.USED, rex)


def test_nobody_approves_their_own_form(make_forms, both, rex):
    form, _ = make_forms(both)
    with pytest.raises(AuthoringRefused, match="second person"):
        move(form, FormStep.APPROVED, both)
    with pytest.raises(IntegrityError), transaction.atomic():
        TestForm.objects.filter(pk=form.pk).update(approved_by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        TestForm.objects.filter(pk=form.pk).update(status=Status.IN_USE)


def test_authors_do_not_move_forms_but_may_drop_their_drafts(make_forms, ann, both):
    form, other = make_forms(ann)
    with pytest.raises(AuthoringRefused, match="second person"):
        move(form, FormStep.APPROVED, ann)
    assert move(form, FormStep.RETIRED, ann).status == Status.RETIRED
    move(other, FormStep.APPROVED, both)
    with pytest.raises(AuthoringRefused, match="reviewer"):
        move(other, FormStep.USED, ann)


def test_people_of_another_unit_make_and_move_nothing(make_forms, ann, yan):
    with pytest.raises(AuthoringRefused):
        make_forms(yan)
    with pytest.raises(AuthoringRefused):
        move(make_forms(ann)[0], FormStep.APPROVED, yan)


def test_a_form_is_approved_only_while_it_keeps_the_rules(make_forms, exam, ann, rex):
    form, _ = make_forms(ann)
    one, two = (place.version.item for place in form.items.select_related("version__item__bank__unit")[:2])
    declare_enemies(item=one, other_number=two.number, reason="same case", actor=rex, at=NOW)
    with pytest.raises(AuthoringRefused, match="rules"):
        move(form, FormStep.APPROVED, rex)
    reconcile(item=two, other_number=one.number, actor=rex)
    assert not EnemyPair.objects.exists()
    assert move(form, FormStep.APPROVED, rex).status == Status.APPROVED


def test_a_form_that_luck_passes_is_not_approved(make_forms, exam, ann, rex):
    form, _ = make_forms(ann)
    CutScore.objects.update(share=0.5)
    with pytest.raises(AuthoringRefused, match="rules"):
        move(form, FormStep.APPROVED, rex)


def test_a_form_with_an_item_out_of_use_is_not_approved(make_forms, ann, rex):
    form, _ = make_forms(ann)
    ItemVersion.objects.filter(pk=form.items.first().version_id).update(status="resting")
    with pytest.raises(AuthoringRefused, match="no longer in use"):
        move(form, FormStep.APPROVED, rex)


def test_what_is_kept_was_previewed_against_the_bank_as_it_is(exam, ann):
    wish = Wish(forms=1, has_anchors=False, may_share=False, tolerance=0, seed=1)
    proposal = propose_forms(exam, recipe_of(exam, wish))
    scored = [[entry.version_id for entry in form] for form in proposal.assembly.forms]
    ItemVersion.objects.filter(pk=scored[0][0]).update(status="retired")
    plan = Plan(scored=scored, trials=proposal.trials, wish=wish, search={})
    with pytest.raises(AuthoringRefused, match="changed"):
        keep_forms(examination=exam, plan=plan, actor=ann, at=NOW)
    short = Plan(scored=[scored[0][1:]], trials=[[]], wish=wish, search={})
    with pytest.raises(AuthoringRefused, match="changed"):
        keep_forms(examination=exam, plan=short, actor=ann, at=NOW)
    assert not TestForm.objects.exists()


def test_the_log_tells_the_steps_and_no_secret(put_in_use, exam):
    StartAlert.objects.create(examination=exam, reason="no_form", first_at=NOW, last_at=NOW)
    put_in_use(1)
    events = AuditEvent.objects.filter(action__startswith="test_form.").order_by("sequence")
    assert [event.action for event in events] == ["test_form.made", "test_form.approved", "test_form.used"]
    text = str(list(AuditEvent.objects.values()))
    assert not any(secret in text for secret in (CANARY, STEM_CANARY, "correct"))
    assert TestForm.objects.get().content_hash in text


def test_putting_a_form_in_use_settles_what_kept_people_from_starting(put_in_use, exam):
    StartAlert.objects.create(examination=exam, reason="no_form", first_at=NOW, last_at=NOW)
    put_in_use(1)
    assert not StartAlert.objects.exists()


def test_a_blueprint_is_changed_by_two_people(exam, ann, both, rex):
    before = dict(BlueprintCell.objects.values_list("competency__code", "count"))
    mix = {"S1": {"apply": 8, "judge": 0}, "P2": {"apply": 12}}
    version = propose_blueprint(examination=exam, mix=mix, trial_items=3, actor=both, at=NOW)
    assert (
        dict(BlueprintCell.objects.values_list("competency__code", "count")) == before == {"S1": SCORED, "P2": SCORED}
    )
    with pytest.raises(AuthoringRefused, match="second person"):
        decide_blueprint(version=version, is_accepted=True, actor=both, at=NOW)
    with pytest.raises(AuthoringRefused, match="reviewer"):
        decide_blueprint(version=version, is_accepted=True, actor=ann, at=NOW)
    with pytest.raises(AuthoringRefused, match="waits"):
        propose_blueprint(examination=exam, mix=mix, trial_items=0, actor=ann, at=NOW)
    decide_blueprint(version=version, is_accepted=True, actor=rex, at=NOW)
    assert dict(BlueprintCell.objects.values_list("competency__code", "count")) == {"S1": 8, "P2": 12}
    exam.refresh_from_db()
    assert exam.trial_items == 3
    with pytest.raises(AuthoringRefused, match="already"):
        decide_blueprint(version=version, is_accepted=False, actor=rex, at=NOW)


def test_a_proposal_can_be_taken_back_and_replaced(exam, ann):
    propose_blueprint(examination=exam, mix={"S1": {"apply": 5}}, trial_items=0, actor=ann, at=NOW)
    second = propose_blueprint(examination=exam, mix={"S1": {"apply": 6}}, trial_items=0, actor=ann, at=NOW)
    decide_blueprint(version=second, is_accepted=False, actor=ann, at=NOW)
    assert list(exam.blueprint_versions.values_list("number", "status")) == [(2, "declined"), (1, "declined")]
    with pytest.raises(AuthoringRefused, match="at least one"):
        propose_blueprint(examination=exam, mix={"S1": {"apply": 0}}, trial_items=0, actor=ann, at=NOW)


def test_enemies_are_declared_once_and_within_one_bank(exam, bank, ann, yan):
    item = exam.bank.items.select_related("bank__unit").get(number=3)
    declare_enemies(item=item, other_number=2, reason="same case", actor=ann, at=NOW)
    other = exam.bank.items.select_related("bank__unit").get(number=2)
    for number, words in ((3, "already"), (2, "no other item"), (5000, "no other item")):
        with pytest.raises(AuthoringRefused, match=words):
            declare_enemies(item=other, other_number=number, reason="x", actor=ann, at=NOW)
    with pytest.raises(AuthoringRefused):
        declare_enemies(item=item, other_number=9, reason="x", actor=yan, at=NOW)


def test_the_cap_is_set_by_reviewers(exam, ann, rex):
    with pytest.raises(AuthoringRefused):
        cap_exposure(bank=exam.bank, cap=5, actor=ann)
    assert cap_exposure(bank=exam.bank, cap=5, actor=rex).exposure_cap == 5
