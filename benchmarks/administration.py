"""A synthetic administration written straight into the database in bulk: units, people, posts, evidence.

About a thousand units at a million people (fewer below), forty posts of which each demands 25 competencies, and
evidence that most people have on most of them, some of it old. Everything follows from numbers: each run is the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from analytics.models import Snapshot, SnapshotBuild
from benchmarks.academy import MAIL_HOST, connection
from lms.base.db.copying import copy_rows
from lms.competencies.models import Competency, Framework, Post, RoleProfile, RoleRequirement
from lms.people.models import OrgUnit, Role, RoleAssignment, User
from lms.people.services.grants import grant_role

POSTS, DEMANDED = 40, 25
PEOPLE_A_UNIT = 1000
LONG_AGO = date(2020, 1, 1)
IS_PG = connection.vendor == "postgresql"
SHARES = {"exam": 70, "simulation": 20}  # of a hundred people, on each competency

EVIDENCE = """
    INSERT INTO assessments_evidence
        (public_id, learner_id, competency_id, kind, value, ceiling, observed_at, detail)
    SELECT {uuid}, u.id, {key}, '{kind}', 0.5 + ((u.id * 7919 + {c} * 104729) % 4000) / 1000.0, 5.5, {moment}, {empty}
    FROM people_user u WHERE (u.id * 48271 + {c} * 7907 + {salt}) % 100 < {share} AND u.is_active
"""


@transaction.atomic
def fill(people: int) -> None:
    """All or nothing: an administration that is there is taken for a whole one."""
    units = _units(max(12, people // PEOPLE_A_UNIT))
    posts = _posts()
    first = _people(people)
    copy_rows(
        RoleAssignment,
        ("user", "unit", "post", "fte", "starts_on"),
        _assignments(range(first, first + people), [unit.pk for unit in units], [post.pk for post in posts]),
    )
    with connection.cursor() as cursor, _unguarded(cursor):
        for place, key in enumerate(_keys()):
            for number, (kind, share) in enumerate(SHARES.items()):
                cursor.execute(_evidence(place, key, kind=kind, number=number, share=share))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def drop_snapshots() -> None:
    Snapshot.objects.all().delete()
    SnapshotBuild.objects.all().delete()


def reader() -> User:
    """Somebody who reads the figures of the whole administration."""
    user, is_new = User.objects.get_or_create(email=f"hr@{MAIL_HOST}", defaults={"name": "HR", "password": "!"})
    if not is_new:
        return user
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})  # or no page is shown
    grant_role(user=user, role=Role.HR_VIEWER, unit=OrgUnit.objects.get(parent=None), by=None)
    return user


@contextmanager
def _unguarded(cursor: Any) -> Iterator[None]:
    """Evidence without the indexes and checks that a row at a time needs, all but the one that snapshots read by."""
    if not IS_PG:
        yield
        return
    cursor.execute("SET session_replication_role = replica")
    cursor.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = 'assessments_evidence'::regclass AND contype = 'u'"
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f'ALTER TABLE assessments_evidence DROP CONSTRAINT "{name}"')
    cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'assessments_evidence'")
    indexes = {name: definition for name, definition in cursor.fetchall() if not name.endswith("_pkey")}
    for name in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    cursor.execute("SET maintenance_work_mem = '512MB'")
    cursor.execute(indexes["evidence_of_a_person"])
    cursor.execute("SET session_replication_role = DEFAULT")


def _keys() -> list[int]:
    keys = Competency.objects.filter(framework__is_current=True).order_by("position", "pk").values_list("pk", flat=True)
    return list(keys[:DEMANDED])


def _units(count: int) -> list[OrgUnit]:
    """A root, cities, six counties a city, the rest townships; sizes differ because townships do."""
    root = OrgUnit.objects.get(parent=None)
    cities = [_unit(root, f"C{number}", "city") for number in range(max(2, min(20, count // 6)))]
    counties = [_unit(city, f"{city.code}.{number}", "county") for city in cities for number in range(6)]
    rest = max(0, count - 1 - len(cities) - len(counties))
    townships = [_unit(counties[number % len(counties)], f"T{number}", "township") for number in range(rest)]
    OrgUnit.objects.bulk_create(cities)
    OrgUnit.objects.bulk_create(counties)
    OrgUnit.objects.bulk_create(townships)
    return [root, *cities, *counties, *townships]


def _unit(parent: OrgUnit, code: str, level: str) -> OrgUnit:
    unit = OrgUnit(code=code, parent=parent, level=level, name={"en": f"Unit {code}", "zh-hant": f"單位{code}"})
    unit.path = unit.path_below(parent)
    return unit


def _posts() -> list[Post]:
    framework = Framework.objects.get(is_current=True)
    posts = [
        Post.objects.create(code=f"BENCH{number}", name={"en": f"Post {number}"}, staff_group="front_line")
        for number in range(POSTS)
    ]
    for number, post in enumerate(posts):
        profile = RoleProfile.objects.create(post=post, framework=framework, effective_from=LONG_AGO)
        RoleRequirement.objects.bulk_create(
            RoleRequirement(
                profile=profile,
                competency_id=key,
                level=1 + (number + place) % 4,
                criticality=1 + (number * place) % 3,
            )
            for place, key in enumerate(_keys())
        )
    return posts


def _people(people: int) -> int:
    """Returns the number of the first account; they follow each other."""
    columns = (
        "public_id", "email", "employee_number", "name", "password", "is_active", "is_demo", "is_superuser",
        "is_privileged", "duties", "joined_at",
    )  # fmt: skip
    joined = f"{LONG_AGO} 00:00:00{'+00:00' if IS_PG else ''}"
    rights = (True, False, False, False, "", joined)
    rows = (
        (_uuid(number), f"p{number}@{MAIL_HOST}", f"B{number}", f"Person {number}", "!", *rights)
        for number in range(people)
    )
    copy_rows(User, columns, rows)
    return User.objects.get(employee_number="B0").pk


def _assignments(people: range, units: list[int], posts: list[int]) -> Iterator[tuple[object, ...]]:
    for number in people:
        unit = units[number * 2654435761 % (1 << 32) * len(units) >> 32]
        post = posts[number * 40503 % 65536 * len(posts) >> 16]
        yield number, unit, post, "0.5" if number % 9 == 0 else "1", LONG_AGO.isoformat()


def _evidence(place: int, key: int, *, kind: str, number: int, share: int) -> str:
    days = f"((u.id * 31 + {place} * 17 + {number} * 211) % 700)"
    which = f"(u.id * 64 + {place} * 2 + {number})"
    return EVIDENCE.format(
        uuid=f"lpad(to_hex({which}), 32, '0')::uuid" if IS_PG else f"printf('%032x', {which})",
        moment=f"now() - {days} * interval '1 day'" if IS_PG else f"datetime('now', '-' || {days} || ' days')",
        empty="'{}'::jsonb" if IS_PG else "'{}'",
        key=key,
        kind=kind,
        c=place,
        salt=number * 53,
        share=share,
    )


def _uuid(number: int) -> str:
    return f"{number + (1 << 100):032x}"
