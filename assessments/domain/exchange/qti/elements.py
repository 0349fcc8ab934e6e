"""Elements that items of several kinds share: declarations, and lists to choose from."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..drafting import foreign_id
from ..xml_tree import Node, element
from . import scoring
from .place import Place


def declared(
    identifier: str, form: tuple[str, str], correct: Sequence[str], worth: Mapping[str, float] | None = None
) -> Node:
    """`form` is the cardinality and the type of what is answered; `worth` what each answer adds."""
    parts = []
    if correct:
        parts.append(element("qti-correct-response", *(element("qti-value", one) for one in correct)))
    if worth:
        entries = (
            element("qti-map-entry", map_key=key, mapped_value=scoring.number(value)) for key, value in worth.items()
        )
        parts.append(element("qti-mapping", *entries, lower_bound="0", upper_bound="1", default_value="0"))
    return element("qti-response-declaration", *parts, identifier=identifier, cardinality=form[0], base_type=form[1])


def choices(
    response: str, listed: Sequence[Mapping[str, Any]], place: Place, *, most: int, prompt: Node | None = None
) -> Node:
    rows = (
        element("qti-simple-choice", *place.inline(one["text"]), identifier=foreign_id(one["id"])) for one in listed
    )
    return element(
        "qti-choice-interaction",
        *([prompt] if prompt else []),
        *rows,
        response_identifier=response,
        shuffle="true",
        max_choices=str(most),
    )


def associable(one: Mapping[str, Any], place: Place, most: int) -> Node:
    return element(
        "qti-simple-associable-choice",
        *place.inline(one["text"]),
        identifier=foreign_id(one["id"]),
        match_max=str(most),
    )


def inline_choices(response: str, listed: Sequence[Mapping[str, Any]], place: Place) -> Node:
    """Inline choices hold text alone: a line break in one becomes a space."""
    rows = (element("qti-inline-choice", *place.line(one["text"]), identifier=foreign_id(one["id"])) for one in listed)
    return element("qti-inline-choice-interaction", *rows, response_identifier=response, shuffle="false")


def ids_in(ids: Sequence[str]) -> list[str]:
    return [foreign_id(one) for one in ids]


def ids_of(worth: Mapping[str, float]) -> dict[str, float]:
    return {foreign_id(one): value for one, value in worth.items()}
