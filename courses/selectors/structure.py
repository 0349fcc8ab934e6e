"""Published courses, from process memory. One small statement says what is current; content is kept by its hash."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from lms.lib.localized import FALLBACKS

from ..domain.structure import CourseStructure, from_data, with_fallbacks
from ..models import CourseEdition, RenderedLesson

Hashes = Mapping[tuple[str, str], str]  # (code, language) → content hash of the current edition

_structures: dict[str, CourseStructure] = {}
LARGEST_MEMORY = 2_000  # editions; beyond that the memory starts anew


def current_editions() -> dict[tuple[str, str], str]:
    rows = (
        CourseEdition.objects.filter(is_current=True).order_by("code").values_list("code", "language", "content_hash")
    )
    return {(code, language): content_hash for code, language, content_hash in rows}


def course(code: str, language: str, *, current: Hashes | None = None) -> CourseStructure | None:
    """In the language asked for, else its nearest relative; lessons missing there come from the others."""
    return courses_of([code], language, current=current_editions() if current is None else current).get(code)


def all_courses(language: str, *, current: Hashes | None = None) -> dict[str, CourseStructure]:
    current = current_editions() if current is None else current
    return courses_of({code for code, _ in current}, language, current=current)


def courses_of(codes: Iterable[str], language: str, *, current: Hashes) -> dict[str, CourseStructure]:
    order = (language, *FALLBACKS.get(language, ("en",)))
    chains = {code: [current[code, one] for one in order if (code, one) in current] for code in sorted(codes)}
    _remember({content_hash for chain in chains.values() for content_hash in chain})
    return {code: _merged(tuple(chain)) for code, chain in chains.items() if chain}


def every_language(code: str, *, current: Hashes) -> list[CourseStructure]:
    """All current editions of a course: what a search looks through."""
    hashes = [content_hash for (one, _), content_hash in current.items() if one == code]
    _remember(hashes)
    return [_structures[content_hash] for content_hash in hashes]


def rendered_parts(content_hash: str) -> list[dict[str, object]]:
    """The finished body of a lesson."""
    return _parts(content_hash)


def mentions_of(terms: Iterable[str]) -> dict[str, set[str]]:
    """Term → hashes of the lessons whose text holds it; one statement a term."""
    lessons = RenderedLesson.objects.values_list("pk", flat=True)
    return {term: set(lessons.filter(words__contains=term)) for term in terms}


@lru_cache(maxsize=256)
def _parts(content_hash: str) -> list[dict[str, object]]:
    parts: list[dict[str, object]] = RenderedLesson.objects.values_list("parts", flat=True).get(pk=content_hash)
    return parts


def _remember(hashes: Iterable[str]) -> None:
    missing = set(hashes) - _structures.keys()
    if not missing:
        return
    if len(_structures) + len(missing) > LARGEST_MEMORY:
        _structures.clear()
        _merged.cache_clear()
        missing = set(hashes)
    rows = CourseEdition.objects.filter(content_hash__in=missing).values_list("content_hash", "structure")
    _structures.update({content_hash: from_data(structure) for content_hash, structure in rows})


@lru_cache(maxsize=1_000)
def _merged(chain: tuple[str, ...]) -> CourseStructure:
    base, *others = (_structures[content_hash] for content_hash in chain)
    return with_fallbacks(base, others)
