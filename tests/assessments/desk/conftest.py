"""The desk's own cast. County X keeps the bank: Ann writes in it, Rex reviews in it; Yan does both, but in county Y.

Tom manages training and Adm administers for the whole province, Sue is a superuser without a role.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from assessments.domain.items.content import ItemContent
from assessments.domain.items.rows import Row, from_rows
from assessments.models import BlueprintCell, Examination, Item, ItemBank, ItemKey, ItemVersion, Scenario
from lms.competencies.models import Framework
from lms.people.models import OrgUnit, Role, User
from lms.people.services.grants import CMS_ROLES, grant_role

CANARY = "KEY-CANARY-7f3a"  # only reasons and keys hold it
STEM_CANARY = "STEM-CANARY-81cc"


@pytest.fixture
def may_enter_cms(db: None) -> None:
    """The groups of the roles may open the CMS, as an installation gives them."""
    door = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for role in CMS_ROLES:
        Group.objects.get_or_create(name=role.value)[0].permissions.add(door)


@pytest.fixture
def hire(may_enter_cms: None, units: dict[str, OrgUnit]) -> Callable[..., User]:
    def make(name: str, *grants: tuple[Role, str]) -> User:
        user = User.objects.create_user(f"{name.lower()}@example.org", "a-long-enough-password", name=name)
        for role, unit in grants:
            grant_role(user=user, role=role, unit=units[unit], by=None)
        return user

    return make


@pytest.fixture
def ann(hire: Callable[..., User]) -> User:
    return hire("Ann", (Role.AUTHOR, "X"))


@pytest.fixture
def rex(hire: Callable[..., User]) -> User:
    return hire("Rex", (Role.REVIEWER, "X"))


@pytest.fixture
def both(hire: Callable[..., User]) -> User:
    """Writes and reviews in county X."""
    return hire("Bo", (Role.AUTHOR, "X"), (Role.REVIEWER, "X"))


@pytest.fixture
def yan(hire: Callable[..., User]) -> User:
    return hire("Yan", (Role.AUTHOR, "Y"), (Role.REVIEWER, "Y"))


@pytest.fixture
def tom(hire: Callable[..., User]) -> User:
    return hire("Tom", (Role.TRAINING_MANAGER, "P"))


@pytest.fixture
def adm(hire: Callable[..., User]) -> User:
    return hire("Adm", (Role.ADMINISTRATOR, "P"))


@pytest.fixture
def sue(db: None) -> User:
    return User.objects.create_superuser("sue@example.org", "a-long-enough-password", name="Sue")


@pytest.fixture
def outsiders(ada: User, hua: User, tom: User, adm: User, sue: User, yan: User) -> dict[str, User]:
    """Everybody who must not learn anything of the bank."""
    return {"learner": ada, "HR": hua, "training": tom, "admin": adm, "superuser": sue, "other unit": yan}


@pytest.fixture
def bank(framework: Framework, units: dict[str, OrgUnit]) -> ItemBank:
    """Six live items on S1 and P2, and an examination that asks for three and for five."""
    bank = ItemBank.objects.create(code="B", name={"en": "Bank of X"}, unit=units["X"])
    for number in range(1, 7):
        write_live(bank, number, framework.competencies.get(code="S1" if number <= 4 else "P2"))
    exam = Examination.objects.create(code="E-01", title={"en": "Exam"}, bank=bank, level=2, minutes=30)
    for code, count in (("S1", 3), ("P2", 5)):
        competency = framework.competencies.get(code=code)
        BlueprintCell.objects.create(examination=exam, competency=competency, cognitive="apply", count=count)
    return bank


def write_live(bank: ItemBank, number: int, competency: Any) -> ItemVersion:
    version = ItemVersion.objects.create(
        item=Item.objects.create(bank=bank, number=number),
        kind="single",
        competency=competency,
        level=2,
        cognitive="apply",
        stem={"en": f"{STEM_CANARY} task {number}", "zh-hant": f"題目 {number}"},
        body={
            "options": [
                {
                    "id": one,
                    "text": {"en": f"{'Zebra' if one == 'a' else 'Other'} {one} {number}", "zh-hant": f"選項 {one}"},
                }
                for one in "abcd"
            ]
        },
        status=ItemVersion.Status.LIVE,
        reviewed_at=timezone.now(),
        review_by=date(2027, 6, 30),
        source="Act",
    )
    reasons = {one: {"en": f"{CANARY} {one} of {number}", "zh-hant": f"{CANARY} 理由"} for one in "abcd"}
    ItemKey.objects.create(version=version, right={"correct": ["a"]}, rationales=reasons)
    return version


@pytest.fixture
def scenario(units: dict[str, OrgUnit]) -> Scenario:
    return Scenario.objects.create(code="SIM-1", title={"en": "One wrong character"}, unit=units["X"])


@pytest.fixture
def quick_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check has its own test; elsewhere it is the one part that takes seconds."""

    def report(definition: Any) -> dict[str, Any]:
        return {
            "findings": [{"check": "bots", "is_fault": False, "code": "silent", "detail": {"variant": "a", "total": 0}}]
        }

    for module in ("scenarios", "drafts"):
        monkeypatch.setattr(f"assessments.services.authoring.{module}.check_report", report)


@pytest.fixture
def open_as(client: Client) -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


OPTIONS = [
    Row(
        text={"en": f"Choice {one}", "zh-hant": f"選擇{one}"},
        is_right=one == "b",
        rationale={"en": f"{CANARY} because {one}", "zh-hant": f"因為{one}"},
    )
    for one in "abcd"
]


def content(*, options: Sequence[Row] = OPTIONS, **changes: Any) -> ItemContent:
    """A sound item with one right answer in two languages."""
    facts = {
        "kind": "single",
        "competency": "S1",
        "level": 2,
        "cognitive": "apply",
        "difficulty": 0.5,
        "lesson": "T-01/1",
        "source": "practice",
        "review_by": date(2027, 1, 1),
        "stem": {"en": "Which one?", "zh-hant": "哪一個？"},
        **from_rows(options),
    }
    return ItemContent(**{**facts, **changes})


def posted(**changes: str) -> dict[str, str]:
    """What a browser sends for a sound item; a change to "" takes a field out of use."""
    data = {
        "kind": "single",
        "competency": "S1",
        "level": "2",
        "cognitive": "apply",
        "difficulty": "0.5",
        "lesson": "",
        "source": "practice",
        "review_by": "2027-01-01",
        "languages": "both",
        "stem_en": "Which one?",
        "stem_zh_hant": "哪一個？",
    }
    for place, letter in enumerate("abc"):
        data[f"option-{place}-text_en"] = f"Choice {letter}"
        data[f"option-{place}-text_zh_hant"] = f"選擇{letter}"
        data[f"option-{place}-rationale_en"] = f"Because {letter}"
    data["option-1-is_right"] = "on"
    return {name: value for name, value in {**data, **changes}.items() if value != ""}
