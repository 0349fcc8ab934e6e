"""The way of the author: write, preview, submit; a second person publishes."""

import json
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from courses.models import CourseEdition, CoursePage, LessonPage
from courses.services.course_authors import set_authors
from lms.base.models import AuditEvent
from lms.people.models import User
from tests.courses.editing import as_person, lesson_form, streamlist

# The image library of the CMS leaves its spooled files to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")


def test_learners_and_hr_find_no_desk(desk: CoursePage, ada: User, hua: User) -> None:
    for user in (ada, hua):
        assert as_person(user).get("/cms/").status_code == HTTPStatus.NOT_FOUND


def test_an_author_edits_the_own_course_but_neither_its_root_nor_the_curriculum(desk: CoursePage, ann: User) -> None:
    set_authors(course=desk.translation_key, authors=[ann], by=None)
    client = as_person(ann)
    root = desk.get_parent()
    assert client.get(reverse("wagtailadmin_pages:edit", args=[desk.pk])).status_code == HTTPStatus.OK
    assert client.get(reverse("wagtailadmin_pages:edit", args=[root.pk])).status_code == HTTPStatus.FOUND
    assert client.get("/cms/role-profiles/").status_code == HTTPStatus.NOT_FOUND
    assert client.get("/cms/tracks/").status_code == HTTPStatus.FOUND


def test_the_choosers_of_the_cms_know_nothing_of_banks_and_keys(desk: CoursePage, ann: User) -> None:
    from wagtail.snippets.models import get_snippet_models

    assert [model for model in get_snippet_models() if model._meta.app_label in {"assessments", "courses"}] == []


@pytest.mark.parametrize(
    "evil",
    [
        "<p>x</p><script>alert(1)</script>",
        '<p onclick="alert(1)">x</p>',
        '<p><a href="javascript:alert(1)">x</a></p>',
        '<img src=x onerror="alert(1)">',
        '<p style="position:fixed">x</p><style>p{}</style>',
    ],
)
def test_script_never_reaches_a_learner_even_from_the_database(
    signed_in: Client, course: CoursePage, evil: str
) -> None:
    from wagtail.rich_text import RichText

    from courses.blocks.rich_text import ProseBlock

    lesson = LessonPage.objects.child_of(course).first()
    body = LessonPage._meta.get_field("body")
    callout = {"tone": "law", "title": "<b>t</b>", "text": evil}
    lesson.body = body.to_python(json.dumps([{"type": "prose", "value": evil}, {"type": "callout", "value": callout}]))
    lesson.title = "<script>alert(2)</script>"
    lesson.save_revision().publish()
    page = signed_in.get("/courses/F-11/lesson-1/").content.decode()
    prose = page.split('class="sz-prose"', 1)[1].split("<footer", 1)[0]
    for sign in ("<script", "onclick", "onerror", "javascript:", "style=", "<style", "<b>t</b>"):
        assert sign not in prose
    assert "alert(2)</script>" not in page
    saved = ProseBlock(required=False).clean(RichText(evil)).source
    assert not any(sign in saved for sign in ("alert(1)", "<style", "style="))


def test_faulty_blocks_are_refused_with_a_reason(desk: CoursePage, picture: Image, mei: User) -> None:
    body = [
        ("table", {"caption": "Days", "header": "Step | Days", "rows": "Receipt | 1 | 2", "note": ""}),
        (
            "self_check",
            {
                "kind": "single",
                "stem": "?",
                "options": streamlist([{"text": "a", "explanation": "x"}, {"text": "b", "explanation": "y"}]),
            },
        ),
    ]
    url = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", desk.pk])
    response = as_person(mei).post(url, lesson_form(picture, body=streamfield(body), **{"action-submit": "1"}))
    assert response.status_code == HTTPStatus.OK
    page = response.content.decode()
    assert "Row 1 has another number of cells" in page and "Mark exactly one answer as right" in page
    assert not LessonPage.objects.filter(slug="counting-forms").exists()


def test_a_code_is_given_once_in_a_language(course: CoursePage) -> None:
    twin = CoursePage(
        title="x", slug="x", code="F-11", locale=course.locale, track=course.track, tier=course.tier, hours=1
    )
    with pytest.raises(Exception, match="Another course of this language"):
        course.get_parent().add_child(instance=twin)


def test_rewording_a_competency_reaches_editions_and_memory(desk: CoursePage, mei: User) -> None:
    from courses.models import CourseClaim
    from lms.base.outbox import drain
    from lms.competencies.models import Competency, Framework

    competency = Competency.objects.get(code="S1")
    CourseClaim.objects.create(page=desk, competency=competency, level=3)
    before = Framework.objects.get(is_current=True).revised_at
    response = as_person(mei).post(
        f"/cms/competencies/edit/{competency.pk}/",
        {"name_en": "Casework", "name_zh-hant": "辦件", "description_en": "d", "half_life_months": "24"},
    )
    assert response.status_code == HTTPStatus.FOUND
    assert Framework.objects.get(is_current=True).revised_at > before
    drain()
    edition = CourseEdition.objects.get(code="F-11", language="en", is_current=True)
    assert [claim["name"] for claim in edition.structure["claims"]] == ["Casework"]


def test_a_changed_half_life_is_an_event_with_both_figures(desk: CoursePage, mei: User) -> None:
    from lms.competencies.models import Competency
    from lms.people.selectors.audit_words import word_for

    competency = Competency.objects.get(code="S1")
    competency.description = {"en": "d"}
    competency.save()
    sheet = {"name_en": "Competency S1", "description_en": "d", "half_life_months": "9"}
    months = competency.half_life_months
    url = f"/cms/competencies/edit/{competency.pk}/"
    assert as_person(mei).post(url, sheet).status_code == HTTPStatus.FOUND
    assert as_person(mei).post(url, sheet).status_code == HTTPStatus.FOUND  # the same again changes nothing
    event = AuditEvent.objects.get(action="curriculum.changed")
    assert (event.actor_id, event.object_id) == (mei.pk, str(competency.pk))
    assert event.detail == {"code": "S1", "changes": {"half_life_months": [months, 9]}}
    assert word_for("changes", event.detail["changes"]) == f"half-life in months: {months} → 9"


def test_tracks_tiers_and_posts_leave_events_too(desk: CoursePage, mei: User) -> None:
    from lms.competencies.models import Post

    client = as_person(mei)
    new = {"code": "NEW", "name_en": "New post", "staff_group": "frontline"}
    assert client.post("/cms/posts/new/", new).status_code == HTTPStatus.FOUND
    for kind, row, sheet in (
        ("tracks", desk.track, {"name_en": "Other", "purpose_en": "p", "audience_en": "a", "position": "1"}),
        ("tiers", desk.tier, {"name_en": "Other", "proves_en": "p", "validity_months": "12"}),
        ("posts", Post.objects.get(code="NEW"), {**new, "name_en": "Other"}),
    ):
        assert client.post(f"/cms/{kind}/edit/{row.pk}/", sheet).status_code == HTTPStatus.FOUND
    events = AuditEvent.objects.filter(action__startswith="curriculum.").order_by("sequence")
    assert [(event.action, event.object_type) for event in events] == [
        ("curriculum.added", "competencies.post"),
        ("curriculum.changed", "courses.track"),
        ("curriculum.changed", "courses.tier"),
        ("curriculum.changed", "competencies.post"),
    ]
    assert {event.actor_id for event in events} == {mei.pk}


def test_deleting_and_withdrawing_change_the_edition(course: CoursePage) -> None:
    def slugs() -> list[str]:
        edition = CourseEdition.objects.get(code="F-11", language="en", is_current=True)
        return [lesson["slug"] for lesson in edition.structure["lessons"]]

    lessons = list(LessonPage.objects.child_of(course))
    LessonPage.objects.get(pk=lessons[1].pk).delete()
    assert slugs() == ["lesson-1", "lesson-3"]
    LessonPage.objects.get(pk=lessons[0].pk).unpublish()
    assert slugs() == ["lesson-3"]
    Page.objects.get(pk=course.pk).specific.unpublish()
    assert not CourseEdition.objects.filter(code="F-11", language="en", is_current=True).exists()


def test_publishing_the_same_again_makes_no_new_edition(course: CoursePage) -> None:
    count = CourseEdition.objects.count()
    CoursePage.objects.get(pk=course.pk).save_revision().publish()
    assert CourseEdition.objects.count() == count


def test_an_author_brings_a_lesson_into_another_language_as_a_draft(desk: CoursePage, ann: User) -> None:
    lesson = LessonPage.objects.child_of(desk).get(slug="lesson-3")
    chinese = CoursePage.objects.get(code="F-11", locale__language_code="zh-hant")
    set_authors(course=desk.translation_key, authors=[ann], by=None)
    url = reverse("simple_translation:submit_page_translation", args=[lesson.pk])
    response = as_person(ann).post(url, {"locales": [chinese.locale_id], "include_subtree": ""})
    assert response.status_code == HTTPStatus.FOUND
    translated = LessonPage.objects.child_of(chinese).get(translation_key=lesson.translation_key)
    assert not translated.live
    assert [block.id for block in translated.body] == [block.id for block in lesson.body]


def test_what_others_learned_is_not_visible(client: Client, course: CoursePage, ada: User, ben: User) -> None:
    client.force_login(ada)
    client.get("/courses/F-11/lesson-1/")
    stages = []
    for reader in (ada, ben):
        client.force_login(reader)
        stages.append(client.get("/courses/F-11/").context["view"].completion.stage)
    assert stages == ["started", "untouched"]


def test_a_course_is_closed_only_by_what_exists(desk: CoursePage, mei: User) -> None:
    fields = {
        "title": desk.title,
        "slug": desk.slug,
        "code": "F-11",
        "hours": "4",
        "validity_months": "24",
        "track": desk.track_id,
        "tier": desk.tier_id,
        "examination_code": "NO-EXAM",
        "scenario_code": "NO-CASE",
        "claims": inline_formset([]),
        "prerequisites": inline_formset([{"code": "Z-99", "kind": "all"}]),
        "comments": inline_formset([]),
    }
    url = reverse("wagtailadmin_pages:edit", args=[desk.pk])
    page = as_person(mei).post(url, nested_form_data(fields)).content.decode()
    for words in ("no examination with this code", "no simulated case with this code", "no course with this code"):
        assert words in page
