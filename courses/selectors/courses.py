"""Everything the course page shows."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from lms.people.models import User

from ..domain.completion import Completion, Stage
from ..domain.structure import CourseStructure
from .lessons import OutlineEntry, outline
from .progress import Footprints, footprints_with_passes
from .structure import Hashes, courses_of, current_editions


@dataclass(frozen=True, slots=True, kw_only=True)
class PrerequisiteState:
    code: str
    title: str
    stage: Stage
    is_choice: bool  # one of several suffices


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """An examination or a simulated case that turns learning into evidence; its own page tells the rest."""

    code: str
    passed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseView:
    course: CourseStructure
    lessons: list[OutlineEntry]
    completion: Completion
    prerequisites: list[PrerequisiteState]
    next_entry: OutlineEntry | None
    examination: Closing | None
    case: Closing | None


def view_of(user: User, code: str) -> CourseView | None:
    language = get_language() or "en"
    current = current_editions()
    structure = courses_of([code], language, current=current).get(code)
    if structure is None:
        return None
    footprints = footprints_with_passes(user)
    lessons = outline(structure, footprints)
    upcoming = footprints.upcoming(structure)
    return CourseView(
        course=structure,
        lessons=lessons,
        completion=footprints.completion(structure),
        prerequisites=_prerequisites(structure, footprints, current),
        next_entry=next((entry for entry in lessons if entry.lesson.key == upcoming), None),
        examination=_closing(structure.examination_code, footprints),
        case=_closing(structure.scenario_code, footprints),
    )


def _closing(code: str | None, footprints: Footprints) -> Closing | None:
    return Closing(code=code, passed_at=footprints.passed.get(code)) if code else None


def _prerequisites(structure: CourseStructure, footprints: Footprints, current: Hashes) -> list[PrerequisiteState]:
    wanted = [*structure.all_of, *structure.any_of]
    found = courses_of(wanted, get_language() or "en", current=current)
    return [
        PrerequisiteState(
            code=code,
            title=found[code].title,
            stage=footprints.completion(found[code]).stage,
            is_choice=code in structure.any_of,
        )
        for code in wanted
        if code in found
    ]
