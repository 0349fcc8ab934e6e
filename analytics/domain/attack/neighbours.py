"""Solutions that differ from what really is among neighbours alone: small programs, which clear most people."""

from collections.abc import Mapping, Sequence

from .atoms import Atom
from .program import Program
from .published import Leaf, Staff
from .truth import Numbers, solution

NEARLY = 1e-6
BLOCKS = (60, 240, 960)  # so many atoms may differ at a time; whom the small do not clear is asked about in larger
Known = tuple[Mapping[Leaf, Numbers], Mapping[Leaf, Staff]]  # what really is, and of whom


def far_from(
    program: Program, parts: Sequence[Atom], places: Sequence[int], known: Known | None, *, is_met: bool
) -> list[int]:
    """Whom no solution clears that is as the known one but for some neighbours in the tree of units."""
    if known is None:
        return [*places]
    true, waiting = solution(parts, *known), set(places)
    order = sorted(range(len(parts)), key=lambda place: (_where(parts[place]), place))
    for size in BLOCKS:
        for start in range(0, len(order), size):
            waiting -= _near(program, true, order[start : start + size], waiting, is_met=is_met)
    return sorted(waiting)


def _near(program: Program, true: Numbers, block: Sequence[int], waiting: set[int], *, is_met: bool) -> set[int]:
    """Whom of a block of atoms solutions clear that differ in it alone: asked for together, then one by one."""
    sign, cleared = -1 if is_met else 1, set[int]()
    while asked := [place for place in block if place in waiting - cleared]:
        found = cleared_by(waiting - cleared, program.near(true, block, asked, sign=sign), is_met=is_met)
        if not found:
            break
        cleared |= found
    for place in asked:
        if place not in cleared:
            cleared |= cleared_by(waiting, program.near(true, block, [place], sign=sign), is_met=is_met)
    return cleared


def _where(atom: Atom) -> str:
    """Neighbours have like names; the same people in several releases have the same one."""
    return min(str(leaf[0] if isinstance(leaf, tuple) else leaf) for leaf in atom.leaves)


def cleared_by(waiting: set[int], met: Mapping[int, float], *, is_met: bool) -> set[int]:
    return {
        place for place in waiting if place in met and (met[place] >= 1 - NEARLY if is_met else met[place] <= NEARLY)
    }
