"""Places for a graph drawn from left to right: a column for each distance from the start, sinks in the last.

Within a column things are ordered by where their neighbours stand, a few times over, so that few lines cross.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from statistics import mean

SWEEPS = 6


def columns(count: int, lines: Collection[tuple[int, int]], *, sinks: Collection[int]) -> list[list[int]]:
    """Which thing stands in which column, from top to bottom; thing 0 is the start."""
    distances = _distances(lines)
    middle = [thing for thing in range(count) if thing not in sinks]
    # What nothing leads to stands in the first column beside the start.
    last = max((distances.get(thing, 0) for thing in middle), default=0)
    layers = [[thing for thing in middle if distances.get(thing, 0) == layer] for layer in range(last + 1)]
    layers.append(list(sinks))
    return _untangled([layer for layer in layers if layer], lines)


def _distances(lines: Collection[tuple[int, int]]) -> dict[int, int]:
    distances, queue = {0: 0}, deque([0])
    while queue:
        here = queue.popleft()
        for source, target in lines:
            if source == here and target not in distances:
                distances[target] = distances[here] + 1
                queue.append(target)
    return distances


def _untangled(layers: list[list[int]], lines: Collection[tuple[int, int]]) -> list[list[int]]:
    for sweep in range(SWEEPS):
        order = layers if sweep % 2 == 0 else layers[::-1]
        for layer in order:
            places = {thing: place for one in layers for place, thing in enumerate(one)}
            middles = {thing: _middle(thing, lines, places, inside=layer) for thing in layer}
            layer.sort(key=lambda thing, middles=middles: middles[thing])  # type: ignore[misc]
    return layers


def _middle(
    thing: int, lines: Collection[tuple[int, int]], places: Mapping[int, int], *, inside: Sequence[int]
) -> float:
    """Where its neighbours in other columns stand on average; its own place if it has none."""
    neighbours = [b if a == thing else a for a, b in lines if thing in (a, b)]
    heights = [places[one] for one in neighbours if one not in inside]
    return mean(heights) if heights else float(places[thing])
