"""Who may write what: single courses for authors, the whole curriculum for those who keep all of it."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from courses.models import CoursePage, LessonPage
from courses.services.course_authors import set_authors
from courses.services.desk_setup import set_up_rights
from lms.base.models import AuditEvent
from lms.people.models import AccessGrant, OrgUnit, Role, User
from lms.people.services.grants import end_grant, grant_role

from .conftest import MakeCourse

PROFILES = "/cms/role-profiles/"


def as_person(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def may_edit(user: User, page: CoursePage | LessonPage) -> bool:
    reply = as_person(user).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return reply.status_code == HTTPStatus.OK


@pytest.fixture
def other(desk: CoursePage, make_course: MakeCourse) -> CoursePage:
    return make_course("F-12")


def test_an_author_without_a_course_sees_none(desk: CoursePage, ann: User) -> None:
    client = as_person(ann)
    assert client.get("/cms/").status_code == HTTPStatus.OK
    assert "F-11" not in client.get("/cms/").content.decode()
    assert "Course F-11" not in client.get("/cms/pages/search/results/", {"q": "Course"}).content.decode()
    for name in ("edit", "view_draft", "history", "workflow_history"):
        reply = client.get(reverse(f"wagtailadmin_pages:{name}", args=[desk.pk]))
        assert reply.status_code != HTTPStatus.OK, name


def test_a_manager_gives_a_course_to_an_author_who_finds_that_course_only(
    desk: CoursePage, other: CoursePage, mei: User, ann: User
) -> None:
    manager, address = as_person(mei), f"/cms/course-authors/{desk.translation_key}/"
    assert "F-11" in manager.get("/cms/course-authors/").content.decode()
    assert manager.post(address, {"authors": [ann.pk]}).status_code == HTTPStatus.FOUND
    chinese = CoursePage.objects.get(code="F-11", locale__language_code="zh-hant")
    lesson = LessonPage.objects.child_of(desk).first()
    assert lesson is not None
    assert all(may_edit(ann, page) for page in (desk, chinese, lesson))
    assert not may_edit(ann, other)
    front = as_person(ann).get("/cms/").content.decode()
    assert "F-11" in front and "F-12" not in front
    assert AuditEvent.objects.get(action="course.authors_set").detail["authors"] == [ann.email]

    assert manager.post(address, {}).status_code == HTTPStatus.FOUND
    assert not may_edit(ann, desk)


def test_a_course_in_a_further_language_is_written_by_the_same_authors(
    desk: CoursePage, make_course: MakeCourse, ann: User
) -> None:
    set_authors(course=desk.translation_key, authors=[ann], by=None)
    assert may_edit(ann, make_course(language="zh-hans"))


def test_a_right_taken_away_is_not_given_back_by_the_next_set_up(desk: CoursePage, mei: User, ann: User) -> None:
    set_authors(course=desk.translation_key, authors=[ann], by=None)
    held = GroupPagePermission.objects.count()
    GroupPagePermission.objects.filter(group__name="training_manager", permission__codename="change_page").delete()
    GroupPagePermission.objects.filter(group__user=ann).delete()
    manager = Group.objects.get(name="training_manager")
    manager.permissions.remove(*manager.permissions.filter(codename="change_track"))
    assert not set_up_rights()
    assert GroupPagePermission.objects.count() < held
    assert not may_edit(ann, desk) and not may_edit(mei, desk)
    assert not manager.permissions.filter(codename="change_track").exists()


@pytest.mark.parametrize("role", [Role.TRAINING_MANAGER, Role.ADMINISTRATOR])
def test_the_curriculum_is_changed_only_by_those_who_reach_everybody(
    desk: CoursePage, units: dict[str, OrgUnit], cleo: User, role: Role
) -> None:
    grant_role(user=cleo, role=role, unit=units["X"], by=None)
    client = as_person(cleo)
    places = [PROFILES, f"{PROFILES}CC/", "/cms/course-authors/", f"/cms/course-authors/{desk.translation_key}/"]
    for place in [*places, "/cms/tracks/", "/cms/posts/", "/cms/posts/new/", "/cms/competencies/"]:
        assert client.get(place).status_code != HTTPStatus.OK, place
    assert client.post(f"{PROFILES}CC/", {"confirm": "1"}).status_code == HTTPStatus.NOT_FOUND
    assert not may_edit(cleo, desk)

    grant_role(user=cleo, role=role, unit=units["P"], by=None)
    client = as_person(cleo)
    for place in [*places, "/cms/tracks/", "/cms/posts/"]:
        assert client.get(place).status_code == HTTPStatus.OK, place
    assert may_edit(cleo, desk)


def test_a_manager_of_a_county_writes_the_courses_given_to_them(
    desk: CoursePage, units: dict[str, OrgUnit], mei: User, cleo: User
) -> None:
    grant_role(user=cleo, role=Role.TRAINING_MANAGER, unit=units["X"], by=None)
    address = f"/cms/course-authors/{desk.translation_key}/"
    assert cleo.email in as_person(mei).get(address).content.decode()
    as_person(mei).post(address, {"authors": [cleo.pk]})
    assert may_edit(cleo, desk)


def test_nobody_writes_whose_right_has_ended(desk: CoursePage, ann: User, ada: User, mei: User) -> None:
    address = f"/cms/course-authors/{desk.translation_key}/"
    refused = as_person(mei).post(address, {"authors": [ada.pk]})
    assert refused.status_code == HTTPStatus.OK and not Group.objects.filter(user=ada).exists()
    set_authors(course=desk.translation_key, authors=[ann], by=None)
    end_grant(grant=AccessGrant.objects.get(user=ann), by=None)
    assert not may_edit(ann, desk)


def test_the_way_to_the_desk_is_shown_to_those_who_work_there(
    client: Client, desk: CoursePage, units: dict[str, OrgUnit], cleo: User
) -> None:
    def link_shown(role: Role, unit: str) -> bool:
        grant = grant_role(user=cleo, role=role, unit=units[unit], by=None)
        page = as_person(cleo).get("/catalogue/").content.decode()
        end_grant(grant=grant, by=None)
        return 'href="/cms/"' in page

    assert link_shown(Role.AUTHOR, "X") and link_shown(Role.TRAINING_MANAGER, "X")
    assert link_shown(Role.ADMINISTRATOR, "P") and not link_shown(Role.ADMINISTRATOR, "X")
