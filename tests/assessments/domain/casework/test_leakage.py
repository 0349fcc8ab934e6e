"""The view holds nothing that the officer has not yet come to know.

Every hidden text of the scenario is marked with where it stands; a view may hold a mark only when
the state says that its text has been seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from assessments.domain.casework.loading import load_scenario
from assessments.domain.casework.reducer import replay
from assessments.domain.casework.scenario import Scenario
from assessments.domain.casework.state import State
from assessments.domain.casework.view import view
from tests.assessments.domain.casework.desk import random_run, read_mapping

LOCALES = {"en", "zh-hant", "zh-hans"}
MARK = re.compile("⟦([^⟧]+)⟧")


def marked(node: Any, mark: str) -> Any:
    """A copy in which every text below `node` ends in the mark."""
    if isinstance(node, Mapping):
        if set(node) <= LOCALES:
            return {locale: f"{text}⟦{mark}⟧" for locale, text in node.items()}
        plain = {"value", "label"}
        return {
            key: f"{value}⟦{mark}⟧" if key in plain and isinstance(value, str) else marked(value, mark)
            for key, value in node.items()
        }
    return [marked(value, mark) for value in node] if isinstance(node, list) else node


@pytest.fixture(scope="module")
def marked_sim() -> Scenario:
    mapping = read_mapping()
    for name in ("truth", "endings", "events", "evidence"):
        mapping[name] = marked(mapping[name], name)
    mapping["inbox"] = [marked(message, f"message.{message['id']}") for message in mapping["inbox"]]
    mapping["forms"] = [
        marked(form, f"form.{form['id']}") if form["id"] in ("call_reply", "chief_reply") else form
        for form in mapping["forms"]
    ]
    for document in mapping["documents"]:
        document.update(marked({k: document[k] for k in ("fields", "note") if k in document}, f"open.{document['id']}"))
    for tool in mapping["tools"]:
        tool["answers"] = [marked(a, f"answer.{tool['id']}.{n}") for n, a in enumerate(tool["answers"])]
    return load_scenario(mapping)


def seen(state: State) -> set[str]:
    """The marks that this state allows."""
    return {
        *(key for key in state.first if key.startswith("open.")),
        *(f"answer.{look_up.tool}.{look_up.answer}" for look_up in state.look_ups),
        *(f"message.{delivery.message}" for delivery in state.inbox),
        *(f"form.{form}" for form in state.submissions),
        *({"form.call_reply"} if state.variables["call"] == "ringing" else ()),
        *({"form.chief_reply"} if "event.chief" in state.first else ()),
    }


@pytest.mark.parametrize("locale", ["en", "zh-hant", "zh-hans"])
@pytest.mark.parametrize("variant", ["a", "b"])
def test_no_reachable_view_holds_a_hidden_text(marked_sim: Scenario, variant: str, locale: str) -> None:
    for seed in range(4):
        for state in random_run(marked_sim, variant, Random(seed), 25)[1]:
            payload = json.dumps(view(marked_sim, variant, state, locale), ensure_ascii=False)
            assert set(MARK.findall(payload)) <= seen(state)


def test_the_marks_do_show_once_a_text_has_been_seen(marked_sim: Scenario) -> None:
    state = replay(marked_sim, "a", [{"type": "open", "document": "lease"}])
    payload = json.dumps(view(marked_sim, "a", state, "en"), ensure_ascii=False)
    assert set(MARK.findall(payload)) == {"open.lease", "message.intake"}


def test_no_view_names_rules_endings_or_points(sim_1: Scenario) -> None:
    case = sim_1.cases["a"]
    names = {rule.id for rule in case.evidence} | set(case.endings) | {"points", "breach", "credit", "decided_on"}
    for golden in case.goldens.values():
        for length in range(len(golden.play) + 1):
            payload = view(sim_1, "a", replay(sim_1, "a", golden.play[:length]), "en")
            assert not names & set(keys_and_words(payload))


def keys_and_words(node: Any) -> list[str]:
    """Every key and every whole string of a JSON value."""
    if isinstance(node, dict):
        return [*node, *(word for value in node.values() for word in keys_and_words(value))]
    if isinstance(node, list):
        return [word for value in node for word in keys_and_words(value)]
    return [node] if isinstance(node, str) else []


def test_the_desk_does_not_say_whether_a_look_up_was_proper(sim_1: Scenario) -> None:
    def shown(basis: str) -> dict[str, Any]:
        action = {"type": "look_up", "tool": "tax_registry", "purpose": "licence_check", "basis": basis}
        desk = view(sim_1, "a", replay(sim_1, "a", [action]), "en")
        for tool in desk["tools"]:
            for result in tool["results"]:
                assert result.pop("basis") == basis
        return desk

    assert shown("no_basis") == shown("licensing_law")
