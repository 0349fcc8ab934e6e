"""The shortest acts that still show a fault: what is not needed is left out, act by act and tick by tick."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..casework.errors import ActionRefused
from ..casework.state import Action

Log = tuple[Action, ...]
Shows = Callable[[Sequence[Action]], bool]


def shrunk(log: Sequence[Action], shows: Shows) -> Log:
    """No act and no tick of the answer can be spared; an act that becomes impossible shows nothing."""
    rest, is_smaller = tuple(log), True
    while is_smaller:
        before = rest
        rest = _without_acts(rest, shows)
        rest = _without_ticks(rest, shows)
        is_smaller = rest != before
    return rest


def _without_acts(log: Log, shows: Shows) -> Log:
    """Halves first, then quarters, down to single acts: most of a long run goes in a few trials."""
    size = max(1, len(log) // 2)
    while True:
        start = 0
        while start < len(log):
            shorter = log[:start] + log[start + size :]
            if _holds(shorter, shows):
                log = shorter
            else:
                start += size
        if size == 1:
            return log
        size //= 2


def _without_ticks(log: Log, shows: Shows) -> Log:
    for place in range(len(log)):
        smaller = True
        while smaller:
            trials = ((*log[:place], act, *log[place + 1 :]) for act in _plainer(log[place]))
            found = next((trial for trial in trials if _holds(trial, shows)), None)
            log, smaller = found or log, found is not None
    return log


def _plainer(action: Action) -> Iterator[Action]:
    """The same act with one box or one mark fewer."""
    for name in ("payload", "marks"):
        filled = action.get(name)
        if isinstance(filled, Mapping):
            for entry, value in filled.items():
                if name == "marks":
                    yield {**action, name: {key: mark for key, mark in filled.items() if key != entry}}
                elif isinstance(value, list | tuple):
                    yield from (
                        {**action, name: {**filled, entry: [*value[:n], *value[n + 1 :]]}} for n in range(len(value))
                    )


def _holds(log: Log, shows: Shows) -> bool:
    try:
        return shows(log)
    except ActionRefused:
        return False
