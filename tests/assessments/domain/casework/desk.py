"""Plays the desk as a browser would: knows only what the view shows."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from assessments.domain.casework.loading import assemble, load_scenario
from assessments.domain.casework.reducer import apply, initial_state
from assessments.domain.casework.scenario import Scenario
from assessments.domain.casework.state import State
from assessments.domain.casework.view import view

ROOT = Path(__file__).parents[4]
STARTER = ROOT / "assessments" / "starter" / "scenarios"
SIM_1 = STARTER / "sim-1"
SHIPPED = sorted(path for path in STARTER.iterdir() if path.is_dir())


def read_mapping() -> dict[str, Any]:
    """SIM-1's files as parsed; a fresh copy each time, so that a test may spoil it."""
    return with_two_variants(read_folder(SIM_1))


def with_two_variants(whole: dict[str, Any]) -> dict[str, Any]:
    """A copy of SIM-1 with the variants that share its skeleton: what C lays over it stands in the way of changes."""
    copy = deepcopy(whole)
    copy["variants"] = [variant for variant in copy["variants"] if variant["id"] != "c"]
    copy["goldens"] = [golden for golden in copy["goldens"] if golden.get("variants") != ["c"]]
    return copy


@cache
def read_folder(folder: Path) -> dict[str, Any]:
    """A shipped scenario as its files say it, in plain JSON values; not to be changed."""
    parts = (
        yaml.load(part.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for part in sorted(folder.glob("*.yaml"))
    )
    plain: dict[str, Any] = json.loads(json.dumps(assemble(parts), default=str))
    return plain


@cache
def read_scenario() -> Scenario:
    return load_scenario(read_mapping())


def random_action(shown: dict[str, Any], rng: Random) -> dict[str, Any]:
    """Some action that the view offers, filled in without thought."""
    kind = rng.choice(["open", "open", "look_up", "look_up", "check", "submit", "submit", "do", "wait"])
    if kind == "open":
        return {"type": "open", "document": rng.choice(shown["documents"])["id"]}
    if kind == "look_up":
        tool = rng.choice(shown["tools"])
        purpose, basis = rng.choice(tool["purposes"]), rng.choice(tool["bases"])
        return {"type": "look_up", "tool": tool["id"], "purpose": purpose["id"], "basis": basis["id"]}
    if kind == "check":
        return random_check(rng.choice(shown["checklists"]), rng)
    if kind == "submit":
        form = rng.choice([form for form in shown["forms"] if form["enabled"]])
        payload = {field["id"]: random_value(field, shown["clock"]["date"], rng) for field in form["fields"]}
        return {"type": "submit", "form": form["id"], "payload": payload}
    if kind == "do":
        return {"type": "do", "action": rng.choice(shown["actions"])["id"]}
    return {"type": "wait", "until": rng.choice(shown["waits"])}


def random_check(checklist: dict[str, Any], rng: Random) -> dict[str, Any]:
    sources = [None, *(source["id"] for source in checklist["sources"])]
    marks = {
        item["id"]: {"value": rng.choice(checklist["values"])["id"], "source": rng.choice(sources)}
        for item in checklist["items"]
        if rng.random() < 0.9
    }
    return {"type": "check", "checklist": checklist["id"], "marks": marks}


def random_value(field: dict[str, Any], today: str, rng: Random) -> Any:
    options = [option["id"] for option in field["options"]]
    if field["kind"] == "choice":
        return rng.choice(options)
    if field["kind"] == "multi":
        return [option for option in options if rng.random() < 0.4]
    return today if field["kind"] == "date" else "…"


def random_run(scenario: Scenario, variant: str, rng: Random, length: int) -> tuple[list[dict[str, Any]], list[State]]:
    """A log of thoughtless actions and the states it passes through."""
    state = initial_state(scenario, variant)
    log: list[dict[str, Any]] = []
    states = [state]
    while state.ending is None and len(log) < length:
        log.append(random_action(view(scenario, variant, state, "en"), rng))
        state, _ = apply(scenario, variant, state, log[-1])
        states.append(state)
    return log, states
