"""Does a view hold a text that its reader has not earned?

Every hidden text of a copy of the scenario is marked with what uncovers it; then goldens and bots play
the copy, and each view may hold only the marks that its state has uncovered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from random import Random

from .case_bots import random_log
from .casework.loading import load_scenario
from .casework.reducer import apply, initial_state
from .casework.scenario import Scenario
from .casework.state import State
from .casework.view import view

MARK = re.compile("⟦([^⟧]+)⟧")
LOCALES = ("en", "zh-hant", "zh-hans")
NEVER_SHOWN = ("truth", "endings", "events", "evidence")
BOTS, LENGTH = 3, 25


def leaks(mapping: Mapping[str, object], *, seed: int) -> list[dict[str, str]]:
    """What is shown too early, each once: its variant and mark."""
    scenario = load_scenario(with_marks(mapping))
    found: dict[tuple[str, str], None] = {}
    for variant, case in scenario.cases.items():
        logs: list[Sequence[Mapping[str, object]]] = [golden.play for golden in case.goldens.values()]
        logs += [random_log(scenario, variant, Random(seed + n), length=LENGTH) for n in range(BOTS)]  # noqa: S311
        for log in logs:
            for state in _states(scenario, variant, log):
                for mark in sorted(_shown_marks(scenario, variant, state) - uncovered(state)):
                    found[variant, mark] = None
    return [{"variant": variant, "mark": mark} for variant, mark in found]


def with_marks(mapping: Mapping[str, object]) -> dict[str, object]:
    """A copy in which each hidden text ends in ⟦what uncovers it⟧."""
    whole = deepcopy(dict(mapping))
    for name in NEVER_SHOWN:
        whole[name] = marked(whole[name], f"hidden.{name}")
    whole["inbox"] = [marked(message, f"message.{message['id']}") for message in _things(whole, "inbox")]
    for document in _things(whole, "documents"):
        inside = {key: document[key] for key in ("fields", "grid", "note") if key in document}
        document.update(_mapping(marked(inside, f"open.{document['id']}")))
    for tool in _things(whole, "tools"):
        answers = tool["answers"]
        if isinstance(answers, list):
            tool["answers"] = [marked(answer, f"answer.{tool['id']}.{n}") for n, answer in enumerate(answers)]
    return whole


def marked(node: object, mark: str) -> object:
    if isinstance(node, Mapping):
        if set(node) <= set(LOCALES):
            return {locale: f"{text}⟦{mark}⟧" for locale, text in node.items()}
        return {
            key: f"{value}⟦{mark}⟧" if key in ("label", "value") and isinstance(value, str) else marked(value, mark)
            for key, value in node.items()
        }
    return [marked(value, mark) for value in node] if isinstance(node, list) else node


def uncovered(state: State) -> set[str]:
    """The marks that a state has earned."""
    return {
        *(key for key in state.first if key.startswith("open.")),
        *(f"answer.{look_up.tool}.{look_up.answer}" for look_up in state.look_ups),
        *(f"message.{delivery.message}" for delivery in state.inbox),
    }


def _states(scenario: Scenario, variant: str, log: Sequence[Mapping[str, object]]) -> Iterator[State]:
    state = initial_state(scenario, variant)
    yield state
    for action in log:
        state, _ = apply(scenario, variant, state, action)
        yield state


def _shown_marks(scenario: Scenario, variant: str, state: State) -> set[str]:
    shown = [json.dumps(view(scenario, variant, state, locale), ensure_ascii=False) for locale in LOCALES]
    return {mark for text in shown for mark in MARK.findall(text)}


def _things(whole: Mapping[str, object], name: str) -> list[dict[str, object]]:
    things = whole.get(name)
    return [thing for thing in things if isinstance(thing, dict)] if isinstance(things, list) else []


def _mapping(node: object) -> dict[str, object]:
    return dict(node) if isinstance(node, Mapping) else {}
