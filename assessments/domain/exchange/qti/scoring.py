"""Response processing: how the mark of an item is computed, in elements of QTI 3.0.

The outcome SCORE starts at 0 and each part adds its weight. What QTI cannot say as we do (inversions of an order) is
marked all or nothing there; the key that is read back is complete.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..xml_tree import Node, element

SCORE, FEEDBACK = "SCORE", "FEEDBACK"
WRONG_UNIT = 0.5


def number(value: float) -> str:
    """The shortest text that reads back as the same number; QTI knows no infinities."""
    return repr(value)


def base_value(value: str, base_type: str) -> Node:
    return element("qti-base-value", value, base_type=base_type)


def variable(identifier: str) -> Node:
    return element("qti-variable", identifier=identifier)


def assign(identifier: str, expression: Node) -> Node:
    return element("qti-set-outcome-value", expression, identifier=identifier)


def add(weight: float, expression: Node) -> Node:
    """SCORE + weight × expression."""
    share = expression if weight == 1 else element("qti-product", base_value(number(weight), "float"), expression)
    return assign(SCORE, element("qti-sum", variable(SCORE), share))


def when(*cases: tuple[Node, Sequence[Node]]) -> Node:
    """The first condition that holds decides."""
    names = ["qti-response-if"] + ["qti-response-else-if"] * (len(cases) - 1)
    return element(
        "qti-response-condition",
        *(element(name, condition, *rules) for name, (condition, rules) in zip(names, cases, strict=True)),
    )


def add_if(weight: float, condition: Node) -> Node:
    return when((condition, [add(weight, base_value("1.0", "float"))]))


def is_correct(identifier: str) -> Node:
    return element("qti-match", variable(identifier), element("qti-correct", identifier=identifier))


def mapped(identifier: str) -> Node:
    return element("qti-map-response", identifier=identifier)


def above_chance(identifier: str, chance: float) -> Node:
    """The mapped share less what blind guessing earns, not below nothing."""
    less = element("qti-subtract", mapped(identifier), base_value(number(chance), "float"))
    scaled = element("qti-divide", less, base_value(number(1 - chance), "float"))
    return element("qti-max", base_value("0.0", "float"), scaled)


def is_near(identifier: str, target: Mapping[str, Any], unit: tuple[str, str] | None = None) -> Node:
    """One right number, and where there are units, the one it is meant in: (identifier of the unit's slot, its id)."""
    value = base_value(number(target["value"]), "float")
    width = number(target["tolerance"]) if "tolerance" in target else ""
    equal = element(
        "qti-equal",
        variable(identifier),
        value,
        tolerance_mode="absolute" if width else "exact",
        tolerance=f"{width} {width}" if width else "",
    )
    if unit is None:
        return element("qti-and", equal)
    slot, one = unit
    return element("qti-and", equal, element("qti-match", variable(slot), base_value(one, "identifier")))


def any_of(conditions: Sequence[Node]) -> Node:
    return element("qti-or", *conditions)


def spoils(identifier: str, harmful: Iterable[str]) -> list[Node]:
    """Choosing one of these leaves nothing of the mark."""
    return [
        when(
            (
                element("qti-member", base_value(one, "identifier"), variable(identifier)),
                [assign(SCORE, base_value("0.0", "float")), element("qti-exit-response")],
            )
        )
        for one in harmful
    ]


def tell(references: Sequence[str]) -> list[Node]:
    """After the answer every reason is shown."""
    if not references:
        return []
    return [assign(FEEDBACK, element("qti-multiple", *(base_value(one, "identifier") for one in references)))]
