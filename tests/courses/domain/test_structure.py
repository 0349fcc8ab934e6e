"""Completion, self-checks, languages and search over plain course data."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from courses.domain.completion import Stage, completion_of, next_lesson, prerequisites_met
from courses.domain.searching import search, terms_of
from courses.domain.self_checks import CheckOption, SelfCheck, from_data, to_data
from courses.domain.structure import Claim, CourseStructure, Lesson, with_fallbacks
from courses.domain.structure import from_data as structure_from
from courses.domain.structure import to_data as structure_to


def lesson(key: str, *, language: str = "en", content: str = "x") -> Lesson:
    return Lesson(
        key=key, slug=key, title=f"Lesson {key}", summary="", minutes=10, language=language, content_hash=content
    )


def course(language: str, lessons: tuple[Lesson, ...], title: str = "Counter work") -> CourseStructure:
    return CourseStructure(
        key="k",
        code="F-11",
        language=language,
        title=title,
        track="frontline",
        track_name="Front line",
        tier="foundation",
        tier_name="Foundation",
        hours=4,
        validity_months=24,
        audience="",
        assessment="",
        objectives=("issue one complete notice",),
        all_of=("G-01",),
        any_of=(),
        prerequisite_note="",
        edition_of="",
        claims=(Claim(code="*", name="all", level=1), Claim(code="S1", name="Case handling", level=3)),
        lessons=lessons,
        examination_code=None,
        scenario_code=None,
        review_by="",
    )


def check(kind: str, correct: str) -> SelfCheck:
    options = tuple(CheckOption(id=one, text=one, is_correct=one in correct, explanation=one) for one in "abc")
    return SelfCheck(id="q", kind=kind, stem="?", options=options)


def test_a_structure_survives_its_way_through_the_database() -> None:
    structure = course("en", (lesson("one"), lesson("two", content="")))
    assert structure_from(structure_to(structure)) == structure
    assert not structure.is_complete
    assert structure.leads_to("T5")


def test_a_lesson_missing_in_one_language_comes_from_the_next_and_says_so() -> None:
    hans = course("zh-hans", (lesson("one", language="zh-hans", content=""),))
    hant = course("zh-hant", (lesson("one", language="zh-hant"), lesson("two", language="zh-hant")))
    merged = with_fallbacks(hans, [hant])
    assert [(one.key, one.language, one.has_content) for one in merged.lessons] == [
        ("one", "zh-hant", True),
        ("two", "zh-hant", True),
    ]


def test_a_course_is_worked_through_with_its_last_lesson() -> None:
    assert completion_of(["a", "b"], opened={"a"}, engaged={"a"}).stage is Stage.STARTED
    assert completion_of(["a", "b"], opened={"a", "b"}, engaged={"a", "b"}).percent == 100
    assert completion_of([], opened=(), engaged=()).stage is Stage.UNTOUCHED


def test_prerequisites_need_all_of_the_first_and_one_of_the_second() -> None:
    done = {"A": Stage.WORKED_THROUGH, "B": Stage.STARTED, "C": Stage.WORKED_THROUGH}
    assert prerequisites_met({"A"}, {"B", "C"}, done)
    assert not prerequisites_met({"A", "B"}, (), done)
    assert not prerequisites_met((), {"B"}, done)


def test_the_scorer_of_the_item_bank_marks_a_self_check() -> None:
    assert check("single", "b").mark(["b"]) == 1.0
    assert check("single", "b").mark(["a", "b"]) == 0.0
    assert check("multiple", "ab").mark(["a"]) == 0.5
    assert from_data(to_data(check("multiple", "ab"))) == check("multiple", "ab")


@pytest.mark.parametrize(("kind", "correct"), [("single", ""), ("single", "ab"), ("multiple", "abc"), ("essay", "a")])
def test_an_unfair_self_check_is_never_born(kind: str, correct: str) -> None:
    with pytest.raises(ValueError, match="q: "):
        check(kind, correct)


def test_search_finds_words_of_any_language_and_names_the_lessons() -> None:
    english = course("en", (lesson("one"), replace(lesson("two"), title="The clock")))
    chinese = course("zh-hant", (replace(lesson("two"), title="辦理期限"),), title="綜合窗口辦件")
    found = search(terms_of("CLOCK notice"), [english, chinese], {})
    assert found and found.lesson_keys == ("two",)
    assert search(terms_of("期限"), [english, chinese], {}) is not None
    assert search(terms_of("clock 期限"), [english, chinese], {}) is None
    assert search([], [english], {}) is None


def test_one_goes_on_where_one_stopped() -> None:
    lessons = ["a", "b", "c"]
    monday, tuesday = datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)
    assert next_lesson(lessons, settled=(), seen={}) == "a"
    assert next_lesson(lessons, settled=(), seen={"a": monday, "b": tuesday}) == "b"
    assert next_lesson(lessons, settled={"b"}, seen={"b": tuesday}) == "a"
    assert next_lesson(lessons, settled=set(lessons), seen={}) is None


def test_what_is_waived_is_neither_done_nor_left():
    part = completion_of(["a", "b", "c"], opened=(), engaged={"a"}, waived={"a", "b"})
    assert (part.engaged, part.waived, part.share_left) == (1, 1, pytest.approx(1 / 3))
    assert completion_of(["a", "b"], opened={"a"}, engaged={"a"}, waived={"b"}).stage is Stage.WAIVED
    assert completion_of(["a"], opened={"a"}, engaged={"a"}, waived={"a"}).stage is Stage.WORKED_THROUGH
