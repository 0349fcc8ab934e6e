"""What is still wrong with a working copy, in words, and on which page and in which box to put it right."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...domain.casework.errors import Problem, ScenarioInvalid
from ...forms.scenario.places import Place, place_of
from ...selectors.scenario_words import problem_words
from ...selectors.scenarios import script_in


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a working copy: in words, and where to put it right."""

    path: str
    words: str
    place: Place | None


def faults_in(definition: Mapping[str, Any]) -> list[Fault]:
    """What the loader finds now; nothing if the working copy can be played."""
    try:
        script_in(definition)
    except ScenarioInvalid as invalid:
        return [_fault(problem, definition) for problem in invalid.problems]
    return []


def faults_by_part(faults: Iterable[Fault]) -> Counter[str]:
    return Counter(fault.place.part.slug for fault in faults if fault.place)


def faults_by_thing(faults: Iterable[Fault], slug: str) -> Counter[int]:
    places = (fault.place for fault in faults if fault.place and fault.place.part.slug == slug)
    return Counter(place.thing for place in places if place.thing is not None)


def told_on(faults: Iterable[Fault], slug: str, thing: int | None) -> dict[str, list[str]]:
    """Box → words, for one page of the editor."""
    told: dict[str, list[str]] = {}
    for fault in faults:
        if fault.place and (fault.place.part.slug, fault.place.thing) == (slug, thing):
            told.setdefault(fault.place.box, []).append(fault.words)
    return told


def _fault(problem: Problem, definition: Mapping[str, Any]) -> Fault:
    return Fault(problem.path, problem_words(problem), place_of(problem, definition))
