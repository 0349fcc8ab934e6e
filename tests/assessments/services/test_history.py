"""The simulated past of the starter academy."""

from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from assessments.models import Attempt, Examination, Response
from assessments.services.history import simulate_examinations
from lms.people.models import RoleAssignment, User

from .answers import another

pytestmark = pytest.mark.django_db

NOW = timezone.now()
PEOPLE = 12


@pytest.mark.parametrize("days", [0, 20, 200])
def test_nobody_sits_before_their_post_began(examination, units, clerk, days):
    another(examination)
    Examination.objects.filter(code="T-01").update(code="G-02")
    Examination.objects.filter(code="T-02").update(code="F-11")
    began = timezone.localdate(NOW) - timedelta(days=days)
    for number in range(PEOPLE):
        user = User.objects.create(email=f"{number}@example.org", name=f"P{number}", employee_number=f"{number:03}")
        RoleAssignment.objects.create(user=user, unit=units["X1"], post=clerk, starts_on=began)
    simulate_examinations(until=NOW, rng=Random(7))
    read = set(Attempt.objects.values_list("learner", "language"))
    assert len(read) == len({learner for learner, _ in read})  # everybody in a language of their own
    assert {language for _, language in read} <= {"zh-hant", "zh-hans", "en"}
    days_sat = [timezone.localdate(one) for one in Attempt.objects.values_list("started_at", flat=True)]
    assert min(days_sat, default=began) >= began
    assert Response.objects.count() == 10 * len(days_sat)
    assert days_sat or not days
