"""Which lessons a placement lets a person pass over."""

from dataclasses import replace

from assessments.domain.adaptive.outcome import Reading
from courses.domain.structure import Claim
from courses.domain.waiving import waivable
from tests.courses.domain.test_structure import course, lesson


def reading(code: str, *at_least: float) -> Reading:
    return Reading(code=code, tasks=3, mean=3.0, se=0.5, low=2, high=4, at_least=tuple(at_least), says_enough=True)


def waived(*competencies: str, claims: dict[str, int], readings: list[Reading], engaged: tuple[str, ...] = ()):
    one = replace(lesson("a"), competencies=competencies)
    levels = tuple(Claim(code=code, name=code, level=level) for code, level in claims.items())
    structure = replace(course("en", (one,)), claims=levels)
    return bool(waivable(structure, {found.code: found for found in readings}, engaged=engaged))


SURE = reading("S1", 0.99, 0.9, 0.76, 0.3, 0.0)
UNSURE = reading("P2", 0.9, 0.74, 0.2, 0.0, 0.0)


def test_three_to_one_is_sure_enough_for_the_level_that_the_course_leads_to() -> None:
    assert waived("S1", claims={"S1": 3}, readings=[SURE])
    assert not waived("S1", claims={"S1": 4}, readings=[SURE])


def test_every_competency_that_was_asked_about_has_to_be_mastered() -> None:
    assert not waived("S1", "P2", claims={"S1": 3, "P2": 2}, readings=[SURE, UNSURE])
    assert waived("S1", "P2", claims={"S1": 3, "P2": 1}, readings=[SURE, UNSURE])


def test_what_was_not_asked_about_stands_in_no_way_unless_it_is_the_main_one() -> None:
    assert waived("S1", "P2", claims={"S1": 3, "P2": 5}, readings=[SURE])
    assert not waived("P2", "S1", claims={"S1": 3, "P2": 1}, readings=[SURE])


def test_the_level_for_every_competency_counts_where_none_is_named() -> None:
    assert waived("S1", claims={"*": 1}, readings=[SURE])
    assert not waived("S1", claims={"P2": 1}, readings=[SURE])
    assert not waived(claims={"*": 1}, readings=[SURE])


def test_what_is_worked_through_is_not_waived() -> None:
    assert not waived("S1", claims={"S1": 1}, readings=[SURE], engaged=("a",))
