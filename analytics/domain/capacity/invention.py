"""An invented capacity register for a demonstration: always the same, and fuller the higher a unit stands.

Nothing here says anything of a real office; every row says of itself that it is invented.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from .layout import CAPACITY

SOURCE = "演示用虛構資料 · invented for the demonstration"
UNKNOWN, MISSING = 0.08, 0.07  # shares of answers nobody knows, and of units nobody entered


@dataclass(frozen=True, slots=True)
class Usual:
    """Of one level: shares that say yes, ranks that occur, most and fewest staff of a body."""

    body: float
    group: float
    mandate: float
    budget: float
    ranks: tuple[str, ...]
    staff: int
    least: int = 1


LEVELS = {
    "province": Usual(0.95, 0.95, 0.8, 0.9, ("division", "deputy_bureau", "bureau"), 30),
    "city": Usual(0.85, 0.9, 0.6, 0.75, ("section", "deputy_division", "division"), 14),
    "county": Usual(0.65, 0.75, 0.4, 0.5, ("unsettled", "subsection", "deputy_section", "section"), 6),
    "township": Usual(0.3, 0.5, 0.15, 0.2, ("unsettled", "subsection"), 2),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of which to invent something."""

    code: str
    level: str
    is_digital: bool  # digital work is what it is there for


def invented(places: Iterable[Place], as_of: date, seed: int = 20261128) -> Iterator[list[str]]:
    """The heading comes first."""
    yield list(CAPACITY.chinese)
    for place in places:
        draw = random.Random(f"{seed} {place.code}")  # noqa: S311  (a register of a demonstration)
        if place.is_digital or draw.random() >= MISSING:
            answers = _answers(draw, _usual(place))
            row = {"unit": place.code, "as_of": as_of.isoformat(), "source": SOURCE, **answers}
            yield [row.get(column, "") for column in CAPACITY.chinese]


def _usual(place: Place) -> Usual:
    usual = LEVELS[place.level]
    if not place.is_digital:
        return usual
    return replace(
        usual, body=1.0, mandate=1.0, budget=1.0, ranks=usual.ranks[-2:], least=usual.staff, staff=3 * usual.staff
    )


def _answers(draw: random.Random, usual: Usual) -> dict[str, str]:
    body, group = draw.random() < usual.body, draw.random() < usual.group
    staff = draw.randint(usual.least, usual.staff) if body else draw.randint(0, 1)
    found = {
        "body": _word(body),
        "rank": draw.choice(usual.ranks) if body else "",
        "staff": str(staff),
        "maintenance": str(draw.randint(0, (staff + 1) // 2)),
        "leading_group": _word(group),
        "led_by": draw.choice(("head", "head", "deputy")) if group else "",
        "mandate": _word(body and draw.random() < usual.mandate),
        "budget": _word(draw.random() < usual.budget),
    }
    may_be_unknown = ("rank", "maintenance", "led_by", "mandate", "budget")
    return found | {column: "" for column in may_be_unknown if draw.random() < UNKNOWN}


def _word(answer: bool) -> str:
    return "yes" if answer else "no"
