"""A copy of a case in which every hidden text says what uncovers it, and what a state has uncovered."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from ..casework.state import State

LOCALES = ("en", "zh-hant", "zh-hans")
NEVER_SHOWN = ("truth", "endings", "events", "evidence")


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


def _things(whole: Mapping[str, object], name: str) -> list[dict[str, object]]:
    things = whole.get(name)
    return [thing for thing in things if isinstance(thing, dict)] if isinstance(things, list) else []


def _mapping(node: object) -> dict[str, object]:
    return dict(node) if isinstance(node, Mapping) else {}
