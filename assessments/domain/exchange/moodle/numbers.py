"""Numbers of Moodle, in one unit or in several."""

from collections.abc import Mapping
from typing import Any

from ..drafting import letters, options, target
from ..found import ItemRefused, short
from ..xml_tree import Node
from .asked import Asked, Parts, fraction, number_of, whole_reason


def read_numerical(asked: Asked) -> Parts:
    accepted = [_number(one) for one in asked.node.all("answer") if fraction(one) >= 100]
    if any(fraction(one) < 100 and one.text_of("text").strip() != "*" for one in asked.node.all("answer")):
        asked.notes.lose("partial_answers")
    if not accepted:
        raise ItemRefused("no_right_answer")
    if any(asked.texts(one.child("feedback")) for one in asked.node.all("answer")):
        asked.notes.lose("feedback")
    units = asked.node.child("units")
    named = (
        [(one.text_of("unit_name").strip(), number_of(one.text_of("multiplier"))) for one in units.all("unit")]
        if units
        else []
    )
    named = [(name, factor) for name, factor in named if name]
    if len(named) < 2:
        if named:
            asked.notes.lose("unit", name=short(named[0][0]))
        return Parts(kind="numeric", body={"units": []}, right={"accepted": accepted}, reasons=whole_reason(asked))
    ids = letters(len(named))
    languages = list(asked.stem) or [asked.language]
    return Parts(
        kind="numeric",
        body={"units": options([dict.fromkeys(languages, name) for name, _ in named], ids)},
        right={
            "accepted": [
                _in_unit(one, factor, unit) for one in accepted for unit, (_, factor) in zip(ids, named, strict=True)
            ]
        },
        reasons=whole_reason(asked),
    )


def _in_unit(one: Mapping[str, Any], factor: float, unit: str) -> dict[str, Any]:
    width = round(one["tolerance"] * factor, 12) if "tolerance" in one else None
    return target(round(one["value"] * factor, 12), width, unit)


def _number(answer: Node) -> dict[str, Any]:
    width = answer.child("tolerance")
    return target(number_of(answer.text_of("text")), abs(number_of(width.text)) if width is not None else None)
