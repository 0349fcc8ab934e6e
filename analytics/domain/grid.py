"""The fixed grid of groups: every unit with all below it, its own people, and its own people by post.

A unit's people are its own and those of the units below; its own people are those of its posts. Whatever is published
of the tree obeys these sums only, which is what makes suppression provable.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class GroupKind(StrEnum):
    SUBTREE = "subtree"  # a unit and everything below it
    OWN = "own"  # the people of a unit that has others below it
    POST = "post"  # the holders of one post in one unit


@dataclass(frozen=True, slots=True, order=True)
class Group:
    path: str
    kind: GroupKind
    post: str = ""


def parent_path(path: str) -> str:
    """`P/C/X/` → `P/C/`; the root's parent is the empty string."""
    head = path[:-1].rpartition("/")[0]
    return f"{head}/" if head else ""


def parts_of(paths: Iterable[str], posts: Iterable[tuple[str, str]]) -> dict[Group, list[Group]]:
    """Every group and what it consists of; `posts` are the pairs of unit path and post that somebody holds."""
    known = set(paths)
    parts: dict[Group, list[Group]] = {Group(path, GroupKind.SUBTREE): [] for path in sorted(known)}
    parents = {parent_path(path) for path in known}
    for path in sorted(known):
        if path in parents:
            own = Group(path, GroupKind.OWN)
            parts[own] = []
            parts[Group(path, GroupKind.SUBTREE)].append(own)
    for path in sorted(known):
        if parent_path(path) in known:
            parts[Group(parent_path(path), GroupKind.SUBTREE)].append(Group(path, GroupKind.SUBTREE))
    for path, post in sorted(set(posts)):
        home = Group(path, GroupKind.OWN if path in parents else GroupKind.SUBTREE)
        parts[home].append(Group(path, GroupKind.POST, post))
        parts[Group(path, GroupKind.POST, post)] = []
    return parts


def groups_of(path: str, post: str, parts: dict[Group, list[Group]]) -> list[Group]:
    """Every group in which the holder of this post counts."""
    candidates = [Group(path, GroupKind.POST, post), Group(path, GroupKind.OWN)]
    while path:
        candidates.append(Group(path, GroupKind.SUBTREE))
        path = parent_path(path)
    return [group for group in candidates if group in parts]
