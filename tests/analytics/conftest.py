"""A small academy of 70 people in two counties, with evidence of all kinds drawn by a fixed seed."""

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from analytics.domain.purposes import Purpose
from analytics.views.stated import KEY
from assessments.models import Evidence
from lms.competencies.models import Framework, Post, RoleProfile, RoleRequirement
from lms.people.models import OrgUnit, RoleAssignment, User

HEADCOUNTS = {"P": 2, "X": 3, "X1": 24, "X2": 12, "Y": 0, "Y1": 29}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A request leaves its language behind in the thread."""
    with translation.override("en"):
        yield


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def chief(framework: Framework) -> Post:
    """A post that needs S1 at 2 and P2 at 4 (critical)."""
    post = Post.objects.create(code="CH", name={"en": "Section chief", "zh-hant": "科長"}, staff_group="management")
    profile = RoleProfile.objects.create(post=post, framework=framework, effective_from=date(2025, 1, 1))
    for code, level, criticality in [("S1", 2, 1), ("P2", 4, 3)]:
        RoleRequirement.objects.create(
            profile=profile, competency=framework.competencies.get(code=code), level=level, criticality=criticality
        )
    return post


@pytest.fixture
def give(framework: Framework) -> Callable[..., Evidence]:
    """`give(user, "S1", value=3.4, at=…, kind="exam")`"""
    competencies = {one.code: one for one in framework.competencies.all()}

    def give(user: User, code: str, *, value: float, at: datetime, kind: str = "exam") -> Evidence:
        return Evidence.objects.create(
            learner=user, competency=competencies[code], kind=kind, value=value, observed_at=at
        )

    return give


@pytest.fixture
def academy(
    units: dict[str, OrgUnit], clerk: Post, chief: Post, give: Callable[..., Evidence], now: datetime
) -> list[User]:
    """Every tenth person is a chief, every seventh works half time; some hold two posts; C1 is rarely assessed."""
    draw = random.Random(20261123)
    people = []
    for code, count in HEADCOUNTS.items():
        for number in range(count):
            person = User(email=f"{code}{number}@example.org".lower(), name=f"Person {code}{number}", password="!")
            person.save()
            people.append(person)
            post = chief if number % 10 == 9 or code in {"P", "X"} else clerk
            fte = Decimal("0.5") if number % 7 == 6 else Decimal(1)
            RoleAssignment.objects.create(user=person, unit=units[code], post=post, fte=fte, starts_on=date(2025, 1, 1))
            if number % 12 == 11:
                RoleAssignment.objects.create(
                    user=person, unit=units["P"], post=chief, fte=Decimal("0.25"), starts_on=date(2025, 6, 1)
                )
            for competency, chance in [("S1", 0.9), ("P2", 0.7), ("C1", 0.2)]:
                _draw_evidence(give, person, competency, draw=draw, chance=chance, now=now)
    return people


def _draw_evidence(
    give: Callable[..., Evidence], person: User, code: str, *, draw: random.Random, chance: float, now: datetime
) -> None:
    if draw.random() < 0.3:
        give(
            person, code, value=draw.uniform(2, 5), at=now - timedelta(days=draw.randrange(1, 400)), kind="self_rating"
        )
    while draw.random() < chance:
        give(
            person,
            code,
            value=draw.uniform(0.5, 4.5),
            at=now - timedelta(days=draw.randrange(1, 500)),
            kind=draw.choice(["exam", "exam", "simulation", "supervisor_artefact"]),
        )
        chance /= 2


@pytest.fixture
def as_(client):
    """`as_(hua).get(…)`: somebody who has said what the figures are read for."""

    def sign_in(user):
        client.force_login(user)
        session = client.session
        session[KEY] = {"purpose": Purpose.TRAINING_PLAN.value, "words": ""}
        session.save()
        return client

    return sign_in
