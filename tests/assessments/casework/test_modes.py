"""Variants for practice, for examinations or for both: what is offered, what is drawn, what a debrief gives away."""

import pytest
from django.urls import reverse

from assessments.domain.case_proof.leakage import MARK
from assessments.domain.case_proof.marks import marked
from assessments.domain.casework.errors import ScenarioInvalid
from assessments.domain.casework.loading import load_scenario
from assessments.management.commands.load_cases import STARTER
from assessments.models import CaseRun
from assessments.selectors.scenarios import live_version
from assessments.services.case_draw import Met, drawn_variant, met_by
from assessments.services.case_loading import read_definition
from assessments.services.casework import CaseNotOffered, start_exam, start_practice
from lms.people.models import User

from .conftest import NOW, golden, offer, play, with_modes

pytestmark = pytest.mark.django_db
BRIEFING = "assessments:case"


def many(count):
    return [User(email=f"p{number}@example.org") for number in range(count)]


def test_a_variant_is_for_both_unless_it_says_otherwise(definition):
    script = load_scenario(with_modes(definition, b=["practice"]))
    names = [[use.value for use in sorted(case.uses, key=str)] for case in script.cases.values()]
    assert names == [["exam", "practice"], ["practice"]]


@pytest.mark.parametrize("modes", [[], ["rehearsal"], "practice", ["exam", 3]])
def test_a_wrong_mode_is_refused_with_its_place(definition, modes):
    with pytest.raises(ScenarioInvalid) as invalid:
        load_scenario(with_modes(definition, b=modes))
    assert invalid.value.problems[0].path.startswith("variants[1].modes")


def test_an_examination_never_draws_what_is_for_practice_only(scenario, definition):
    offer(definition, a=["practice"])
    version = live_version("SIM-1")
    drawn = {drawn_variant(version, person, met=met) for person in many(40) for met in (Met(), _met(examined="bbb"))}
    assert drawn == {"b"}


def test_the_shipped_case_under_another_law_is_for_practice_only():
    script = load_scenario(read_definition(STARTER / "sim-2"))
    offered = {name: sorted(use.value for use in case.uses) for name, case in script.cases.items()}
    assert (offered["a"], offered["b"], offered["d"]) == (["exam", "practice"], ["exam"], ["practice"])


def _met(*, practised="", examined=""):
    met = Met()
    met.practised.update(practised)
    met.examined.update(examined)
    return met


@pytest.mark.parametrize(
    ("met", "drawn"),
    [
        (_met(practised="a"), {"b"}),
        (_met(practised="aab"), {"a", "b"}),
        (_met(practised="ab", examined="a"), {"b"}),
        (_met(practised="a", examined="bb"), {"b"}),
        (_met(examined="ab"), {"a", "b"}),
        (_met(), {"a", "b"}),
    ],
)
def test_what_was_not_practised_comes_first_then_what_was_sat_least(scenario, met, drawn):
    version = live_version("SIM-1")
    assert {drawn_variant(version, person, met=met) for person in many(40)} == drawn


def test_the_draw_is_the_same_however_often_it_is_made(scenario, ada):
    version = live_version("SIM-1")
    assert len({drawn_variant(version, ada, met=Met()) for _ in range(5)}) == 1


def test_runs_of_all_versions_count_as_met(scenario, definition, ada, practice):
    offer(definition, b=["practice", "exam"])
    assert met_by(ada, scenario) == _met(practised="a")
    assert start_exam(scenario=scenario, learner=ada, session_key="desk", at=NOW).variant == "b"
    assert met_by(ada, scenario) == _met(practised="a", examined="b")


def test_practice_offers_no_variant_kept_for_examinations(scenario, definition, client, ada):
    offer(definition, b=["exam"])
    client.force_login(ada)
    start = reverse(BRIEFING, args=["SIM-1"])
    assert 'name="variant"' not in client.get(start).content.decode()  # there is but one to choose
    assert client.post(start, {"mode": "practice", "variant": "b"}).status_code == 404
    turned = [start_practice(scenario=scenario, learner=ada, variant=None, at=NOW).variant for _ in range(3)]
    assert turned == ["a", "a", "a"]


@pytest.mark.parametrize(
    ("modes", "says", "mode"),
    [
        (["practice"], "This case is for practice only", "exam"),
        (["exam"], "This case is kept for examinations", "practice"),
    ],
)
def test_what_is_not_offered_is_said_and_refused(scenario, definition, client, ada, modes, says, mode):
    offer(definition, a=modes, b=modes)
    client.force_login(ada)
    start = reverse(BRIEFING, args=["SIM-1"])
    page = client.get(start).content.decode()
    assert says in page
    assert f'value="{mode}"' not in page
    assert client.post(start, {"mode": mode}).status_code == 404
    assert not CaseRun.objects.exists()
    with pytest.raises(CaseNotOffered):
        if mode == "exam":
            start_exam(scenario=scenario, learner=ada, session_key="desk", at=NOW)
        else:
            start_practice(scenario=scenario, learner=ada, variant=None, at=NOW)


def with_secrets(definition):
    """A copy in which the truth and what is said of each rule carry marks."""
    evidence = [
        {name: marked(text, "said") if name.startswith("say_if") else text for name, text in rule.items()}
        for rule in definition["evidence"]
    ]
    return {**definition, "evidence": evidence, "truth": marked(definition["truth"], "truth")}


@pytest.fixture
def debrief_of_exam(client, ada, scenario, definition):
    """Plays an examination in a variant offered for these modes; returns the debrief and a way to see it again."""

    def played(*, kept, name="do_everything"):
        offer(with_secrets(definition), a=["practice"], b=["exam"] if kept else ["practice", "exam"])
        run = start_exam(scenario=scenario, learner=ada, session_key="desk", at=NOW)
        assert run.variant == "b"
        run = play(run, golden(run, name))
        client.force_login(ada)
        return lambda: client.get(reverse("assessments:case_debrief", args=[run.public_id])).content.decode()

    return played


def test_the_debrief_of_a_kept_variant_gives_nothing_away(debrief_of_exam):
    page = debrief_of_exam(kept=True)()
    assert "This variant is kept for examinations" in page
    assert not MARK.findall(page)
    assert "An expert" not in page.partition("<main")[2]
    assert "How others decided" not in page
    for still_there in ("One notice with everything in it", "Not kept", "Administrative Licensing Law", "33 / 100"):
        assert still_there in page.replace("<strong>33</strong>", "33"), still_there


def test_the_debrief_of_an_open_variant_is_whole_after_an_examination_too(debrief_of_exam):
    page = debrief_of_exam(kept=False)()
    assert "This variant is kept for examinations" not in page
    assert {"truth", "said"} <= set(MARK.findall(page))
    assert "An expert" in page


def test_letting_the_variant_be_practised_opens_the_debriefs_of_it(debrief_of_exam, definition):
    page = debrief_of_exam(kept=True)
    assert "This variant is kept for examinations" in page()
    offer({**with_secrets(definition), "version": 7}, b=["practice", "exam"])
    assert {"truth", "said"} <= set(MARK.findall(page()))
