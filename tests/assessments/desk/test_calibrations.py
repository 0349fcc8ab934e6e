"""Calibrating a bank: proposed by one person, compared, put in force by another."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import Calibration, CalibrationRun, Examination, ItemVersion
from assessments.selectors.calibrations import current_calibrations
from assessments.services.calibration import CalibrationRefused, calibrate_bank, put_calibration_in_force
from lms.base.models import AuditEvent
from tests.assessments.sittings import crowd, sit

NOW = timezone.now()
HARD, EASY = 5, 2


@pytest.fixture
def answered(bank):
    """300 people met all six items; item 5 is hard, item 2 easy, though experts judged all alike."""
    sit(Examination.objects.get(code="E-01"), crowd(300), difficulties={HARD: 1.5, EASY: -1.5})
    return bank


def at(name, bank, *rest):
    return reverse(f"authoring:{name}", args=[bank.public_id, *rest])


def version_ids(bank):
    return dict(ItemVersion.objects.filter(item__bank=bank).values_list("item__number", "pk"))


def test_a_proposal_changes_nothing_before_a_second_person_puts_it_in_force(answered, both, rex):
    ids = version_ids(answered)
    before = current_calibrations(ids.values())
    run = calibrate_bank(bank=answered, actor=both, at=NOW)
    assert current_calibrations(ids.values()) == before
    with pytest.raises(CalibrationRefused, match="second person"):
        put_calibration_in_force(run=run, actor=both, at=NOW)
    put_calibration_in_force(run=run, actor=rex, at=NOW)
    after = current_calibrations(ids.values())
    assert after[ids[HARD]].difficulty > after[ids[1]].difficulty + 0.7
    assert after[ids[EASY]].difficulty < after[ids[1]].difficulty - 0.7
    assert not any(one.is_provisional for one in after.values())
    assert all(one.se and one.se < 0.6 for one in after.values())
    actions = AuditEvent.objects.filter(action__startswith="calibration.").order_by("sequence")
    assert list(actions.values_list("action", "actor_label")) == [
        ("calibration.proposed", both.email),
        ("calibration.put_in_force", rex.email),
    ]


def test_the_scale_keeps_the_mean_that_experts_judged(answered, ann):
    run = calibrate_bank(bank=answered, actor=ann, at=NOW)
    mean = sum(run.calibrations.values_list("difficulty", flat=True)) / 6
    assert mean == pytest.approx(-1.5, abs=0.3)  # six items of level 2, each judged 0 at the cut of its level


def test_a_run_takes_the_place_of_the_one_before_and_rewrites_nothing(answered, ann, rex):
    first = calibrate_bank(bank=answered, actor=ann, at=NOW)
    put_calibration_in_force(run=first, actor=rex, at=NOW)
    kept = list(Calibration.objects.filter(run=first).order_by("pk").values())
    sit(Examination.objects.get(code="E-01"), crowd(50, name="later"), seed=3)
    second = calibrate_bank(bank=answered, actor=ann, at=NOW)
    third = calibrate_bank(bank=answered, actor=ann, at=NOW)
    assert set(third.calibrations.values_list("difficulty_before", flat=True)) == {row["difficulty"] for row in kept}
    put_calibration_in_force(run=third, actor=rex, at=NOW)
    statuses = dict(answered.calibration_runs.values_list("number", "status"))
    assert statuses == {1: "superseded", 2: "superseded", 3: "in_force"}
    assert list(Calibration.objects.filter(run=first).order_by("pk").values()) == kept
    with pytest.raises(CalibrationRefused, match="no longer a proposal"):
        put_calibration_in_force(run=second, actor=rex, at=NOW)


def test_the_database_refuses_one_person_in_both_parts(answered, both):
    run = calibrate_bank(bank=answered, actor=both, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalibrationRun.objects.filter(pk=run.pk).update(status="in_force", put_in_force_by=both, in_force_from=NOW)


def test_few_answers_propose_nothing(bank, ann):
    sit(Examination.objects.get(code="E-01"), crowd(29))
    with pytest.raises(CalibrationRefused, match="too few answers"):
        calibrate_bank(bank=bank, actor=ann, at=NOW)
    assert not CalibrationRun.objects.exists()


def test_people_of_other_banks_propose_nothing(answered, yan, adm):
    for outsider in (yan, adm):
        with pytest.raises(CalibrationRefused):
            calibrate_bank(bank=answered, actor=outsider, at=NOW)


def test_the_whole_way_through_the_browser(client, answered, ann, rex):
    client.force_login(ann)
    page = client.post(at("propose_calibration", answered), follow=True)
    assert page.request["PATH_INFO"] == at("calibration", answered, 1)
    assert page.context["is_own_proposal"]
    assert [line.calibration.version.item.number for line in page.context["report"].lines[:2]] in ([5, 2], [2, 5])
    client.post(at("put_calibration_in_force", answered, 1))  # she is no reviewer, and it is her own
    assert CalibrationRun.objects.get().status == "proposed"
    client.force_login(rex)
    assert client.get(at("calibration", answered, 1)).context["may_put_in_force"]
    assert "harder by" in client.get(at("calibration", answered, 1)).content.decode()
    client.post(at("put_calibration_in_force", answered, 1))
    assert CalibrationRun.objects.get().status == "in_force"
    assert "run 1" in client.get(at("item_version", answered, HARD, 1)).content.decode()
    assert client.get(at("calibrations", answered)).context["runs"].get().estimated == 6
    assert client.get(at("calibration", answered, 2)).status_code == 404


def test_a_bank_without_answers_says_so_at_the_desk(client, bank, ann):
    client.force_login(ann)
    page = client.post(at("propose_calibration", bank), follow=True).content.decode()
    assert "too few answers" in page


def test_the_command_proposes_in_the_name_of_a_person_of_the_bank(answered, ann, yan):
    said = StringIO()
    call_command("calibrate", "B", "--by", ann.email, stdout=said)
    assert "first attempts of 300 people" in said.getvalue()
    assert CalibrationRun.objects.get().made_by == ann
    for wrong in (("B", "--by", yan.email), ("nowhere", "--by", ann.email), ("B", "--by", "nobody@example.org")):
        with pytest.raises(CommandError):
            call_command("calibrate", *wrong, stdout=said)
