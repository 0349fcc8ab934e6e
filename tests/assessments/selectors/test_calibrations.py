"""Which parameters of an item count now."""

import pytest
from django.utils import timezone

from assessments.domain.calibration.parameters import ItemParameters
from assessments.models import Calibration, CalibrationRun, ItemVersion
from assessments.selectors.calibrations import current_calibrations

pytestmark = pytest.mark.django_db


def run_of(bank, maker, decider, *, number, status):
    return CalibrationRun.objects.create(
        bank=bank,
        number=number,
        status=status,
        made_at=timezone.now(),
        made_by=maker,
        put_in_force_by=decider,
        in_force_from=timezone.now(),
        people=400,
        shift=0.0,
        method="test",
    )


def calibrate(run, version, difficulty, *, model="two_parameter"):
    Calibration.objects.create(
        run=run,
        version=version,
        model=model,
        difficulty=difficulty,
        difficulty_se=0.1,
        discrimination=1.2,
        discrimination_se=0.2,
        difficulty_before=0.0,
        responses=300,
    )


def test_without_a_run_the_experts_judgement_stands_on_the_common_scale(examination):
    version = ItemVersion.objects.filter(item__bank=examination.bank).first()
    ItemVersion.objects.filter(pk=version.pk).update(difficulty=0.4, level=4)
    assert current_calibrations([version.pk]) == {version.pk: ItemParameters(difficulty=1.9, is_provisional=True)}


def test_only_the_run_in_force_counts(examination, ada, ben):
    first, second, third = ItemVersion.objects.filter(item__bank=examination.bank)[:3]
    runs = [
        run_of(examination.bank, ada, ben, number=number, status=status)
        for number, status in enumerate(("superseded", "in_force", "proposed"), start=1)
    ]
    for run, difficulty in zip(runs, (-9, -1, 9), strict=True):
        calibrate(run, first, difficulty)
    calibrate(runs[1], second, 0.5, model="expert")
    found = current_calibrations([first.pk, second.pk, third.pk])
    assert found[first.pk] == ItemParameters(-1, 1.2, se=0.1, is_provisional=False)
    assert found[second.pk].is_provisional
    assert found[third.pk] == ItemParameters(-1.5)
