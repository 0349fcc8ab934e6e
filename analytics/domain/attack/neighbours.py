"""Solutions that differ from what really is among neighbours alone: small programs, which clear most people.

Neighbours are those whom few figures tell apart: what one of them shows more, another can show less.
"""

from collections.abc import Mapping, Sequence

from .atoms import Atom
from .program import Program
from .published import Leaf, Staff
from .truth import Numbers, solution

NEARLY = 1e-6
BLOCKS = (40, 160)  # so many atoms may differ at a time; whom the small do not clear is asked about in larger
Known = tuple[Mapping[Leaf, Numbers], Mapping[Leaf, Staff]]  # what really is, and of whom


def far_from(
    program: Program, parts: Sequence[Atom], places: Sequence[int], known: Known | None, *, is_met: bool
) -> list[int]:
    """Whom no solution clears that is as the known one but for some neighbours."""
    if known is None:
        return [*places]
    true, waiting = solution(parts, *known), set(places)
    for size in BLOCKS:
        for place in sorted(waiting):
            if place in waiting:
                waiting -= _near(program, true, place, waiting, size=size, is_met=is_met)
    return sorted(waiting)


def _near(program: Program, true: Numbers, place: int, waiting: set[int], *, size: int, is_met: bool) -> set[int]:
    """Whom solutions clear that differ around one place alone: all who wait there together, then that one alone."""
    block = program.nearest(place, size)
    for asked in ([one for one in block if one in waiting], [place]):
        cleared = cleared_by(waiting, program.near(true, block, asked, sign=-1 if is_met else 1), is_met=is_met)
        if place in cleared:
            break
    return cleared


def cleared_by(waiting: set[int], met: Mapping[int, float], *, is_met: bool) -> set[int]:
    return {
        place for place in waiting if place in met and (met[place] >= 1 - NEARLY if is_met else met[place] <= NEARLY)
    }
