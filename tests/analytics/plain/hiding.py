"""What each group hides, one group after the other: the reference for `Layout.hidden`."""

from collections.abc import Mapping

from analytics.domain.cube import Hides
from analytics.domain.disclosure import Hidden
from analytics.domain.grid import Group, GroupKind

from .disclosure import hidden_nodes


def roots_of(parts: dict[Group, list[Group]]) -> list[Group]:
    inner = {part for below in parts.values() for part in below}
    return [group for group in parts if group not in inner]


def hidden_groups(
    parts: dict[Group, list[Group]], people: Mapping[Group, int], assessed: Mapping[Group, int]
) -> dict[Group, tuple[Hides, Hidden]]:
    """First by how many people there are; of the rest, results also by how many of them are assessed."""
    within_a_unit = {group for group in parts if group.kind is not GroupKind.SUBTREE}
    found: dict[Group, tuple[Hides, Hidden]] = {}
    for root in roots_of(parts):
        counts = hidden_nodes(parts, people, root, lesser=within_a_unit)
        results = hidden_nodes(parts, assessed, root, already=counts.keys(), lesser=within_a_unit)
        found |= {group: (Hides.RESULTS, reason) for group, reason in results.items()}
        found |= {group: (Hides.EVERYTHING, reason) for group, reason in counts.items()}
    return found
