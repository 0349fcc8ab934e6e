"""Adding, taking out and moving rows: each button of the editor names a move and the place of a list or row."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from itertools import count
from typing import Any

from .box import Box
from .nested import Entries, Group, Many

STEPS = {"up": -1, "down": 1}


def moved(boxes: Iterable[Box], value: Mapping[str, Any], move: str) -> dict[str, Any]:
    """The value after a move such as `add:fields` or `up:fields.2.options.0`; unknown moves do nothing."""
    changed = deepcopy(dict(value))
    verb, _colon, at = move.partition(":")
    holder, box, place = _find(tuple(boxes), changed, at.split("."))
    if box is None:
        return changed
    rows = holder.setdefault(box.name, {} if isinstance(box, Entries) else [])
    if isinstance(box, Entries) and isinstance(rows, dict):
        entries = [list(entry) for entry in rows.items()]
        new = [unique("new", rows), deepcopy(box.new_value)]
        holder[box.name] = dict(change_rows(entries, verb, place, new=new))
    elif isinstance(box, Many) and isinstance(rows, list):
        holder[box.name] = change_rows(rows, verb, place, new=new_row(box.new, rows))
    return changed


def change_rows(rows: Sequence[Any], verb: str, place: int | None, *, new: Any) -> list[Any]:
    changed = list(rows)
    if verb == "add" and place is None:
        return [*changed, new]
    if place is None or not 0 <= place < len(changed):
        return changed
    if verb == "remove":
        del changed[place]
    elif verb in STEPS:
        row = changed.pop(place)
        changed.insert(max(0, place + STEPS[verb]), row)
    return changed


def new_row(start: Mapping[str, Any], rows: Iterable[Any]) -> dict[str, Any]:
    """A fresh thing; its id, or its name where it has no id, is one that none of the rows has."""
    row = deepcopy(dict(start))
    for key in ("id", "name"):
        if isinstance(row.get(key), str):
            row[key] = unique(row[key], {one.get(key) for one in rows if isinstance(one, Mapping)})
            break
    return row


def unique(start: str, taken: Iterable[object]) -> str:
    known = set(taken)
    return next(name for number in count(1) if (name := f"{start}_{number}") not in known)


def _find(
    boxes: Sequence[Box], value: dict[str, Any], path: Sequence[str]
) -> tuple[dict[str, Any], Entries | Many | None, int | None]:
    """The mapping that holds the list, its box, and the row meant; None for the list as a whole."""
    box = next((box for box in boxes if box.name == path[0]), None)
    rest, held = path[1:], value.get(path[0])
    if isinstance(box, Group) and rest:
        inner = value.setdefault(box.name, {})
        return _find(box.of, inner, rest) if isinstance(inner, dict) else (value, None, None)
    if not isinstance(box, Entries | Many) or (rest and not rest[0].isdigit()):
        return value, None, None
    if len(rest) < 2:
        return value, box, int(rest[0]) if rest else None
    row = held[int(rest[0])] if isinstance(held, list) and int(rest[0]) < len(held) else None
    if isinstance(box, Many) and isinstance(row, dict):
        return _find(box.of, row, rest[1:])
    return value, None, None
