"""An examination of county X that sixty people have sat, two of them in step with each other: Ada and Cleo.

Rex, Rita and Roy review in county X.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import (
    Attempt,
    BlueprintCell,
    ConductCase,
    CutScore,
    DrawnItem,
    Evidence,
    Examination,
    Item,
    ItemBank,
    ItemKey,
    ItemVersion,
    Response,
)
from assessments.services.conduct.runs import open_cases, start_run
from lms.people.models import Role
from tests.assessments.desk.conftest import hire, may_enter_cms
from tests.assessments.domain.conduct.crowd import TASKS, crowd
from tests.assessments.sittings import crowd as people

__all__ = ["hire", "may_enter_cms"]

SEED = 2
CUT = 0.1


@pytest.fixture
def rex(hire):
    return hire("Rex", (Role.REVIEWER, "X"))


@pytest.fixture
def rita(hire):
    return hire("Rita", (Role.REVIEWER, "X"))


@pytest.fixture
def roy(hire):
    return hire("Roy", (Role.REVIEWER, "X"))


@pytest.fixture
def examination(framework, units):
    bank = ItemBank.objects.create(code="B", name={"en": "Bank of X"}, unit=units["X"])
    examination = Examination.objects.create(code="E-01", title={"en": "Exam"}, bank=bank, level=2, minutes=120)
    competency = framework.competencies.get(code="S1")
    BlueprintCell.objects.create(examination=examination, competency=competency, cognitive="apply", count=TASKS)
    for level, share in ((1, 0.05), (2, CUT)):
        CutScore.objects.create(
            examination=examination, level=level, share=share, method="test", effective_from="2025-01-01"
        )
    items = Item.objects.bulk_create(Item(bank=bank, number=number) for number in range(1, TASKS + 1))
    versions = ItemVersion.objects.bulk_create(
        ItemVersion(
            item=item,
            kind="single",
            competency=competency,
            level=2,
            cognitive="apply",
            stem={"en": f"Stem {item.number}"},
            body={"options": [{"id": one, "text": {"en": f"Option {one}"}} for one in "abcd"]},
            status=ItemVersion.Status.LIVE,
        )
        for item in items
    )
    ItemKey.objects.bulk_create(ItemKey(version=version, right={"correct": ["a"]}) for version in versions)
    return examination


@pytest.fixture
def attempts(examination, ada, cleo):
    """Two hours each, ten days ago; the first one is Ada's, the second one Cleo's."""
    start = timezone.now() - timedelta(days=10)
    versions = list(ItemVersion.objects.filter(item__bank=examination.bank).order_by("item__number"))
    rows, drawn, responses = [], [], []
    sitters = [ada, cleo, *people(58)]
    for learner, sitting in zip(sitters, crowd(60, seed=SEED, copiers=1, copied=1.0), strict=True):
        attempt = Attempt(
            learner=learner,
            examination=examination,
            status=Attempt.Status.SUBMITTED,
            started_at=start,
            deadline=start + timedelta(minutes=120),
            closed_at=start + timedelta(seconds=sitting.ended),
            seed=1,
            binding="",
            cuts={"1": 0.05, "2": CUT},
            score=sitting.points,
            max_score=TASKS,
            has_passed=sitting.share >= CUT,
        )
        rows.append(attempt)
        order = sorted(sitting.answers, key=lambda task, own=sitting: own.answers[task].moment)
        for position, task in enumerate(order, start=1):
            answer = sitting.answers[task]
            tokens = [[f"t{one}", one] for one in "abcd"]
            drawn.append(
                DrawnItem(attempt=attempt, position=position, version=versions[task], tokens=tokens, mark=answer.mark)
            )
            at = start + timedelta(seconds=answer.moment * sitting.ended)
            responses.append(
                Response(attempt=attempt, position=position, seq=1, value=[f"t{answer.option}"], saved_at=at)
            )
    Attempt.objects.bulk_create(rows)
    for row in (*drawn, *responses):
        row.attempt_id = row.attempt.pk
    DrawnItem.objects.bulk_create(drawn)
    Response.objects.bulk_create(responses)
    competency = versions[0].competency
    Evidence.objects.create(
        learner=ada, competency=competency, kind="exam", value=2.0, observed_at=rows[0].closed_at, attempt=rows[0]
    )
    return rows


@pytest.fixture
def run(examination, attempts, rex):
    now = timezone.now()
    today = timezone.localdate(now)
    return start_run(examination=examination, since=today - timedelta(days=30), until=today, by=rex, at=now)


@pytest.fixture
def case(run, rex, ada):
    """Ada's."""
    open_cases(run=run, by=rex, at=timezone.now())
    return ConductCase.objects.get(attempt__learner=ada)
