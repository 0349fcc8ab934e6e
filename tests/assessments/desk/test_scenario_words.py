"""Faults and findings are kept by code and put into words where they are read."""

import ast
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from assessments.domain.case_proof.report import Plan, prove
from assessments.domain.casework.errors import Problem
from assessments.models import Scenario, ScenarioVersion
from assessments.selectors.problem_words import PROBLEMS
from assessments.selectors.proof_words import FINDINGS
from assessments.selectors.scenario_words import finding_steps, finding_words, problem_words
from assessments.services.authoring.scenario_files import YAML_CODES
from assessments.services.authoring.scenarios import check_report
from tests.assessments.domain.case_proof.tiny import ASKED, MARKED, READ, decided, golden, tiny
from tests.assessments.domain.casework.desk import ROOT, read_mapping

READERS = [
    *(ROOT / "assessments" / "domain" / "casework").glob("*.py"),
    *(ROOT / "assessments" / "services" / "authoring").glob("scenario*.py"),
    ROOT / "assessments" / "selectors" / "scenarios.py",
]


def codes_in(path: Path) -> set[str]:
    """What each call of fault, Problem and GrammarError, and each list of names that must be known, can say."""
    found: set[str] = set()
    for call in (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        place = {"GrammarError": 0, "fault": 1, "Problem": 1, "known_words": 1, "_look_up": 2}.get(name)
        if place is None or len(call.args) <= place or not isinstance(call.args[place], ast.Constant):
            continue
        code = call.args[place].value
        found.add(f"unknown_{code}" if name in ("known_words", "_look_up") else code)
    return found


def test_every_code_of_the_readers_has_words_and_every_word_a_code():
    raised = {code for path in READERS for code in codes_in(path)} | set(YAML_CODES.values())
    assert raised == set(PROBLEMS)


def test_a_report_keeps_codes_and_no_words():
    report = check_report(read_mapping())
    assert all(set(one) == {"check", "is_fault", "is_warning", "code", "detail"} for one in report["findings"])
    assert all(finding_words(one) for one in report["findings"])


def test_a_scripted_act_that_the_desk_refuses_is_named_by_its_number():
    mapping = read_mapping()
    mapping["goldens"][0]["play"].insert(2, {"type": "open", "document": "promise_paper"})
    [finding] = [one.as_data() for one in prove(mapping, Plan(bots=2, budget=0))]
    assert finding["code"] == "golden_refused"
    assert finding_words(finding) == "Variant a, expert: the desk refuses act 3. That is not on your desk."


def test_words_come_in_the_language_of_the_reader():
    problem = Problem("documents[0]", "missing", {"name": "title"}, "a")
    assert problem_words(problem) == "The entry “title” is missing. (variant a)"
    finding = {
        "check": "golden",
        "is_fault": False,
        "code": "golden",
        "detail": {"variant": "a", "golden": "x", "total": 1, "lowest": 0, "highest": 9, "breach": "serious"},
    }
    assert "serious breach" in finding_words(finding)
    with translation.override("zh-hant"):
        assert "較重違規" in finding_words(finding)


@pytest.mark.django_db
def test_the_report_page_reads_the_kept_codes(client, scenario: Scenario, rex, both):
    version = ScenarioVersion.objects.create(
        scenario=scenario,
        number=1,
        definition={},
        content_hash="0" * 64,
        report=check_report({**read_mapping(), "pass_mark": "high"}),
    )
    client.force_login(rex)
    page = client.get(reverse("authoring:scenario_version", args=[scenario.public_id, version.number]))
    assert "pass_mark: This must be a number from 0 to 100, not “high”." in page.content.decode()


@pytest.mark.django_db
def test_the_report_page_shows_the_acts_that_prove_a_fault(client, scenario: Scenario, rex, both):
    mapping = tiny()
    mapping["goldens"].append(golden("careless", [READ, ASKED, MARKED, decided("grant", ["name"])], max=30))
    version = ScenarioVersion.objects.create(
        scenario=scenario, number=1, definition={}, content_hash="0" * 64, report=check_report(mapping)
    )
    client.force_login(rex)
    page = client.get(reverse("authoring:scenario_version", args=[scenario.public_id, version.number]))
    steps = [one["steps"] for one in page.context["findings"] if one["is_fault"] and "careless" in one["words"]]
    assert steps[0][-1] == "send decision (grounds: name; outcome: grant)"
    assert len(steps[0]) < 4
    for words in ("Acts that show it", *steps[0]):
        assert escape(words) in page.content.decode()


def test_each_kind_of_act_is_said_by_the_ids_of_the_file():
    acts = [READ, ASKED, MARKED, decided("grant", ["name", "age"]), {"type": "wait", "until": "hour"}]
    acts += [{"type": "wait", "until": "next_week"}, {"type": "do", "action": "file"}, {"type": "finish"}]
    assert finding_steps({"detail": {"steps": acts}}) == [
        "open letter",
        "look up register for check under law",
        "fill in list (name: wrong ← register)",
        "send decision (grounds: name, age; outcome: grant)",
        "wait an hour",
        "wait for the next week",
        "do file",
        "hand the case in",
    ]


def test_every_code_of_the_proof_has_words_and_every_word_a_code():
    """Codes stand in the calls of `finding` and `warning`, and in the branches that choose one."""
    said = {
        node.value
        for path in (ROOT / "assessments" / "domain" / "case_proof").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    told = {code for code in FINDINGS if not code.startswith("right_is_")}
    assert told <= said


def test_advice_names_the_part_of_the_state_that_fills_the_search():
    bulk = {"part": "calls", "values": 400, "share_left": 0.02}
    detail = {"variant": "a", "states": 9, "edges": 9, "missing": ["do.never"], "bulk": [bulk]}
    words = finding_words({"code": "reach_budget", "detail": detail})
    assert "Not seen in this variant: do.never." in words
    assert "calls alone takes 400 values; without it 2 % of the states are left" in words
