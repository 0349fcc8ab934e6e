"""What a case showed of somebody can be contested as well; a reviewer of the scenario decides."""

import pytest

from assessments.models import Evidence
from assessments.selectors.entries.queues import open_contests
from assessments.services.entries.contests import correct, file_contest
from lms.people.models import Role, User
from lms.people.services.grants import grant_role

from .conftest import NOW, golden, play

pytestmark = pytest.mark.django_db


def test_a_reviewer_who_did_not_write_the_case_decides_and_a_correction_takes_the_place(exam, ada, units):
    reviewers = [User.objects.create_user(f"{one}@example.org", "a-long-enough-password") for one in ("rex", "ann")]
    for one in reviewers:
        grant_role(user=one, role=Role.REVIEWER, unit=units["X"], by=None)
    rex, ann = reviewers
    version = play(exam, golden(exam, "expert")).version
    version.author, version.scenario.unit = ann, units["X"]
    version.save()
    version.scenario.save()
    row = Evidence.objects.get(competency__code="S1")
    filed = file_contest(row=row, reasons="The file was shown to me too late.", by=ada, at=NOW)
    assert not open_contests(ann).exists()
    assert not open_contests(ada).exists()
    correct(contest=filed, value=3.5, reason="The log shows it.", by=rex, at=NOW)
    found = Evidence.objects.in_force().get(competency__code="S1")
    assert (found.value, found.case_run_id) == (3.5, row.case_run_id)
