"""Where each person counts, one after the other: the reference for `analytics.domain.places`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lms.competencies.domain.gaps import Requirement, strictest


@dataclass(frozen=True, slots=True)
class Holding:
    """A post held on the day."""

    person: int
    path: str  # of the unit
    post: str
    fte: float
    since: date


@dataclass(frozen=True, slots=True)
class Place:
    """One person: the unit and post in which they count, their whole working time, and all their posts."""

    person: int
    path: str
    post: str
    fte: float
    posts: frozenset[str]


def places(holdings: Iterable[Holding]) -> list[Place]:
    """Each person counts in the post with the largest share; of equal ones in that held longest."""
    held: dict[int, list[Holding]] = defaultdict(list)
    for holding in holdings:
        held[holding.person].append(holding)
    return [_place(ones) for _, ones in sorted(held.items())]


def demands_on(posts: frozenset[str], demands: Mapping[str, Sequence[Requirement]]) -> dict[str, Requirement]:
    """The strictest demand of all posts held, as for the person's own page."""
    return strictest(one for post in sorted(posts) for one in demands.get(post, ()))


def _place(held: Sequence[Holding]) -> Place:
    main = min(held, key=lambda one: (-one.fte, one.since, one.path, one.post))
    return Place(
        person=main.person,
        path=main.path,
        post=main.post,
        fte=round(min(1.0, sum(one.fte for one in held)), 2),  # so that a share is equal to itself when read back
        posts=frozenset(one.post for one in held),
    )
