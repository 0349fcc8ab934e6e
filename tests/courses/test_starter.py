"""The courses that the academy ships: every file readable, loading twice changes nothing, nobody's edits are undone."""

from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import GroupPagePermission, Page, Workflow

import courses
from courses.blocks.lesson_body import LessonBody
from courses.models import CourseEdition, CoursePage, LessonPage
from courses.services.desk_setup import set_up_rights, set_up_roots
from courses.services.lesson_files import LessonFileRefused, read, stream_of
from courses.services.markdown import MarkdownRefused, rich_text
from courses.services.starter_courses import Starter, load_axes, load_courses

STARTER = Path(courses.__file__).parent / "starter"
FILES = sorted((STARTER / "lessons").glob("*/*.yaml"))


class OneCourse(Starter):
    @cached_property
    def courses(self) -> list[dict[str, Any]]:
        return [entry for entry in Starter(self.folder).courses if entry["code"] == "G-02"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_lesson_file_passes_the_checks_of_the_editor(path: Path) -> None:
    block = LessonBody()
    body = block.clean(block.to_python(read(path)["body"]))
    kinds = {child.block_type for child in body}
    assert kinds & {"table", "flow", "compare"} and "example" in kinds
    assert sum(child.block_type == "self_check" for child in body) >= 2


def test_markdown_becomes_the_rich_text_of_the_editor() -> None:
    html = rich_text("One **two** *three*.\n\n- a\n\n- b\n\n1. c\n")
    assert html.replace("\n", "") == (
        "<p>One <strong>two</strong> <em>three</em>.</p><ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>"
    )
    assert "<script" not in rich_text("<script>alert(1)</script> [x](javascript:alert(1))")


def test_what_lies_outside_the_format_is_refused_by_name() -> None:
    with pytest.raises(MarkdownRefused):
        rich_text("an open **emphasis")
    with pytest.raises(LessonFileRefused, match="F-11/1 block 1: unknown kind video"):
        stream_of("F-11/1", [{"video": {}}])
    with pytest.raises(LessonFileRefused, match="without emphasis"):
        stream_of("F-11/1", [{"table": {"caption": "c", "header": ["a", "**b**"], "rows": []}}])
    with pytest.raises(LessonFileRefused, match="parts cells"):
        stream_of("F-11/1", [{"table": {"caption": "c", "header": ["a", "b | c"], "rows": []}}])


def test_loading_publishes_once_and_leaves_edits_alone(db: None) -> None:
    call_command("load_framework", stdout=StringIO())
    starter = OneCourse(STARTER)
    roots = set_up_roots()
    load_axes(starter)
    counts = load_courses(starter, roots)
    assert (counts.courses, counts.lessons) == (3, 15)
    editions = CourseEdition.objects.filter(code="G-02", is_current=True)
    assert {edition.language for edition in editions} == {"en", "zh-hant", "zh-hans"}
    chinese = editions.get(language="zh-hant").structure
    assert chinese["title"] == "信息安全與個人信息保護"
    assert all(lesson["content_hash"] and lesson["competencies"] for lesson in chinese["lessons"])
    english = editions.get(language="en").structure
    checks = [[lesson["check_ids"] for lesson in structure["lessons"]] for structure in (english, chinese)]
    assert checks[0] == checks[1]

    lesson = LessonPage.objects.get(slug="how-leaks-happen", locale__language_code="en")
    lesson.title = "Edited"
    lesson.save_revision().publish()
    again = load_courses(starter, set_up_roots())
    assert (again.courses, again.lessons, again.published) == (0, 0, 0)
    assert LessonPage.objects.get(pk=lesson.pk).title == "Edited"
    assert CourseEdition.objects.filter(code="G-02").count() == 4


def test_no_group_may_publish_past_the_review(roots: dict[str, Page], make_course: Any) -> None:
    make_course()
    set_up_rights()
    set_up_rights()
    publishers = GroupPagePermission.objects.filter(permission__codename="publish_page")
    assert {one.group.name for one in publishers} == {"administrator"}
    assert CoursePage.objects.get().get_workflow() == Workflow.objects.get(active=True)
