import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import ExamMachine

# Where the threads have their own tests beside this one, a fifth of the stories is enough.
STORIES = settings(
    max_examples=500 if connection.vendor == "sqlite" else 100,
    stateful_step_count=20,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.django_db
def test_no_story_of_an_examination_loses_anything(world):
    machine = type("Here", (ExamMachine,), {"world": world})
    run_state_machine_as_test(machine, settings=STORIES)
