"""The cast of the tests: Ada learns, Ben leads her unit, Cleo is a stranger, Hua is the county's HR officer."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from lms.base import triggers
from lms.competencies.models import Competency, CompetencyArea, Framework, Post, RoleProfile, RoleRequirement
from lms.people.models import OrgUnit, Role, RoleAssignment, User
from lms.people.services.grants import grant_role


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """A kept database saves the migrations; on PostgreSQL the races empty its tables, so each run lays its own."""
    return django_db_keepdb and connection.vendor == "sqlite"


@pytest.fixture(scope="module")
def rewritable_log(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For races: the tables are emptied after each test, which the audit triggers rightly refuse."""
    with django_db_blocker.unblock():
        triggers.lift(connection)
    yield
    with django_db_blocker.unblock():
        triggers.lay(connection)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """A request in another language must not leave it behind for the next test."""
    with translation.override("en"):
        yield


@pytest.fixture
def framework(db: None) -> Framework:
    """Two areas, three competencies: S1, C1 and P2."""
    framework = Framework.objects.create(code="test", version="1", name={"en": "Test"}, is_current=True)
    for position, (area, code) in enumerate([("S", "S1"), ("C", "C1"), ("P", "P2")]):
        home = CompetencyArea.objects.create(framework=framework, code=area, name={"en": area}, position=position)
        Competency.objects.create(
            framework=framework, area=home, code=code, name={"en": f"Competency {code}"}, position=position
        )
    return framework


@pytest.fixture
def clerk(framework: Framework) -> Post:
    """A post that needs S1 at 3 (critical), C1 at 3 and P2 at 2."""
    post = Post.objects.create(
        code="CC", name={"en": "Counter clerk", "zh-hant": "窗口辦事員"}, staff_group="frontline"
    )
    profile = RoleProfile.objects.create(post=post, framework=framework, effective_from=date(2025, 1, 1))
    for code, level, criticality in [("S1", 3, 3), ("C1", 3, 1), ("P2", 2, 1)]:
        RoleRequirement.objects.create(
            profile=profile,
            competency=framework.competencies.get(code=code),
            level=level,
            criticality=criticality,
        )
    return post


@pytest.fixture
def units(db: None) -> dict[str, OrgUnit]:
    """Province P with county X (offices X1, X2) and county Y (office Y1)."""
    tree = {}
    for code, parent, level in [
        ("P", None, "province"),
        ("X", "P", "county"),
        ("Y", "P", "county"),
        ("X1", "X", "county"),
        ("X2", "X", "county"),
        ("Y1", "Y", "county"),
    ]:
        unit = OrgUnit(code=code, parent=tree.get(parent or ""), level=level, name={"en": f"Unit {code}"})
        unit.path = unit.path_below(unit.parent)
        unit.save()
        tree[code] = unit
    return tree


def _person(name: str, unit: OrgUnit | None = None, post: Post | None = None) -> User:
    user = User.objects.create_user(f"{name.lower()}@example.org", "a-long-enough-password", name=name)
    if unit and post:
        RoleAssignment.objects.create(user=user, unit=unit, post=post, starts_on=date(2025, 1, 1))
    return user


@pytest.fixture
def ada(units: dict[str, OrgUnit], clerk: Post) -> User:
    """A learner: counter clerk in X1."""
    return _person("Ada", units["X1"], clerk)


@pytest.fixture
def ben(units: dict[str, OrgUnit], clerk: Post) -> User:
    """Ada's line manager, in and for X1."""
    user = _person("Ben", units["X1"], clerk)
    grant_role(user=user, role=Role.LINE_MANAGER, unit=units["X1"], by=None)
    return user


@pytest.fixture
def cleo(units: dict[str, OrgUnit], clerk: Post) -> User:
    """A learner in another county."""
    return _person("Cleo", units["Y1"], clerk)


@pytest.fixture
def hua(units: dict[str, OrgUnit]) -> User:
    """HR officer for county X."""
    user = _person("Hua")
    grant_role(user=user, role=Role.HR_VIEWER, unit=units["X"], by=None)
    return user


@pytest.fixture
def ola(units: dict[str, OrgUnit]) -> User:
    """HR officer for county Y: an outsider to X."""
    user = _person("Ola")
    grant_role(user=user, role=Role.HR_VIEWER, unit=units["Y"], by=None)
    return user
