"""Loading scenarios into versions, and the report an author gets."""

from copy import deepcopy
from io import StringIO

import pytest
import yaml
from django.core.management import call_command
from django.core.management.base import CommandError

from assessments.domain.case_proof import leakage
from assessments.domain.case_proof.leakage import leaks
from assessments.domain.case_proof.report import Plan, prove
from assessments.management.commands import load_cases
from assessments.models import Scenario, ScenarioVersion
from assessments.services.case_loading import Change, ScenarioFault, Signatories, load_version
from assessments.services.casework import start_practice
from tests.assessments.domain.case_proof.tiny import ASKED, READ, tiny
from tests.assessments.domain.case_proof.tiny import golden as tiny_golden

from .conftest import NOW, golden, play

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing(scenario, monkeypatch, definition):
    # As it was read at the start of the tests: an author may be at work on the file.
    monkeypatch.setattr(load_cases, "read_definition", lambda folder: definition)
    call_command("load_cases", stdout=(out := StringIO()))
    assert f"SIM-1 version {definition['version']}: unchanged" in out.getvalue()
    assert ScenarioVersion.objects.count() == 1


def test_what_is_held_is_not_proved_again_at_every_start(scenario, monkeypatch, definition):
    proved = []
    monkeypatch.setattr(load_cases, "read_definition", lambda folder: definition)
    monkeypatch.setattr(load_cases, "prove", lambda *given: proved.append(given) or [])
    call_command("load_cases", stdout=StringIO())
    assert proved == []
    monkeypatch.setattr(load_cases, "read_definition", lambda folder: revised(definition))
    call_command("load_cases", stdout=StringIO())
    assert len(proved) == 1


def test_a_higher_version_goes_live_and_runs_keep_theirs(scenario, definition, ada):
    run = start_practice(scenario=scenario, learner=ada, variant="a", at=NOW)
    renamed = {**revised(definition), "title": {"en": "Another name"}}
    second, change = load_version(renamed, report={}, signed=Signatories())
    assert change is Change.ADDED
    assert str(Scenario.objects.get().title) == "Another name"
    shipped = definition["version"]
    assert list(ScenarioVersion.objects.order_by("number").values_list("number", "status")) == [
        (shipped, "retired"),
        (shipped + 1, "live"),
    ]
    assert play(run, golden(run, "expert")).version.number == shipped
    assert start_practice(scenario=scenario, learner=ada, variant="a", at=NOW).version == second


def test_a_change_without_a_new_number_is_refused(scenario, definition):
    changed = {**revised(definition), "version": definition["version"]}
    with pytest.raises(ScenarioFault, match="give it a new one"):
        load_version(changed, report={}, signed=Signatories())


def test_a_lower_version_leaves_the_live_one_alone(scenario, definition):
    load_version(revised(definition), report={}, signed=Signatories())
    _, change = load_version(definition, report={}, signed=Signatories())
    assert change is Change.NONE
    assert ScenarioVersion.objects.get(status="live").number == definition["version"] + 1


def test_a_claim_outside_the_framework_is_refused(framework, definition):
    with pytest.raises(ScenarioFault, match="D3"):
        load_version(definition, report={}, signed=Signatories())
    assert not Scenario.objects.exists()


def test_nobody_releases_their_own_scenario(scenario, definition, ada):
    version, _ = load_version(revised(definition), report={}, signed=Signatories(author=ada, reviewer=ada))
    assert version.reviewer is None


def test_the_one_fault_put_into_the_shipped_scenario_is_the_one_found(definition):
    broken = deepcopy(definition)
    next(one for one in broken["goldens"] if one["name"] == "rubber_stamp")["expect"] = {"min": 90}
    faults = [finding for finding in prove(broken, Plan(bots=10, seed=3, budget=0)) if finding.is_fault]
    assert {fault.code for fault in faults} == {"golden"}


def test_a_text_shown_too_early_is_a_leak(definition, monkeypatch):
    whole = leakage.view
    monkeypatch.setattr(leakage, "view", lambda s, v, state, locale: {**whole(s, v, state, locale), "t": truth(s)})
    found = leaks(definition, seed=1)
    assert {(leak.variant, leak.mark, leak.steps) for leak in found} == {
        ("a", "hidden.truth", ()),
        ("b", "hidden.truth", ()),
    }


def truth(scenario):
    return scenario.cases["a"].truth[0].value.resolve("en")


def test_the_check_names_file_path_and_reason(tmp_path, definition):
    broken = deepcopy(definition)
    broken["documents"][0].pop("title")
    path = tmp_path / "broken.yaml"
    path.write_text(yaml.safe_dump(broken, allow_unicode=True), encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match="1 faults"):
        call_command("check_scenario", path, stdout=out)
    assert "broken.yaml" in out.getvalue()
    assert "documents[0]: The entry “title” is missing. (variant a)" in out.getvalue()


def test_the_check_lists_the_acts_that_show_a_fault(tmp_path):
    faulty = tiny()
    faulty["goldens"].append(tiny_golden("curious", [READ, {**ASKED, "purpose": "curiosity"}], breach="critical"))
    paths = [tmp_path / name for name in ("faulty.yaml", "sound.yaml", "torn.yaml")]
    for path, text in zip(paths, (yaml.safe_dump(faulty), yaml.safe_dump(tiny()), "- 1"), strict=True):
        path.write_text(text, encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match="3 faults"):
        call_command("check_scenario", *paths, bots=40, stdout=out)
    said = out.getvalue()
    assert [said.index(path.name) for path in paths] == sorted(said.index(path.name) for path in paths)
    assert "Variant b, curious" in said
    assert said.count("FAULT") == 3


def test_the_check_needs_a_scenario():
    with pytest.raises(CommandError, match="--all"):
        call_command("check_scenario")


def revised(definition):
    return {**definition, "version": definition["version"] + 1, "pass_mark": 71}


def test_a_changed_text_under_a_held_number_never_stops_the_start(scenario, monkeypatch, definition, capsys):
    monkeypatch.setattr(load_cases, "read_definition", lambda folder: definition)
    ScenarioVersion.objects.update(content_hash="0" * 64)
    call_command("load_cases")
    assert "was left as it is" in capsys.readouterr().err
    assert ScenarioVersion.objects.count() == 1
