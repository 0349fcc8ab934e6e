"""What the parts of a change tell: by how much the able working time of those with news differs between releases.

Of learning and of first assessments all but the results is known: who they are, and how long everybody works.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..causes import Cause
from .knowledge import Knowledge, Known, Life, Place
from .published import Change

HALF_A_POINT = 0.005


def changes(
    known: Knowledge, releases: tuple[int, int], counts_here: Callable[[Place], bool], told: Mapping[str, Any]
) -> Iterator[Change]:
    """`told`: what `measures.change` says of a cell, the later of these releases beside the earlier."""
    times = [_assessed_time(known, release, counts_here) for release in releases]
    middle = sum(times) / 2
    ends = (told["before"] + told["now"]) / 200
    for cause, who in ((Cause.LEARNING, True), (Cause.FIRST, False)):
        lives = [
            life for life in _with_news(known, releases, were_assessed=who) if counts_here(life[releases[1]].place)
        ]
        if cause not in told["parts"] or any(not life[releases[0]].is_like(life[releases[1]]) for life in lives):
            continue
        points = told["parts"][cause][0] / 100
        now = frozenset(life[releases[1]].leaf for life in lives)
        before = frozenset(life[releases[0]].leaf for life in lives) if who else frozenset()
        rises = 0.0 if who else sum(known.staff[leaf].fte for leaf in now)  # of the assessed time
        yield Change(
            now,
            before,
            (
                middle * (points - HALF_A_POINT) + (ends - HALF_A_POINT) * rises,
                middle * (points + HALF_A_POINT) + (ends + HALF_A_POINT) * rises,
            ),
        )


def _with_news(known: Knowledge, releases: tuple[int, int], *, were_assessed: bool) -> list[Life]:
    """Who was assessed for the first time, or again, where they were; looked for once."""
    key = (*releases, were_assessed)
    if key not in known.news:
        both = [life for life in known.lives if all(release in life for release in releases)]
        known.news[key] = [life for life in both if _has_news(life[releases[0]], life[releases[1]], were_assessed)]
    return known.news[key]


def _has_news(before: Known, now: Known, were_assessed: bool) -> bool:
    is_there = before.place == now.place and now.is_assessed and before.is_assessed == were_assessed
    return is_there and (before.pieces != now.pieces or not were_assessed)


def _assessed_time(known: Knowledge, release: int, counts_here: Callable[[Place], bool]) -> float:
    leaves = (leaf for place, found in known.of(release) if counts_here(place) for leaf in found)
    return sum(known.staff[leaf].fte for leaf in leaves if known.staff[leaf].are_assessed)
