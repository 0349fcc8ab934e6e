"""How the decisions of many are spread: first runs, from ten people on, ten at a time, nobody read off."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.models import CaseRun, DecisionSpread
from assessments.services.case_resuming import resume_practice
from assessments.services.casework import start_exam, start_practice
from lms.people.models import User

from .conftest import NOW, golden, play

pytestmark = pytest.mark.django_db
REFUSE = {"type": "submit", "form": "call_reply"}


@pytest.fixture
def people(db):
    return [User.objects.create_user(email=f"p{number}@example.org", password=None) for number in range(21)]


@pytest.fixture
def practise(scenario):
    """Let somebody play one of the scripted lines in variant A."""

    def played(person, name="expert", minutes=0):
        at = NOW + timedelta(minutes=minutes)
        return play(start_practice(scenario=scenario, learner=person, variant="a", at=at), golden_of(name), at=at)

    def golden_of(name):
        run = CaseRun.objects.filter(variant="a").latest("pk")
        return golden(run, name)

    return played


def debrief(client, run, person):
    client.force_login(person)
    return client.get(reverse("assessments:case_debrief", args=[run.public_id])).content.decode()


def section(page):
    return page.partition('id="spread"')[2]


def test_nine_people_are_not_told_of_and_ten_are(client, practise, people):
    for number, person in enumerate(people[:9]):
        run = practise(person, minutes=number)
    assert "Shown once ten people have played this variant" in section(debrief(client, run, people[8]))
    assert not DecisionSpread.objects.exists()
    run = practise(people[9], minutes=9)
    page = section(debrief(client, run, people[9]))
    assert "10 people sent it" in page
    assert "about 100 %" in page


def test_figures_stay_until_ten_more_have_finished(practise, people):
    for number, person in enumerate(people[:19]):
        practise(person, "expert" if number < 10 else "do_everything", minutes=number)
    held = DecisionSpread.objects.get()
    assert (held.people, held.forms["one_time_notice"]["people"]) == (10, 10)
    assert "bank_proof_new" not in held.forms["one_time_notice"]["fields"]["items"]
    practise(people[19], "do_everything", minutes=19)
    items = DecisionSpread.objects.get().forms["one_time_notice"]
    assert (items["people"], items["fields"]["items"]["bank_proof_new"]) == (20, 10)


def test_a_persons_later_runs_and_resumed_runs_count_for_nothing(practise, people):
    for number, person in enumerate(people[:9]):
        first = practise(person, minutes=number)
    for number in range(3):
        practise(people[0], "do_everything", minutes=20 + number)
    play(resume_practice(run=first, step=1, at=NOW), [{"type": "finish"}])
    assert not DecisionSpread.objects.exists()
    practise(people[9], minutes=30)
    assert "bank_proof_new" not in DecisionSpread.objects.get().forms["one_time_notice"]["fields"]["items"]


def test_practice_and_examination_are_told_apart(scenario, practise, people):
    for number, person in enumerate(people[:5]):
        practise(person, minutes=number)
    for person in people[5:15]:
        run = start_exam(scenario=scenario, learner=person, session_key="desk", at=NOW)
        play(run, golden(run, "rubber_stamp"))
    assert not DecisionSpread.objects.filter(mode="practice").exists()


def test_what_one_or_two_chose_is_told_of_nobody_but_oneself(client, practise, people):
    for number, person in enumerate(people[:8]):
        expert = practise(person, minutes=number)
    rare = practise(people[8], "do_everything", minutes=8)
    practise(people[9], "do_everything", minutes=9)
    counts = DecisionSpread.objects.get().forms["one_time_notice"]["fields"]["items"]
    assert set(counts.values()) == {10}
    assert "Bank proof" not in section(debrief(client, expert, people[7]))
    assert ">the expert<" in section(debrief(client, expert, people[7]))
    own = section(debrief(client, rare, people[8]))
    line = next(line for line in own.split("<li") if "Bank proof with seal" in line)
    assert "hardly anybody" in line
    assert "you" in line


def test_ones_own_choice_is_marked(client, practise, people):
    for number, person in enumerate(people[:10]):
        run = practise(person, minutes=number)
    page = section(debrief(client, run, people[9]))
    line = next(line for line in page.split("<li") if "One character of the name" in line)
    assert 'class="is-own"' in f"<li{line}"


def test_a_page_costs_the_same_however_many_played(client, practise, people, django_assert_max_num_queries):
    run = practise(people[0])
    debrief(client, run, people[0])
    with django_assert_max_num_queries(100) as few:
        debrief(client, run, people[0])
    for number, person in enumerate(people[1:21], start=1):
        practise(person, minutes=number)
    with django_assert_max_num_queries(100) as many:
        debrief(client, run, people[0])
    assert len(many) == len(few)
