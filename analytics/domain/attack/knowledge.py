"""What an attacker knows before reading a figure: who holds which post, who sat when, and that all others did not.

The strongest neighbour thinkable. A person's facts have one version after another; whoever has the same versions in the
same places is one leaf, and a version that lasts through several releases ties their figures together: tightly where
evidence did not grow older between them, else by how far anybody moved at most, which the neighbour is told as well.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from assessments.domain.levels import PLANNING

from .published import Ageing, Leaf, Staff
from .truth import unknowns_of

Place = tuple[str, str]  # path of the unit, and post
SUBSTANCE = ["path", "post", "fte", "required", "criticality", "pieces"]


STILL = 1e-6  # whoever moves less has not moved


class Known(NamedTuple):
    """Of somebody in one release."""

    leaf: Leaf
    is_assessed: bool
    place: Place
    fte: float
    required: int
    pieces: int

    def is_like(self, other: "Known") -> bool:
        """Whatever else changed, the same is demanded of as much working time."""
        return (self.fte, self.required) == (other.fte, other.required)


Life = dict[int, Known]  # by release


@dataclass(slots=True)
class Knowledge:
    """Of one competency: everybody by leaf, and which leaves stood where at each release."""

    staff: dict[Leaf, Staff] = field(default_factory=dict)
    standing: list[defaultdict[Place, set[Leaf]]] = field(default_factory=list)
    ageing: list[Ageing] = field(default_factory=list)
    truth: dict[Leaf, NDArray[np.float64]] = field(default_factory=dict)  # the attacker does not have it
    news: dict[tuple[int, int, bool], list[Life]] = field(default_factory=dict)  # kept by `changes`
    lives: list[Life] = field(default_factory=list)  # one for all with the same facts in every release

    def of(self, release: int) -> Iterator[tuple[Place, set[Leaf]]]:
        yield from self.standing[release].items()


Path = tuple[tuple[int, tuple[object, ...]], ...]  # number of each release, and the facts in it


def knowledge(releases: Sequence[pd.DataFrame]) -> dict[str, Knowledge]:
    """By competency, from the facts (`cube.FACTS`) behind each release in turn."""
    paths: defaultdict[tuple[str, int], list[tuple[int, tuple[object, ...]]]] = defaultdict(list)
    able: defaultdict[tuple[str, int], list[tuple[float, int]]] = defaultdict(list)
    for number, facts in enumerate(releases):
        known = facts.assign(is_assessed=facts["p"].notna())
        for row in known[["code", "person", "p", "level", "is_assessed", *SUBSTANCE]].itertuples(
            index=False, name=None
        ):
            paths[row[0], row[1]].append((number, row[4:]))
            able[row[0], row[1]].append((row[2], row[3]))
    alike: defaultdict[tuple[str, Path], list[list[tuple[float, int]]]] = defaultdict(list)
    for (code, person), path in paths.items():
        alike[code, tuple(path)].append(able[code, person])
    found: defaultdict[str, Knowledge] = defaultdict(lambda: Knowledge(standing=[defaultdict(set) for _ in releases]))
    for (code, same), results in alike.items():
        _enter(found[code], same, np.array(results, dtype=float))
    return dict(found)


def _enter(known: Knowledge, path: Path, results: NDArray[np.float64]) -> None:
    """Everybody with the same path enters the same leaves; `results`: people × releases in the path × (p, level)."""
    p = results[:, :, 0]
    life: Life = {}
    known.lives.append(life)
    for version, facts in enumerate(dict.fromkeys(facts for _, facts in path)):
        places = [place for place, (_, then) in enumerate(path) if then == facts]
        ageing = _aged(tuple((path, version, place) for place in places), p[:, places])
        is_aged = ageing.drift > STILL
        if is_aged:
            known.ageing.append(ageing)
        leaves = ageing.leaves if is_aged else ageing.leaves[:1] * len(places)
        values = dict(zip(["is_assessed", *SUBSTANCE], facts, strict=True))
        fte, required = float(str(values["fte"])), int(str(values["required"]))
        staff = Staff(len(p), fte * len(p), fte, fte, bool(values["is_assessed"]), required)
        for leaf, place in zip(leaves, places, strict=True):
            known.staff[leaf] = staff
            known.truth[leaf] = unknowns_of(p[:, place], results[:, place, 1], fte)
            here = str(values["path"]), str(values["post"])
            known.standing[path[place][0]][here].add(leaf)
            pieces = int(str(values["pieces"]))
            life[path[place][0]] = Known(leaf, bool(values["is_assessed"]), here, fte, required, pieces)


def _aged(leaves: tuple[Leaf, ...], p: NDArray[np.float64]) -> Ageing:
    """`p`: people × releases."""
    moved = np.nan_to_num(np.ptp(p, axis=1))
    state = np.digitize(p, [1 - PLANNING, PLANNING])
    return Ageing(leaves, float(moved.max()), int(np.count_nonzero(np.ptp(state, axis=1))))
