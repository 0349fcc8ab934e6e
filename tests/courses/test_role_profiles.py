"""What a post demands is changed for days to come, seen before it is saved, and taken back while it is not past."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.utils import timezone

from courses.models import CoursePage
from lms.base.models import AuditEvent
from lms.competencies.models import Post, RoleProfile, RoleRequirement
from lms.people.models import User
from tests.courses.editing import as_person

POST = "/cms/role-profiles/CC/"
SPRING = "2099-03-01"
SHEET = {
    "level-S1": "4",
    "weight-S1": "3",
    "level-C1": "",
    "weight-C1": "1",
    "level-P2": "2",
    "weight-P2": "1",
}


def demands_from(day: str) -> dict[str, int]:
    profile = RoleProfile.objects.get(effective_from=day)
    return dict(profile.requirements.values_list("competency__code", "level"))


def plan(day: str, levels: dict[str, int]) -> None:
    profile = RoleProfile.objects.get(post__code="CC", effective_from="2025-01-01")
    planned = RoleProfile.objects.create(post=profile.post, framework=profile.framework, effective_from=day)
    competencies = {one.code: one for one in profile.framework.competencies.all()}
    RoleRequirement.objects.bulk_create(
        RoleRequirement(profile=planned, competency=competencies[code], level=level) for code, level in levels.items()
    )


def test_a_change_shows_whom_it_touches_before_it_is_saved(
    desk: CoursePage, mei: User, ada: User, ben: User, cleo: User
) -> None:
    client, url = as_person(mei), f"{POST}{SPRING}/change/"
    page = client.post(url, SHEET).content.decode()
    assert "This touches 3 people" in page and "Unit X1" in page and "Unit Y1" in page
    assert RoleProfile.objects.count() == 1
    assert client.post(url, {**SHEET, "confirm": "1"}).status_code == HTTPStatus.FOUND
    assert demands_from(SPRING) == {"S1": 4, "P2": 2}
    assert AuditEvent.objects.filter(action="role_profile.set", actor_id=mei.pk).exists()


def test_a_day_that_has_passed_cannot_be_changed(desk: CoursePage, mei: User, ada: User) -> None:
    client = as_person(mei)
    assert client.post(f"{POST}2020-01-01/change/", {**SHEET, "confirm": "1"}).status_code == HTTPStatus.NOT_FOUND
    page = client.get(POST, {"effective_from": "2020-01-01"}).content.decode()
    assert "cannot be changed for days that have passed" in page
    assert client.get(f"{POST}2026-02-30/change/").status_code == HTTPStatus.NOT_FOUND


def test_the_sheet_starts_from_what_is_planned_for_that_day(desk: CoursePage, mei: User, ada: User) -> None:
    plan(SPRING, {"S1": 5, "P2": 1})
    client = as_person(mei)
    page = client.get(f"{POST}{SPRING}/change/").content.decode()
    assert '<option value="5" selected>' in page
    same = {"level-S1": "5", "weight-S1": "1", "level-P2": "1", "weight-P2": "1"}
    page = client.post(f"{POST}{SPRING}/change/", same).content.decode()
    assert "Nothing differs" in page and "Save this profile" not in page


def test_a_change_names_the_later_profile_that_will_end_it(desk: CoursePage, mei: User, ada: User) -> None:
    plan(SPRING, {"S1": 5})
    client = as_person(mei)
    page = client.post(f"{POST}2099-01-01/change/", SHEET).content.decode()
    assert "Later profiles stay as they are" in page and f"{POST}{SPRING}/" in page


def test_a_planned_profile_can_be_withdrawn_and_the_first_one_never(desk: CoursePage, mei: User, ada: User) -> None:
    plan(SPRING, {"S1": 5})
    client = as_person(mei)
    page = client.get(f"{POST}{SPRING}/").content.decode()
    assert "Withdraw this profile" in page and "This touches 1 person" in page
    assert client.post(f"{POST}{SPRING}/withdraw/").status_code == HTTPStatus.FOUND
    assert not RoleProfile.objects.filter(effective_from=SPRING).exists()
    event = AuditEvent.objects.get(action="role_profile.withdrawn")
    assert event.detail["demands"] == {"S1": [5, 1]}
    assert client.post(f"{POST}2025-01-01/withdraw/").status_code == HTTPStatus.NOT_FOUND
    assert RoleProfile.objects.filter(post=Post.objects.get(code="CC")).count() == 1


def test_what_was_in_force_yesterday_cannot_be_withdrawn(desk: CoursePage, mei: User, ada: User) -> None:
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    plan(yesterday, {"S1": 5})
    client = as_person(mei)
    assert "Withdraw this profile" not in client.get(f"{POST}{yesterday}/").content.decode()
    assert client.post(f"{POST}{yesterday}/withdraw/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("who", ["ada", "ben", "hua", "ann"])
def test_nobody_else_finds_the_profiles(desk: CoursePage, who: str, request: pytest.FixtureRequest) -> None:
    client = as_person(request.getfixturevalue(who))
    for path in ("", "CC/", f"CC/{SPRING}/change/"):
        assert client.get(f"/cms/role-profiles/{path}").status_code == HTTPStatus.NOT_FOUND
    assert client.post(f"{POST}{SPRING}/withdraw/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_the_day_of_a_profile_is_filled_in_whatever_the_language(
    desk: CoursePage, mei: User, ada: User, language: str
) -> None:
    client = as_person(mei)
    client.cookies["django_language"] = language
    page = client.get(POST).content.decode()
    assert f'type="date" name="effective_from" value="{date.isoformat(timezone.localdate())}"' in page
