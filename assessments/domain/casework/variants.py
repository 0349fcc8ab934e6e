"""Puts a scenario together from its files, and a variant together from the skeleton and its changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assessments.domain.casework.errors import Problem, ScenarioInvalid
from assessments.domain.casework.reading import fault


def assemble(parts: Iterable[Mapping[str, object]]) -> dict[str, object]:
    """One mapping from several files; each top-level entry may stand in only one of them."""
    whole: dict[str, object] = {}
    for part in parts:
        if not isinstance(part, Mapping):
            raise ScenarioInvalid((Problem("", "file_not_mapping"),))
        for key, value in part.items():
            if key in whole:
                raise fault(str(key), "two_files")
            whole[key] = value
    return whole


def overlay(base: object, change: object, path: str) -> object:
    """`base` with `change` laid over it; a list of things with ids is changed by id, other lists whole."""
    if not isinstance(change, Mapping):
        return change
    if isinstance(base, Mapping):
        merged = dict(base)
        for key, value in change.items():
            merged[key] = overlay(base.get(key), value, f"{path}.{key}")
        return merged
    if isinstance(base, Sequence) and not isinstance(base, str):
        return _overlay_by_id(base, change, path)
    return dict(change)


def _overlay_by_id(base: Sequence[object], change: Mapping[str, object], path: str) -> list[object]:
    places = {item["id"]: place for place, item in enumerate(base) if isinstance(item, Mapping) and "id" in item}
    merged = list(base)
    for name, value in change.items():
        if name not in places:
            raise fault(f"{path}.{name}", "nothing_to_change")
        merged[places[name]] = overlay(merged[places[name]], value, f"{path}.{name}")
    return merged
