"""What an attacker knows before reading a figure: who holds which post, who sat when, and that all others did not.

The strongest neighbour thinkable. A person's facts have one version after another; whoever has the same versions in the
same places is one leaf, and a version that lasts through several releases ties their figures together.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from .published import Leaf, Staff

Place = tuple[str, str]  # path of the unit, and post
SUBSTANCE = ["path", "post", "fte", "required", "criticality", "pieces"]


@dataclass(slots=True)
class Knowledge:
    """Of one competency: everybody by leaf, and which leaves stood where at each release."""

    staff: dict[Leaf, Staff] = field(default_factory=dict)
    standing: list[defaultdict[Place, set[Leaf]]] = field(default_factory=list)

    def of(self, release: int) -> Iterator[tuple[Place, set[Leaf]]]:
        yield from self.standing[release].items()


def knowledge(releases: Sequence[pd.DataFrame]) -> dict[str, Knowledge]:
    """By competency, from the facts (`cube.FACTS`) behind each release in turn."""
    paths: defaultdict[tuple[str, int], list[tuple[int, tuple[object, ...]]]] = defaultdict(list)
    for number, facts in enumerate(releases):
        known = facts.assign(is_assessed=facts["p"].notna())
        for row in known[["code", "person", "is_assessed", *SUBSTANCE]].itertuples(index=False, name=None):
            paths[row[0], row[1]].append((number, row[2:]))
    found: defaultdict[str, Knowledge] = defaultdict(lambda: Knowledge(standing=[defaultdict(set) for _ in releases]))
    for (code, _), path in paths.items():
        _enter(found[code], path)
    return dict(found)


def _enter(known: Knowledge, path: Sequence[tuple[int, tuple[object, ...]]]) -> None:
    """One person; everybody with the same path enters the same leaves."""
    key, versions = tuple(path), dict.fromkeys(facts for _, facts in path)
    names = ["is_assessed", *SUBSTANCE]
    for version, facts in enumerate(versions):
        values = dict(zip(names, facts, strict=True))
        leaf = (key, version)
        fte = float(str(values["fte"]))
        one = Staff(1, fte, fte, fte, bool(values["is_assessed"]))
        known.staff[leaf] = known.staff[leaf].joined(one) if leaf in known.staff else one
        for number, then in path:
            if then == facts:
                known.standing[number][str(values["path"]), str(values["post"])].add(leaf)
