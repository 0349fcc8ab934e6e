"""The commands that try the model and estimate its table."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Evidence
from lms.people.models import User
from tests.assessments.levels.conftest import NOW

pytestmark = pytest.mark.django_db


def run(*args) -> str:
    call_command(*args, stdout=(out := StringIO()))
    return out.getvalue()


def test_the_study_prints_the_same_figures_for_the_same_seed():
    told = json.loads(run("study_levels", "--people", "2000", "--seed", "5", "--json"))
    assert told == json.loads(run("study_levels", "--people", "2000", "--seed", "5", "--json"))
    assert told["model"] == "2026.1"
    assert set(told["outcomes"]) == {
        "self_rating", "exam_and_two_cases", "validities_20_lower", "validities_35_lower", "errors_shared"
    }  # fmt: skip
    assert "true validities 35 % lower" in run("study_levels", "--people", "2000")


def test_the_study_refuses_a_handful_of_people():
    with pytest.raises(CommandError):
        run("study_levels", "--people", "20")


def test_validities_are_not_estimated_from_few(ada, show):
    show(ada, "S1", 3)
    assert "Too few" in run("reestimate_validities")


def test_validities_are_proposed_and_nothing_is_changed(framework):
    competency = framework.competencies.get(code="S1")
    people = User.objects.bulk_create(User(email=f"p{n}@example.org", name="P", password="!") for n in range(150))
    Evidence.objects.bulk_create(
        Evidence(learner=one, competency=competency, kind=kind, value=(n * step) % 11 / 2, observed_at=NOW)
        for n, one in enumerate(people)
        for kind, step in (("exam", 1), ("simulation", 12), ("supervisor", 23))
    )
    told = run("reestimate_validities")
    assert "exam" in told
    assert "150  differs" in told
    assert "portfolio" in told
    assert "too few" in told
