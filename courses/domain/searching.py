"""Finding courses by words, in whatever language they are typed."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from .structure import CourseStructure

LONGEST_QUERY = 80
MOST_TERMS = 6

# Term → content hashes of the lessons whose text holds it.
Mentions = Mapping[str, AbstractSet[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Why a course was found; equal places in two languages count once."""

    score: int
    lesson_keys: tuple[str, ...]


def terms_of(query: str) -> list[str]:
    return query.casefold()[:LONGEST_QUERY].split()[:MOST_TERMS]


def search(terms: Sequence[str], editions: Iterable[CourseStructure], mentions: Mentions) -> Found | None:
    """All words must occur in one language's edition: in its code, title, objectives or lessons."""
    best: Found | None = None
    for edition in editions:
        found = _in_edition(terms, edition, mentions)
        if found and (best is None or found.score > best.score):
            best = found
    return best


def _in_edition(terms: Sequence[str], edition: CourseStructure, mentions: Mentions) -> Found | None:
    title = f"{edition.code} {edition.title}".casefold()
    objectives = "\n".join(edition.objectives).casefold()
    heads = {lesson.key: f"{lesson.title}\n{lesson.summary}".casefold() for lesson in edition.lessons}
    hits = {
        term: {
            lesson.key
            for lesson in edition.lessons
            if term in heads[lesson.key] or lesson.content_hash in mentions.get(term, ())
        }
        for term in terms
    }
    if not terms or not all(hits[term] or term in title or term in objectives for term in terms):
        return None
    found_in = [lesson.key for lesson in edition.lessons if any(lesson.key in hits[term] for term in terms)]
    is_in_a_head = any(term in head for term in terms for head in heads.values())
    score = 4 * sum(term in title for term in terms) + 2 * is_in_a_head + 1
    return Found(score=score, lesson_keys=tuple(found_in))
