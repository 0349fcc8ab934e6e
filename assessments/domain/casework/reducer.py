"""The one way to change a run: `apply(scenario, variant, state, action) -> (state, news)`.

Pure: no clock of the wall, no randomness, no input but its arguments. The action log is the only
thing worth storing; `replay` gives the state back, and the same log gives the same score for ever.

How a desk uses the package
---------------------------
    scenario = load_scenario(assemble(parts))          # loading.py; parts are parsed YAML mappings
    state = initial_state(scenario, variant)
    state, news = apply(scenario, variant, state, action)   # ActionRefused leaves `state` as it was
    state = replay(scenario, variant, log)
    shown = view(scenario, variant, state, locale)     # view.py; all that the browser may be sent
    result = score(scenario, variant, log)             # scoring.py
    account = debrief(sides(scenario, variant, log, locale))  # debrief.py; only after the run is closed

Actions are JSON objects:
    {"type": "open", "document": "lease"}
    {"type": "look_up", "tool": "tax_registry", "purpose": "licence_check", "basis": "licensing_law"}
    {"type": "check", "checklist": "intake",
     "marks": {"identity": {"value": "met", "source": "population_registry"}}}
    {"type": "submit", "form": "one_time_notice", "payload": {"items": ["..."], "reply_by": "2026-10-12"}}
    {"type": "do", "action": "return_bank_proof"}
    {"type": "wait", "until": "hour"}                  # or "next_day" or "next_week"
    {"type": "finish"}                                 # hand the case in

A form field of kind `multi` takes a list of option ids, `choice` one id, `date` an ISO date and
`text` free text, which is kept but never marked. A checklist replaces only the items it names; a
source is the id of a document opened or a registry asked. An act counts from the moment it is
begun; its minutes pass afterwards, and events that fall due meanwhile happen before it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from assessments.domain.casework.errors import ActionRefused
from assessments.domain.casework.mechanics import begin, hand_in, pass_time, perform, read_numbers, record, settle
from assessments.domain.casework.payloads import read_marks, read_submission
from assessments.domain.casework.scenario import Case, Scenario
from assessments.domain.casework.state import Action, LookUp, State

# Far above any honest run (an expert needs about 25); bounds the cost of a replay.
MOST_ACTIONS = 400
HOUR = 60  # minutes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class News:
    """What an action brought to light: message, answer, document or closed, and its id."""

    kind: str
    ref: str


def initial_state(scenario: Scenario, variant: str) -> State:
    return begin(scenario.case(variant))


def apply(scenario: Scenario, variant: str, state: State, action: Action) -> tuple[State, tuple[News, ...]]:
    """The state after the action, and what is new on the desk; raises ActionRefused."""
    case = scenario.case(variant)
    if state.ending is not None:
        raise ActionRefused("closed", "the case has been handed in")
    if state.steps >= MOST_ACTIONS:
        raise ActionRefused("too_many", f"a run holds at most {MOST_ACTIONS} actions")
    kind = action.get("type")
    handler = _HANDLERS.get(kind) if isinstance(kind, str) else None
    if handler is None:
        raise ActionRefused("malformed", f"there is no action of type {kind!r}")
    acted, minutes = handler(case, state, action)
    after = pass_time(case, settle(case, replace(acted, steps=state.steps + 1)), minutes)
    return after, _news(case, state, after)


def replay(scenario: Scenario, variant: str, log: Iterable[Action]) -> State:
    """The state that a log leads to; raises ActionRefused at the first entry that was never possible."""
    state = initial_state(scenario, variant)
    for action in log:
        state, _ = apply(scenario, variant, state, action)
    return state


def seen_sources(state: State) -> frozenset[str]:
    """What a finding may cite: documents opened and registries asked."""
    opened = {key.removeprefix("open.") for key in state.first if key.startswith("open.")}
    return frozenset(opened | {look_up.tool for look_up in state.look_ups})


def _open(case: Case, state: State, action: Action) -> tuple[State, int]:
    document = _part(case.documents, action, "document")
    if not document.when.evaluate(state):
        raise ActionRefused("unknown", f"there is no document {document.id!r} on the desk")
    key = f"open.{document.id}"
    if key in state.first:
        return state, 0
    return replace(record(state, key), facts=state.facts | document.facts), document.minutes


def _look_up(case: Case, state: State, action: Action) -> tuple[State, int]:
    tool = _part(case.tools, action, "tool")
    purpose = _one_of({choice.id for choice in tool.purposes}, action, "purpose")
    basis = _one_of({choice.id for choice in tool.bases}, action, "basis")
    number, answer = next((n, answer) for n, answer in enumerate(tool.answers) if answer.when.evaluate(state))
    keys = ["look_up", f"look_up.{tool.id}"]
    if purpose not in tool.proper_purposes or basis not in tool.proper_bases:
        keys += ["improper_look_up", f"improper_look_up.{tool.id}"]
    state = record(state, *keys)
    logged = LookUp(state.minute, tool.id, purpose, basis, number, read_numbers(case, state.variables))
    facts = state.facts | answer.facts
    return replace(state, look_ups=(*state.look_ups, logged), facts=facts), tool.minutes


def _check(case: Case, state: State, action: Action) -> tuple[State, int]:
    checklist = _part(case.checklists, action, "checklist")
    marks = read_marks(checklist, action.get("marks"), seen=seen_sources(state))
    merged = {**state.marks.get(checklist.id, {}), **marks}
    state = record(state, f"check.{checklist.id}")
    return replace(state, marks={**state.marks, checklist.id: merged}), checklist.minutes


def _submit(case: Case, state: State, action: Action) -> tuple[State, int]:
    form = _part(case.forms, action, "form")
    if not form.when.evaluate(state):
        raise ActionRefused("not_now", f"{form.id!r} cannot be sent now")
    submission = read_submission(form, action.get("payload"), state=state, hours=case.hours)
    sent = (*state.submissions.get(form.id, ()), submission)
    state = record(state, f"submit.{form.id}")
    state = replace(state, submissions={**state.submissions, form.id: sent})
    return perform(case, state, form.effects), form.minutes


def _do(case: Case, state: State, action: Action) -> tuple[State, int]:
    deed = _part(case.deeds, action, "action")
    if not deed.when.evaluate(state):
        raise ActionRefused("not_now", f"{deed.id!r} cannot be done now")
    return perform(case, record(state, f"do.{deed.id}"), deed.effects), deed.minutes


def _wait(case: Case, state: State, action: Action) -> tuple[State, int]:
    until = _one_of(set(case.waits), action, "until")
    tomorrow = state.day_minutes - state.minute % state.day_minutes
    days_off = case.hours.days_to_next_week(state.day) - 1
    minutes = {"hour": min(HOUR, tomorrow), "next_day": tomorrow, "next_week": tomorrow + days_off * state.day_minutes}
    return record(state, "wait"), minutes[until]


def _finish(case: Case, state: State, action: Action) -> tuple[State, int]:
    return hand_in(case, record(state, "finish")), 0


_HANDLERS: Mapping[str, Callable[[Case, State, Action], tuple[State, int]]] = {
    "open": _open,
    "look_up": _look_up,
    "check": _check,
    "submit": _submit,
    "do": _do,
    "wait": _wait,
    "finish": _finish,
}


def _part(parts: Mapping[str, T], action: Action, name: str) -> T:
    wanted = action.get(name)
    if not isinstance(wanted, str) or wanted not in parts:
        raise ActionRefused("unknown", f"there is no {name} {wanted!r}")
    return parts[wanted]


def _one_of(allowed: set[str], action: Action, name: str) -> str:
    value = action.get(name)
    if not isinstance(value, str) or value not in allowed:
        raise ActionRefused("malformed", f"{name} must be one of {', '.join(sorted(allowed))}")
    return value


def _news(case: Case, before: State, after: State) -> tuple[News, ...]:
    news = [News("message", delivery.message) for delivery in after.inbox[len(before.inbox) :]]
    news += [News("answer", look_up.tool) for look_up in after.look_ups[len(before.look_ups) :]]
    news += [
        News("document", document.id)
        for document in case.documents.values()
        if document.when.evaluate(after) and not document.when.evaluate(before)
    ]
    if after.ending is not None:
        news.append(News("closed", ""))
    return tuple(news)
