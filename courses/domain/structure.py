"""A course as it was published: plain data, resolved once, read by every page about it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from .engagement import LessonDemand

EVERY_COMPETENCY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The level that a course can lead to."""

    code: str  # of a competency, or EVERY_COMPETENCY
    name: str
    level: int


@dataclass(frozen=True, slots=True)
class SectionHeading:
    block: int  # place in the lesson, from 1
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    key: str  # the same in every language
    slug: str
    title: str
    summary: str
    minutes: int
    language: str
    competencies: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    review_by: str = ""  # ISO date or empty
    content_hash: str = ""  # empty while in preparation
    headings: tuple[SectionHeading, ...] = ()
    blocks: int = 0
    characters: int = 0
    check_ids: tuple[str, ...] = ()

    @property
    def has_content(self) -> bool:
        return bool(self.content_hash)

    @property
    def demand(self) -> LessonDemand:
        return LessonDemand(characters=self.characters, checks=frozenset(self.check_ids))

    @property
    def review_date(self) -> date | None:
        return date.fromisoformat(self.review_by) if self.review_by else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseStructure:
    key: str  # the same in every language
    code: str
    language: str
    title: str
    track: str
    track_name: str
    tier: str
    tier_name: str
    hours: int
    validity_months: int
    audience: str
    assessment: str
    objectives: tuple[str, ...]
    all_of: tuple[str, ...]
    any_of: tuple[str, ...]
    prerequisite_note: str
    edition_of: str
    claims: tuple[Claim, ...]
    lessons: tuple[Lesson, ...]
    examination_code: str | None
    scenario_code: str | None
    review_by: str

    @property
    def ready_lessons(self) -> tuple[Lesson, ...]:
        return tuple(lesson for lesson in self.lessons if lesson.has_content)

    @property
    def has_content(self) -> bool:
        return any(lesson.has_content for lesson in self.lessons)

    @property
    def is_complete(self) -> bool:
        return bool(self.lessons) and all(lesson.has_content for lesson in self.lessons)

    @property
    def claim_levels(self) -> dict[str, int]:
        return {claim.code: claim.level for claim in self.claims}

    def lesson(self, slug: str) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)

    def leads_to(self, competency: str) -> bool:
        return competency in self.claim_levels or EVERY_COMPETENCY in self.claim_levels


def with_fallbacks(base: CourseStructure, others: Sequence[CourseStructure]) -> CourseStructure:
    """Lessons that the base language lacks come from the others, nearest language first, each after the one it follows
    there; each keeps its language."""
    lessons = list(base.lessons)
    for other in others:
        follows = 0
        for lesson in other.lessons:
            place = next((place for place, held in enumerate(lessons) if held.key == lesson.key), None)
            if place is None:
                place = follows
                lessons.insert(place, lesson)
            elif lesson.has_content and not lessons[place].has_content:
                lessons[place] = lesson
            follows = place + 1
    return replace(base, lessons=tuple(lessons))


def to_data(structure: CourseStructure) -> dict[str, Any]:
    return asdict(structure)


def from_data(data: Mapping[str, Any]) -> CourseStructure:
    values = dict(data)
    values["claims"] = tuple(Claim(**claim) for claim in values["claims"])
    values["lessons"] = tuple(_lesson(lesson) for lesson in values["lessons"])
    for name in ("objectives", "all_of", "any_of"):
        values[name] = tuple(values[name])
    return CourseStructure(**values)


def _lesson(data: Mapping[str, Any]) -> Lesson:
    values = dict(data)
    values["headings"] = tuple(SectionHeading(**heading) for heading in values["headings"])
    for name in ("competencies", "sources", "check_ids"):
        values[name] = tuple(values[name])
    return Lesson(**values)
