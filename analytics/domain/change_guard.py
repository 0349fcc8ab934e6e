"""Which parts of a change may be told in which group, so that no part, and no difference of parts, tells of few.

A part obeys the sums of the grid like any total: the learning of a county is that of its offices. So each cause is held
to the rule of `disclosure` by itself, on the people whom it concerns; and of those told in a group at least ten people,
or none, are left for its rest (`decomposition.told_of`). What the second rule takes away goes through the first again.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping

from .causes import Cause
from .decomposition import TOLD, told_of
from .disclosure import hidden_nodes
from .grid import Group, GroupKind, roots_of

WITHHELD = "withheld."

Parts = dict[Group, list[Group]]
Sums = Mapping[Group, Mapping[str, float]]


def guard_parts(parts: Parts, sums: Sums, hidden: Collection[Group]) -> dict[Group, dict[str, float]]:
    """The sums, with a mark for each cause that is not told in a group, or for everything.

    `hidden` are groups that hide something of today's figures; those that would have had to hide something of the
    earlier ones, in the groups of today, have no change either.
    """
    silent = {*hidden, *_hidden_before(parts, sums)}
    concerns = {cause: _people(parts, sums, f"{cause}.concerns") for cause in Cause}
    withheld: dict[Cause, set[Group]] = {cause: set(silent) for cause in TOLD}
    while True:
        for cause in TOLD:
            withheld[cause] |= _hide(parts, concerns[cause], withheld[cause])
        more = _for_the_rest(concerns, withheld, sums.keys() - silent)
        if not more:
            break
        for cause, groups in more.items():
            withheld[cause] |= groups
    return {
        group: {
            **found,
            **({f"{WITHHELD}everything": 1.0} if group in silent else {}),
            **{f"{WITHHELD}{cause}": 1.0 for cause in TOLD if group in withheld[cause]},
        }
        for group, found in sums.items()
    }


def _hidden_before(parts: Parts, sums: Sums) -> set[Group]:
    counts = _hide(parts, _people(parts, sums, "people_before"), ())
    return counts | _hide(parts, _people(parts, sums, "assessed_before"), counts)


def _for_the_rest(
    concerns: Mapping[Cause, Mapping[Group, int]], withheld: Mapping[Cause, Collection[Group]], shown: Collection[Group]
) -> dict[Cause, set[Group]]:
    more: dict[Cause, set[Group]] = defaultdict(set)
    for group in shown:
        kept_back = [cause for cause in TOLD if group in withheld[cause]]
        told = told_of({cause: concerns[cause][group] for cause in Cause}, kept_back)
        for cause in TOLD:
            if cause not in told and cause not in kept_back and concerns[cause][group]:
                more[cause].add(group)
    return more


def _people(parts: Parts, sums: Sums, name: str) -> dict[Group, int]:
    return {group: round(sums.get(group, {}).get(name, 0.0)) for group in parts}


def _hide(parts: Parts, sizes: Mapping[Group, int], already: Collection[Group]) -> set[Group]:
    within_a_unit = {group for group in parts if group.kind is not GroupKind.SUBTREE}
    found: set[Group] = set()
    for root in roots_of(parts):
        found |= hidden_nodes(parts, sizes, root, already=frozenset(already), lesser=within_a_unit).keys()
    return found
