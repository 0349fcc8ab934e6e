"""Two tabs that answer the same task at once, on a database that lets them write side by side."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from assessments.models import Placement, PlacementStep
from assessments.services.placement import StepReply, answer_step, start_placement
from tests.assessments.placing import open_step, token_of

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="transactions write side by side on PostgreSQL only: set DATABASE_URL"
    ),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("rewritable_log"),
]

TABS = 6


def test_many_starts_make_one_placement_and_many_answers_one_mark_and_one_next_task(placement_bank, ada):
    now = timezone.now()
    with ThreadPoolExecutor(TABS) as tabs:
        started = list(tabs.map(lambda _: closing(lambda: start_placement(learner=ada, at=now).pk), range(TABS)))
        assert len(set(started)) == 1
        placement = Placement.objects.get()
        step = open_step(placement)
        replies = [StepReply(number=1, tokens=[token_of(step, letter)]) for letter in "abcabc"]
        marks = list(
            tabs.map(lambda reply: closing(lambda: answer_step(placement=placement, reply=reply, at=now).mark), replies)
        )
    assert len(set(marks)) == 1
    assert PlacementStep.objects.get(number=1).mark == marks[0]
    assert list(PlacementStep.objects.values_list("number", flat=True)) == [1, 2]


def closing(call):
    """The threads' connections must not outlive them: the database is dropped after the test."""
    try:
        return call()
    finally:
        connection.close()
