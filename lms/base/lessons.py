"""Where lessons are found: the app that teaches says it; those below, which only cite a lesson, ask here."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPlace:
    course: str
    title: str
    minutes: int
    url: str


Finder = Callable[[Collection[str], str], Mapping[str, LessonPlace]]
_finders: list[Finder] = []


def register(find: Finder) -> None:
    """`find` looks up references such as `F-11/2` in a language; those it does not know, it leaves out."""
    _finders.append(find)


def places_of(refs: Collection[str], language: str) -> dict[str, LessonPlace]:
    """Reference → the published lesson that everybody signed in may read."""
    return {ref: place for find in _finders for ref, place in find(refs, language).items()} if refs else {}
