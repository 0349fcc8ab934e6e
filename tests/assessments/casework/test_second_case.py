"""SIM-2 as the starter academy ships it: loaded, listed, worked to its end under examination."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from assessments.management.commands.load_cases import STARTER
from assessments.models import Evidence, Scenario
from assessments.services.casework import start_exam, start_practice

from .conftest import NOW, golden, play

pytestmark = pytest.mark.django_db


def test_the_starter_academy_loads_it_with_the_rest():
    call_command("load_framework")
    call_command("load_cases")
    held = set(Scenario.objects.filter(versions__status="live").values_list("code", flat=True))
    assert held == {folder.name.upper() for folder in STARTER.iterdir() if folder.is_dir()}
    assert "SIM-2" in held


def test_the_list_of_cases_names_it_in_the_readers_language(second, client, ada):
    client.force_login(ada)
    for language, title in (("en", "The list in the chat group"), ("zh-hant", "群裡的名單"), ("zh-hans", "群里的名单")):
        client.cookies["django_language"] = language
        shown = client.get(reverse("assessments:cases")).content.decode()
        assert title in shown
        assert "SIM-1" in shown
        assert "{" not in shown.partition("<main")[2].partition("</main>")[0]


def test_a_stranger_does_not_see_it(second, client):
    answer = client.get(reverse("assessments:case", args=["SIM-2"]))
    assert answer.status_code in (302, 404)
    assert "群裡的名單" not in answer.content.decode()


def test_the_expert_line_becomes_evidence_of_five_competencies(second, ada):
    run = start_exam(scenario=second, learner=ada, session_key="desk", at=NOW)
    play(run, golden(run, "expert"))
    shown = Evidence.objects.filter(learner=ada)
    assert {one.competency.code for one in shown} == {"P2", "P3", "P4", "P5", "C4"}


def test_each_variant_that_is_not_kept_for_examinations_can_be_practised(second, ada):
    for number, variant in enumerate(("a", "d")):
        run = start_practice(scenario=second, learner=ada, variant=variant, at=NOW + timedelta(hours=number))
        closed = play(run, golden(run, "rubber_stamp"), at=NOW + timedelta(hours=number))
        assert closed.status != "open"
