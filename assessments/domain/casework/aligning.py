"""Two rows of acts set side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from operator import itemgetter
from typing import TypeAlias

from assessments.domain.casework.timeline import Act

Pair: TypeAlias = tuple[Act | None, Act | None]  # mine, the expert's


def aligned(mine: Sequence[Act], expert: Sequence[Act]) -> list[Pair]:
    """The longest common sequence stands in pairs; what lies between goes by the clock."""
    matcher = SequenceMatcher(None, [act.key for act in mine], [act.key for act in expert], autojunk=False)
    pairs: list[Pair] = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(mine[start:end], expert[other_start:other_end], strict=True)
        else:
            pairs += _by_the_clock(mine[start:end], expert[other_start:other_end])
    return pairs


def _by_the_clock(mine: Iterable[Act], expert: Iterable[Act]) -> Iterator[Pair]:
    alone: list[tuple[str, Pair]] = [(str(act.shown["time"]), (act, None)) for act in mine]
    alone += [(str(act.shown["time"]), (None, act)) for act in expert]
    yield from (pair for _, pair in sorted(alone, key=itemgetter(0)))
