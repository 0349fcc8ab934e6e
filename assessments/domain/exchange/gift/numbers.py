"""Numbers of GIFT, with a tolerance or as a range."""

from typing import Any

from ..drafting import target
from ..found import ItemRefused, short
from .asked import Asked, Found
from .syntax import show


def read_numeric(asked: Asked) -> Found:
    asked.no_reasons()
    full = [one for one in asked.answers if one.is_marked and (one.weight is None or one.weight >= 100)]
    if len(full) < sum(one.is_marked for one in asked.answers):
        asked.notes.lose("partial_answers")
    if not full:
        raise ItemRefused("no_right_answer")
    return "numeric", {"units": []}, {"accepted": [_target(one.text) for one in full]}, {}


def _target(text: str) -> dict[str, Any]:
    """3, 3:2 or 1..5."""
    lowest, dots, highest = text.partition("..")
    if dots:
        low, high = _number(lowest), _number(highest)
        return target((low + high) / 2, abs(high - low) / 2)
    value, colon, width = text.partition(":")
    return target(_number(value), abs(_number(width)) if colon else None)


def _number(text: str) -> float:
    try:
        return float(show(text).strip())
    except ValueError:
        raise ItemRefused("bad_number", given=short(show(text))) from None
