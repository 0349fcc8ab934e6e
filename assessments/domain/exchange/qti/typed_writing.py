"""Numbers and short texts as QTI 3.0."""

from collections.abc import Mapping
from typing import Any

from ..drafting import foreign_id
from ..xml_tree import Node, element
from . import scoring
from .elements import declared, inline_choices
from .place import Place, Written


def numeric(body: Any, right: Any, place: Place) -> Written:
    typed, chosen = place.response("number"), place.response("unit")
    accepted, units = right["accepted"], body["units"]
    first = accepted[0] if accepted else None
    written = Written([declared(typed, ("single", "float"), [scoring.number(first["value"])] if first else [])])
    line: list[Node | str] = [element("qti-text-entry-interaction", response_identifier=typed, expected_length="12")]
    if units:
        unit = [foreign_id(first["unit"])] if first and first.get("unit") else []
        written.declarations.append(declared(chosen, ("single", "identifier"), unit))
        line += [" ", inline_choices(chosen, units, place)]
    written.body = [element("p", *line)]
    if accepted:
        exact = [scoring.is_near(typed, one, _unit(chosen, one)) for one in accepted]
        cases = [(scoring.any_of(exact), [scoring.add(place.weight, scoring.base_value("1.0", "float"))])]
        if units:
            near = [scoring.is_near(typed, one) for one in accepted]
            half = scoring.base_value(scoring.number(scoring.WRONG_UNIT), "float")
            cases.append((scoring.any_of(near), [scoring.add(place.weight, half)]))
        written.score = [scoring.when(*cases)]
    return written


def _unit(slot: str, target: Mapping[str, Any]) -> tuple[str, str] | None:
    return (slot, foreign_id(target["unit"])) if target.get("unit") else None


def short_text(body: Any, right: Any, place: Place) -> Written:
    """What markers look for is for them alone; the model answer is the correct response."""
    response = place.response("text")
    criteria = (place.words(one["text"], "li", class_=f"academy-points-{one['points']}") for one in right["criteria"])
    rubric = element("qti-content-body", element("ul", *criteria))
    model = right["model"].get(place.language, "")
    return Written(
        [declared(response, ("single", "string"), [model] if model else [])],
        [
            element("qti-rubric-block", rubric, use="scoring", view="scorer"),
            element(
                "qti-extended-text-interaction", response_identifier=response, expected_length=str(body["longest"])
            ),
        ],
    )
