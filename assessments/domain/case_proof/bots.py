"""Players without thought: what they score is what a scenario gives away.

They choose from what the desk offers, as a browser shows it; the source of chance is an argument.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from ..casework.mechanics import begin
from ..casework.offers import Offers, offers
from ..casework.reducer import step
from ..casework.scenario import Case, Checklist, FieldKind, Form, FormField, Tool
from ..casework.state import Action, State

ACTS = ("open", "open", "look_up", "look_up", "check", "submit", "submit", "do", "wait")
AT_ONCE: tuple[Action, ...] = ({"type": "finish"},)
FREE_TEXT = "…"


def random_log(case: Case, rng: Random, *, length: int) -> list[Action]:
    return [action for action, _ in random_walk(case, rng, length=length)]


def random_walk(case: Case, rng: Random, *, length: int) -> Iterator[tuple[Action, State]]:
    """Acts chosen blindly until the case closes or `length` is reached, each with the state after it."""
    state = begin(case)
    for _ in range(length):
        if state.ending is not None:
            return
        action = random_action(offers(case, state), _today(case, state), rng)
        state = step(case, state, action)
        yield action, state


def silent_log(case: Case) -> list[Action]:
    """Sits through the days and lets every period run out, until the case closes by itself."""
    state, log = begin(case), list[Action]()
    while state.ending is None:
        log.append({"type": "wait", "until": "next_day"})
        state = step(case, state, log[-1])
    return log


def everything_log(case: Case) -> list[Action]:
    """Opens, asks, ticks, sends and does all that is offered, each once, day after day until the case closes."""
    state, log, done = begin(case), list[Action](), set[str]()
    while state.ending is None:
        action = next((act for name, act in _everything(case, state) if name not in done), None)
        log.append(action or {"type": "wait", "until": "next_day"})
        done |= {name for name, act in _everything(case, state) if act == action}
        state = step(case, state, log[-1])
    return log


def _everything(case: Case, state: State) -> Iterator[tuple[str, Action]]:
    offered, today = offers(case, state), _today(case, state)
    for document in offered.documents:
        yield f"open.{document.id}", {"type": "open", "document": document.id}
    for tool in offered.tools:
        yield f"look_up.{tool.id}", _look_up(tool, tool.purposes[0].id, tool.bases[0].id)
    for checklist in offered.checklists:
        source = offered.sources[0] if offered.sources else None
        marks = {item.id: {"value": checklist.values[0].id, "source": source} for item in checklist.items}
        yield f"check.{checklist.id}", {"type": "check", "checklist": checklist.id, "marks": marks}
    for form in offered.forms:
        payload = {field.id: _all_of(field, today) for field in form.fields}
        yield f"submit.{form.id}", {"type": "submit", "form": form.id, "payload": payload}
    for deed in offered.deeds:
        yield f"do.{deed.id}", {"type": "do", "action": deed.id}


def _all_of(field: FormField, today: str) -> object:
    options = [option.id for option in field.options]
    if field.kind is FieldKind.MULTI:
        return options
    if field.kind is FieldKind.CHOICE:
        return options[0]
    return today if field.kind is FieldKind.DATE else FREE_TEXT


def random_action(offered: Offers, today: str, rng: Random) -> Action:
    kind = rng.choice(ACTS)
    if kind == "open" and offered.documents:
        return {"type": "open", "document": rng.choice(offered.documents).id}
    if kind == "look_up" and offered.tools:
        tool = rng.choice(offered.tools)
        return _look_up(tool, rng.choice(tool.purposes).id, rng.choice(tool.bases).id)
    if kind == "check" and offered.checklists:
        return _random_check(rng.choice(offered.checklists), offered.sources, rng)
    if kind == "submit" and offered.forms:
        return _random_letter(rng.choice(offered.forms), today, rng)
    if kind == "do" and offered.deeds:
        return {"type": "do", "action": rng.choice(offered.deeds).id}
    return {"type": "wait", "until": rng.choice(offered.waits)}


def _look_up(tool: Tool, purpose: str, basis: str) -> Action:
    return {"type": "look_up", "tool": tool.id, "purpose": purpose, "basis": basis}


def _random_check(checklist: Checklist, seen: tuple[str, ...], rng: Random) -> Action:
    sources = [None, *seen]
    marks = {
        item.id: {"value": rng.choice(checklist.values).id, "source": rng.choice(sources)}
        for item in checklist.items
        if rng.random() < 0.9
    }
    return {"type": "check", "checklist": checklist.id, "marks": marks}


def _random_letter(form: Form, today: str, rng: Random) -> Action:
    payload = {field.id: _random_value(field, today, rng) for field in form.fields}
    return {"type": "submit", "form": form.id, "payload": payload}


def _random_value(field: FormField, today: str, rng: Random) -> object:
    if field.kind is FieldKind.CHOICE:
        return rng.choice(field.options).id
    if field.kind is FieldKind.MULTI:
        return [option.id for option in field.options if rng.random() < 0.4]
    return today if field.kind is FieldKind.DATE else FREE_TEXT


def _today(case: Case, state: State) -> str:
    return case.hours.date_of(state.day).isoformat()
