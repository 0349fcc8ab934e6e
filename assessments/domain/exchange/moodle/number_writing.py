"""Numbers as questions of Moodle, whose units are multiples of one another."""

from collections.abc import Mapping
from typing import Any

from ...items.content import ItemContent
from ...items.parts import Texts
from ..found import ItemRefused
from ..xml_tree import Node, element


def write_numeric(content: ItemContent) -> list[Node]:
    accepted, units = content.right["accepted"], content.body["units"]
    if not units:
        return [_number(one) for one in accepted]
    first = accepted[0]
    factors = {one["unit"]: _factor(one, first) for one in accepted if one.get("unit")}
    if len(factors) != len(units) or len(accepted) != len(units):
        raise ItemRefused("units_not_related")
    names = {one["id"]: one["text"] for one in units}
    listed = (
        element("unit", element("multiplier", repr(factor)), element("unit_name", _one_name(names[one])))
        for one, factor in factors.items()
    )
    return [
        _number(first),
        element("unitgradingtype", "1"),
        element("unitpenalty", "0.5"),
        element("showunits", "1"),
        element("unitsleft", "0"),
        element("units", *listed),
    ]


def _factor(one: Mapping[str, Any], first: Mapping[str, Any]) -> float:
    """How many of one's unit the first's unit is; tolerances must keep the same relation."""
    if not first["value"]:
        raise ItemRefused("units_not_related")
    factor = float(one["value"] / first["value"])
    if abs(one.get("tolerance", 0) - first.get("tolerance", 0) * factor) > 1e-9 * max(1.0, abs(one["value"])):
        raise ItemRefused("units_not_related")
    return factor


def _one_name(texts: Texts) -> str:
    """Candidates type the unit, so Moodle compares one name; one that differs by language cannot be carried."""
    names = set(texts.values())
    if len(names) != 1:
        raise ItemRefused("unit_by_language")
    return names.pop()


def _number(one: Mapping[str, Any]) -> Node:
    width = [element("tolerance", repr(one["tolerance"]))] if "tolerance" in one else []
    answer = element("answer", element("text", repr(one["value"])), *width, fraction="100", format="plain_text")
    return answer
