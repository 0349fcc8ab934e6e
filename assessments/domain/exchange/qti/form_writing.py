"""Forms as QTI 3.0, field by field."""

from collections.abc import Callable
from typing import Any

from ..drafting import foreign_id
from ..xml_tree import Node, element
from . import scoring
from .elements import declared, inline_choices
from .place import Place, Written

Rule = Callable[[float], Node]

Entry = Callable[[Any, Any, str, Place], tuple[Node, Node, Rule | None]]


def form_fill(body: Any, right: Any, place: Place) -> Written:
    written, weight = Written(), place.weight / max(1, len(body["fields"]))
    for one in body["fields"]:
        key = right["fields"].get(one["id"], {})
        response = place.response(one["id"])
        declaration, entry, rule = _entry(one["entry"])(one, key, response, place)
        written.declarations.append(declaration)
        hint = [place.words(one["hint"], class_="academy-hint")] if one.get("hint") else []
        label = place.words(one["label"], class_="academy-label")
        kind = f"academy-field academy-entry-{one['entry']}"
        written.body.append(element("div", label, *hint, element("p", entry), class_=kind))
        written.score += [rule(weight)] if rule else []
    return written


def _entry(kind: str) -> Entry:
    return {"number": _number_entry, "option": _option_entry}.get(kind, _text_entry)


def _text_entry(field: Any, key: Any, response: str, place: Place) -> tuple[Node, Node, Rule | None]:
    words = key.get("words", [])
    declaration = declared(response, ("single", "string"), words[:1], dict.fromkeys(words, 1.0))
    for mapping in declaration.within("qti-map-entry"):
        mapping.attributes["case-sensitive"] = "false"
    entry = element("qti-text-entry-interaction", response_identifier=response, expected_length="40")
    return declaration, entry, (lambda weight: scoring.add(weight, scoring.mapped(response))) if words else None


def _number_entry(field: Any, key: Any, response: str, place: Place) -> tuple[Node, Node, Rule | None]:
    numbers = key.get("numbers", [])
    first = [scoring.number(numbers[0]["value"])] if numbers else []
    entry = element("qti-text-entry-interaction", response_identifier=response, expected_length="12")
    near = scoring.any_of([scoring.is_near(response, one) for one in numbers])
    rule: Rule | None = (lambda weight: scoring.add_if(weight, near)) if numbers else None
    return declared(response, ("single", "float"), first), entry, rule


def _option_entry(field: Any, key: Any, response: str, place: Place) -> tuple[Node, Node, Rule | None]:
    right = [foreign_id(key["option"])] if key.get("option") else []
    entry = inline_choices(response, field.get("options", ()), place)
    rule: Rule | None = (lambda weight: scoring.add_if(weight, scoring.is_correct(response))) if right else None
    return declared(response, ("single", "identifier"), right), entry, rule
