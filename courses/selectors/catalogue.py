"""The catalogue: tracks × tiers, filtered by competency or searched by words."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from lms.base.fields import LocalizedText
from lms.competencies.selectors.framework import CompetencyCard, competencies
from lms.people.models import RoleAssignment, User
from lms.people.selectors.requirements import requirements_of

from ..domain.completion import Stage
from ..domain.pathways import needed_for
from ..domain.searching import search, terms_of
from ..domain.structure import CourseStructure, Lesson
from ..models import Tier, Track
from .progress import Footprints, footprints_with_passes
from .structure import Hashes, all_courses, current_editions, every_language, mentions_of

TIERS = ("foundation", "practitioner", "expert")
COMMON = "all"  # code of the trunk that comes before the four tracks


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCourse:
    code: str
    title: str
    language: str
    url: str
    hours: int
    ready_count: int
    lesson_count: int
    is_complete: bool
    stage: Stage
    percent: int
    serves: tuple[str, ...]  # competencies that the reader's post demands and the course leads to
    lessons_found: tuple[Lesson, ...] = ()

    @property
    def is_available(self) -> bool:
        return self.ready_count > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCell:
    tier: LocalizedText
    courses: list[MapCourse]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapTrack:
    code: str
    name: LocalizedText
    audience: LocalizedText
    cells: list[MapCell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    trunk: list[MapCourse]
    tracks: list[MapTrack]
    tiers: list[LocalizedText]
    competencies: list[CompetencyCard]
    competency: CompetencyCard | None
    query: str
    found: list[MapCourse]  # best first; only when searching
    has_post: bool

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.competency)


def catalogue_for(user: User, *, query: str, competency_code: str) -> Catalogue:
    current = current_editions()
    structures = all_courses(get_language() or "en", current=current)
    cards = competencies()
    competency = cards.get(competency_code)
    required = {code: one.level for code, one in requirements_of(user, timezone.localdate()).items()}
    footprints = footprints_with_passes(user)
    needed = _needed(user, required, structures) if required else {}
    shown = {
        code: _entry(structure, footprints, needed.get(code, ()))
        for code, structure in structures.items()
        if competency is None or structure.leads_to(competency.code)
    }
    tracks, tiers = list(Track.objects.all()), list(Tier.objects.all())
    return Catalogue(
        trunk=[entry for code, entry in shown.items() if structures[code].track == COMMON],
        tracks=[_track(track, tiers, shown, structures) for track in tracks if track.code != COMMON],
        tiers=[tier.name for tier in tiers],
        competencies=list(cards.values()),
        competency=competency,
        query=query,
        found=_found(query, shown, structures, current),
        has_post=bool(required),
    )


def _needed(user: User, required: dict[str, int], structures: dict[str, CourseStructure]) -> dict[str, tuple[str, ...]]:
    """What the person's posts ask for, along the common trunk and the tracks of their staff groups."""
    held = RoleAssignment.objects.current().filter(user=user)
    tracks = {COMMON, *held.values_list("post__staff_group", flat=True)}
    rank = {code: position for position, code in enumerate(TIERS)}
    own = [one for one in structures.values() if one.track in tracks]
    replaced = {one.edition_of for one in own if one.edition_of}
    walk = sorted(
        (one for one in own if one.code not in replaced),
        key=lambda one: (rank.get(one.tier, len(rank)), one.track != COMMON, one.code),
    )
    return needed_for(required, [(one.code, one.claim_levels) for one in walk])


def _entry(structure: CourseStructure, footprints: Footprints, serves: tuple[str, ...]) -> MapCourse:
    completion = footprints.completion(structure)
    return MapCourse(
        code=structure.code,
        title=structure.title,
        language=structure.language,
        url=reverse("courses:course", args=[structure.code]),
        hours=structure.hours,
        ready_count=len(structure.ready_lessons),
        lesson_count=len(structure.lessons),
        is_complete=structure.is_complete,
        stage=completion.stage,
        percent=completion.percent,
        serves=serves,
    )


def _track(
    track: Track, tiers: list[Tier], shown: dict[str, MapCourse], structures: dict[str, CourseStructure]
) -> MapTrack:
    def cell(tier: Tier) -> MapCell:
        courses = [
            entry
            for code, entry in shown.items()
            if structures[code].track == track.code and structures[code].tier == tier.code
        ]
        return MapCell(tier=tier.name, courses=courses)

    return MapTrack(code=track.code, name=track.name, audience=track.audience, cells=[cell(tier) for tier in tiers])


def _found(
    query: str, shown: dict[str, MapCourse], structures: dict[str, CourseStructure], current: Hashes
) -> list[MapCourse]:
    terms = terms_of(query)
    mentions, hits = mentions_of(terms), []
    for code, entry in shown.items():
        found = search(terms, every_language(code, current=current), mentions) if terms else None
        if found:
            lessons = tuple(lesson for lesson in structures[code].lessons if lesson.key in found.lesson_keys)
            hits.append((found.score, replace(entry, lessons_found=lessons)))
    return [entry for _, entry in sorted(hits, key=lambda hit: (-hit[0], hit[1].code))]
