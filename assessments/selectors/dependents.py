"""What apps above have built upon results: asked before a result is changed.

An app registers one function; this app knows neither its tables nor its words.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Dependent:
    """A thing that rests on an attempt, e.g. a certificate that is in force."""

    attempt: UUID
    label: str


Finder = Callable[[Collection[UUID], Collection[int]], list[Dependent]]

_finders: list[Finder] = []


def register(finder: Finder) -> Finder:
    """`finder(public ids of attempts, ids of their learners)`."""
    _finders.append(finder)
    return finder


def dependents_of(attempts: Collection[UUID], learner_ids: Collection[int]) -> list[Dependent]:
    return [one for finder in _finders for one in finder(attempts, learner_ids)] if attempts else []
