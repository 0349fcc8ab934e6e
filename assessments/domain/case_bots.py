"""Players without thought: what they score is what a scenario gives away.

They see only the view, as a browser does; the source of chance is an argument.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from .casework.reducer import apply, initial_state
from .casework.scenario import Scenario
from .casework.state import State
from .casework.view import view

ACTS = ("open", "open", "look_up", "look_up", "check", "submit", "submit", "do", "wait")
AT_ONCE: tuple[dict[str, Any], ...] = ({"type": "finish"},)


def random_log(scenario: Scenario, variant: str, rng: Random, *, length: int) -> list[dict[str, Any]]:
    """Acts chosen blindly from what the desk offers, until the case closes or `length` is reached."""
    return [action for action, _ in random_walk(scenario, variant, rng, length=length)]


def random_walk(
    scenario: Scenario, variant: str, rng: Random, *, length: int
) -> Iterator[tuple[dict[str, Any], State]]:
    """Each act and the state after it."""
    state = initial_state(scenario, variant)
    for _ in range(length):
        if state.ending is not None:
            return
        action = random_action(view(scenario, variant, state, "en"), rng)
        state, _ = apply(scenario, variant, state, action)
        yield action, state


def silent_log(scenario: Scenario, variant: str) -> list[dict[str, Any]]:
    """Sits through the days and lets every period run out, until the case closes by itself."""
    state, log = initial_state(scenario, variant), []
    while state.ending is None:
        log.append({"type": "wait", "until": "next_day"})
        state, _ = apply(scenario, variant, state, log[-1])
    return log


def random_action(shown: dict[str, Any], rng: Random) -> dict[str, Any]:
    kind = rng.choice(ACTS)
    forms = [form for form in shown["forms"] if form["enabled"]]
    if kind == "open" and shown["documents"]:
        return {"type": "open", "document": rng.choice(shown["documents"])["id"]}
    if kind == "look_up" and shown["tools"]:
        return _random_look_up(rng.choice(shown["tools"]), rng)
    if kind == "check" and shown["checklists"]:
        return _random_check(rng.choice(shown["checklists"]), rng)
    if kind == "submit" and forms:
        form = rng.choice(forms)
        payload = {field["id"]: _random_value(field, shown["clock"]["date"], rng) for field in form["fields"]}
        return {"type": "submit", "form": form["id"], "payload": payload}
    if kind == "do" and shown["actions"]:
        return {"type": "do", "action": rng.choice(shown["actions"])["id"]}
    return {"type": "wait", "until": rng.choice(shown["waits"])}


def _random_look_up(tool: dict[str, Any], rng: Random) -> dict[str, Any]:
    purpose, basis = rng.choice(tool["purposes"]), rng.choice(tool["bases"])
    return {"type": "look_up", "tool": tool["id"], "purpose": purpose["id"], "basis": basis["id"]}


def _random_check(checklist: dict[str, Any], rng: Random) -> dict[str, Any]:
    sources = [None, *(source["id"] for source in checklist["sources"])]
    marks = {
        item["id"]: {"value": rng.choice(checklist["values"])["id"], "source": rng.choice(sources)}
        for item in checklist["items"]
        if rng.random() < 0.9
    }
    return {"type": "check", "checklist": checklist["id"], "marks": marks}


def _random_value(field: dict[str, Any], today: str, rng: Random) -> object:
    options = [option["id"] for option in field["options"]]
    if field["kind"] == "choice":
        return rng.choice(options)
    if field["kind"] == "multi":
        return [option for option in options if rng.random() < 0.4]
    return today if field["kind"] == "date" else "…"
