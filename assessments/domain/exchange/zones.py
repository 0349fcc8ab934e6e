"""Places on a picture: shapes of other systems as the rectangles around them, whole pixels within the picture."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

from ..items.parts import Texts
from .found import ItemRefused, Notes, short

Size = tuple[int, int]  # width, height
Sides = dict[str, int]  # x, y, width, height
SIDES = ("x", "y", "width", "height")
RECTANGLES = frozenset({"rect", "rectangle", "default"})
FEWEST_CORNERS = 3
FURTHEST = 1e6  # pixels from the corner of the picture
NO_WORDS = "…"  # where somebody has still to say what is seen


def sides_of(shape: str, numbers: Sequence[float], size: Size, notes: Notes) -> Sides:
    """`numbers` as HTML and QTI list them: two corners; centre and radius, or radii; or corner after corner."""
    if shape not in RECTANGLES:
        notes.lose("shapes")
    corners = _corners(shape, numbers, size)
    if corners is None:
        raise ItemRefused("bad_zone", given=short(f"{shape} {' '.join(map(str, numbers))}"))
    return _within(corners, size)


def scaled(sides: Sides, before: Size, after: Size) -> Sides:
    """The same place once the picture has another size."""
    if before == after:
        return sides
    across, down = after[0] / before[0], after[1] / before[1]
    left, top = sides["x"] * across, sides["y"] * down
    right, bottom = (sides["x"] + sides["width"]) * across, (sides["y"] + sides["height"]) * down
    return _within((round(left), round(top), round(right), round(bottom)), after)


def zone(name: str, text: Texts, sides: Sides) -> dict[str, Any]:
    return {"id": name, "text": dict(text), **sides}


def _corners(shape: str, given: Sequence[float], size: Size) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom; None for numbers that are no such shape."""
    count = len(given)
    if not all(abs(one) <= FURTHEST for one in given):
        return None
    if shape == "default":
        return 0, 0, *size
    if shape in RECTANGLES and count == 4:
        return _around(given[::2], given[1::2])
    if shape == "circle" and count == 3:
        x, y, radius = given
        return x - radius, y - radius, x + radius, y + radius
    if shape == "ellipse" and count == 4:
        x, y, wide, high = given
        return x - wide, y - high, x + wide, y + high
    is_polygon = shape in ("poly", "polygon") and count >= 2 * FEWEST_CORNERS and count % 2 == 0
    return _around(given[::2], given[1::2]) if is_polygon else None


def _around(across: Sequence[float], down: Sequence[float]) -> tuple[float, float, float, float]:
    return min(across), min(down), max(across), max(down)


def _within(corners: tuple[float, float, float, float], size: Size) -> Sides:
    """Cut off at the edges of the picture, and a pixel at least."""
    left, top = (min(max(0, floor(one)), side - 1) for one, side in zip(corners[:2], size, strict=True))
    right, bottom = (min(ceil(one), side) for one, side in zip(corners[2:], size, strict=True))
    return {"x": left, "y": top, "width": max(1, right - left), "height": max(1, bottom - top)}
