"""Loading the courses of the starter academy: what exists is left as it is, what is missing is made and published."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from lms.competencies.models import Competency
from lms.lib.localized import in_language

from ..domain.structure import EVERY_COMPETENCY
from ..models import CourseClaim, CourseIndexPage, CoursePage, CoursePrerequisite, LessonPage, Tier, Track
from .lesson_files import read, stable_id
from .publishing import editions_resolved_at_the_end

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Starter:
    """The files of the starter academy."""

    folder: Path

    @cached_property
    def courses(self) -> list[dict[str, Any]]:
        courses: list[dict[str, Any]] = self._yaml("courses")["courses"]
        return courses

    @cached_property
    def axes(self) -> dict[str, Any]:
        return self._yaml("tracks")

    @cached_property
    def closings(self) -> dict[str, dict[str, str]]:
        return self._yaml("assessments")

    def lesson_file(self, course: str, number: int, language: str) -> Path | None:
        found = sorted((self.folder / "lessons" / course.lower()).glob(f"{number}-*.{language}.yaml"))
        return found[0] if found else None

    def _yaml(self, name: str) -> dict[str, Any]:
        text = (self.folder / "catalogue" / f"{name}.yaml").read_text(encoding="utf-8")
        content: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
        return content


@dataclass(frozen=True, slots=True)
class Counts:
    courses: int
    lessons: int
    published: int


def load_axes(starter: Starter) -> None:
    for position, track in enumerate(starter.axes["tracks"]):
        values = {name: track[name] for name in ("name", "purpose", "audience")}
        Track.objects.get_or_create(code=track["code"], defaults={**values, "position": position})
    for tier in starter.axes["tiers"]:
        values = {name: tier[name] for name in ("ordinal", "name", "proves", "validity_months")}
        Tier.objects.get_or_create(code=tier["code"], defaults=values)


@transaction.atomic
def load_courses(starter: Starter, roots: Mapping[str, CourseIndexPage]) -> Counts:
    """Pages in every language, published through revisions; one edition a course at the end."""
    loader = _Loader(
        starter=starter,
        tracks={track.code: track for track in Track.objects.all()},
        tiers={tier.code: tier for tier in Tier.objects.all()},
        competencies={one.code: one for one in Competency.objects.filter(framework__is_current=True)},
        locales={locale.language_code: locale for locale in Locale.objects.all()},
    )
    with editions_resolved_at_the_end(), disable_reference_index_auto_update():
        for language, root in roots.items():
            for entry in starter.courses:
                loader.load_course(root, entry, language)
    # Once a page at the end instead of at each of its four saves.
    for page in loader.touched.values():
        ReferenceIndex.create_or_update_for_object(page)
    return Counts(loader.courses, loader.lessons, loader.published)


class _Loader:
    def __init__(
        self,
        *,
        starter: Starter,
        tracks: Mapping[str, Track],
        tiers: Mapping[str, Tier],
        competencies: Mapping[str, Competency],
        locales: Mapping[str, Locale],
    ) -> None:
        self.starter, self.tracks, self.tiers = starter, tracks, tiers
        self.competencies, self.locales = competencies, locales
        self.courses = self.lessons = self.published = 0
        self.touched: dict[int, Page] = {}

    def load_course(self, root: CourseIndexPage, entry: Mapping[str, Any], language: str) -> None:
        held = CoursePage.objects.child_of(root).filter(code=entry["code"]).first()
        course = held or self._new_course(root, entry, language)
        pages = {page.slug: page for page in LessonPage.objects.child_of(course)}
        for number, lesson in enumerate(entry["lessons"], start=1):
            self._load_lesson(course, pages.get(lesson["slug"]), _Place(entry["code"], number, lesson, language))
        if held is None:
            self._publish(course)
            self.courses += 1

    def _new_course(self, root: CourseIndexPage, entry: Mapping[str, Any], language: str) -> CoursePage:
        closing = self.starter.closings.get(entry["code"], {})

        def text(value: Texts) -> str:
            return in_language(value, language)

        course = CoursePage(
            title=text(entry["title"]),
            slug=entry["code"].lower(),
            locale=self.locales[language],
            translation_key=stable_id(entry["code"]),
            code=entry["code"],
            track=self.tracks[entry["track"]],
            tier=self.tiers[entry["tier"]],
            hours=entry["hours"],
            validity_months=entry["validity_months"],
            audience=text(entry["audience"]),
            assessment=text(entry["assessment"]),
            objectives="\n".join(text(objective) for objective in entry["objectives"]),
            prerequisite_note=text(entry["prerequisites"].get("note", {})),
            edition_of=entry.get("edition_of", ""),
            examination_code=closing.get("examination", ""),
            scenario_code=closing.get("scenario", ""),
            live=False,
        )
        course.claims = [
            CourseClaim(competency=self._claimed(claim["competency"]), level=claim["level"], sort_order=position)
            for position, claim in enumerate(entry["claims"])
        ]
        course.prerequisites = list(_prerequisites(entry["prerequisites"]))
        root.add_child(instance=course)
        self.touched[course.pk] = course
        return course

    def _load_lesson(self, course: CoursePage, held: LessonPage | None, place: "_Place") -> None:
        page = held or self._new_lesson(course, place)
        path = self.starter.lesson_file(place.course, place.number, place.language)
        is_untouched = not page.body and page.latest_revision_id is None
        if path is not None and is_untouched:
            self._fill(page, read(path))
            self._publish(page)

    def _new_lesson(self, course: CoursePage, place: "_Place") -> LessonPage:
        page = LessonPage(
            title=in_language(place.entry["title"], place.language),
            slug=place.entry["slug"],
            locale=self.locales[place.language],
            translation_key=stable_id(f"{place.course}/{place.entry['slug']}"),
            summary=in_language(place.entry["summary"], place.language),
            position=place.number,
        )
        course.add_child(instance=page)
        self.touched[page.pk] = page
        self.lessons += 1
        return page

    def _fill(self, page: LessonPage, content: Mapping[str, Any]) -> None:
        page.title, page.summary, page.minutes = content["title"], content["summary"], content["minutes"]
        page.review_by = content.get("review_by")
        page.sources = "\n".join(content.get("sources", []))
        page.competencies = [self.competencies[code] for code in content["competencies"] if code in self.competencies]
        page.body = LessonPage._meta.get_field("body").to_python(json.dumps(content["body"]))

    def _publish(self, page: Page) -> None:
        page.save_revision().publish()
        self.touched[page.pk] = page
        self.published += 1

    def _claimed(self, code: str) -> Competency | None:
        return None if code == EVERY_COMPETENCY else self.competencies[code]


@dataclass(frozen=True, slots=True)
class _Place:
    """Which lesson of which course in which language."""

    course: str
    number: int
    entry: Mapping[str, Any]
    language: str


def _prerequisites(entry: Mapping[str, Sequence[str]]) -> Iterator[CoursePrerequisite]:
    kinds = {"all_of": CoursePrerequisite.Kind.ALL, "any_of": CoursePrerequisite.Kind.ANY}
    for name, kind in kinds.items():
        for code in entry[name]:
            yield CoursePrerequisite(code=code, kind=kind)
