"""More time in an examined case for whom it was granted, and no trace of it afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Accommodation, CaseRun, Evidence
from assessments.selectors.results import passed_cases
from assessments.services.casework import start_exam, start_practice
from lms.people.models import User

from .conftest import NOW, golden, play

pytestmark = pytest.mark.django_db
MINUTES = 40  # of SIM-1


@pytest.fixture
def grant(ada, ben):
    def granted(percent, *, starts=0, ends=30, status="approved"):
        officer = User.objects.create_user(email="officer@example.org", password=None)
        today = timezone.localdate(NOW)
        return Accommodation.objects.create(
            learner=ada,
            time_percent=percent,
            reason="A reason.",
            starts_on=today + timedelta(days=starts),
            ends_on=today + timedelta(days=ends),
            status=status,
            asked_by=ben,
            asked_at=NOW,
            decided_by=officer,
            decided_at=NOW,
        )

    return granted


@pytest.mark.parametrize(("percent", "minutes"), [(125, 50), (150, 60), (200, 80)])
def test_the_limit_is_multiplied_and_kept(grant, scenario, ada, percent, minutes):
    granted = grant(percent)
    run = start_exam(scenario=scenario, learner=ada, session_key="desk", at=NOW)
    assert (run.deadline - run.started_at, run.time_percent) == (timedelta(minutes=minutes), percent)
    granted.delete()
    run.refresh_from_db()
    assert run.deadline == NOW + timedelta(minutes=minutes)
    late = NOW + timedelta(minutes=minutes - 1)
    assert play(run, golden(run, "expert")[:2], at=late).status == "open"


@pytest.mark.parametrize(
    "facts", [{"status": "waiting"}, {"status": "ended"}, {"starts": 1}, {"starts": -9, "ends": -1}]
)
def test_what_is_not_in_force_gives_no_time(grant, scenario, ada, facts):
    grant(200, **facts)
    run = start_exam(scenario=scenario, learner=ada, session_key="desk", at=NOW)
    assert (run.deadline, run.time_percent) == (NOW + timedelta(minutes=MINUTES), 100)


def test_practice_has_no_limit_to_multiply(grant, scenario, ada):
    grant(200)
    assert start_practice(scenario=scenario, learner=ada, variant="a", at=NOW).deadline is None


def test_the_briefing_says_ones_own_time(grant, scenario, client, ada, cleo):
    grant(150)
    for person, minutes, told in ((ada, 60, True), (cleo, 40, False)):
        client.force_login(person)
        page = client.get(reverse("assessments:case", args=["SIM-1"])).content.decode()
        assert f"{minutes} minutes by the server" in page
        assert ("the usual time is 40 minutes" in page) is told


def test_nothing_that_certifies_knows_of_it(grant, scenario, ada, cleo):
    grant(200)
    for person in (ada, cleo):
        run = start_exam(scenario=scenario, learner=person, session_key="desk", at=NOW)
        play(run, golden(run, "expert"))
    more, usual = (passed_cases([person.pk])[0] for person in (ada, cleo))
    assert {name for name in more.__slots__ if getattr(more, name) != getattr(usual, name)} == {
        "learner_id",
        "run_public_id",
    }
    rows = [Evidence.objects.filter(learner=person).values("value", "ceiling", "detail") for person in (ada, cleo)]
    assert sorted(rows[0], key=str) == sorted(rows[1], key=str)
    sheets = [CaseRun.objects.get(learner=person).result for person in (ada, cleo)]
    assert sheets[0].keys() == sheets[1].keys()
    assert "time_percent" not in str(sheets)
