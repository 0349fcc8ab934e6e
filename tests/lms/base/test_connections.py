"""A lasting connection to PostgreSQL, looked at before each request uses it."""

import pytest
from django.db import connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connection to lose: set DATABASE_URL"),
]


@pytest.fixture
def line():
    """A connection of its own, which a test may lose."""
    own = connection.copy()
    own.ensure_connection()
    yield own
    own.close()


def asked(line):
    """What is asked while the connection is looked at."""
    heard = []
    execute = line.connection.cursor_factory.execute

    class Listening(line.connection.cursor_factory):
        def execute(self, query, *args, **kwargs):
            heard.append(query)
            return execute(self, query, *args, **kwargs)

    line.connection.cursor_factory = Listening
    return heard


def test_a_question_is_sent_once_in_a_while_and_not_each_time(line):
    heard = asked(line)
    assert [line.is_usable() for _ in range(3)] == [True] * 3
    assert len(heard) == 1
    line._answered_at = float("-inf")
    assert line.is_usable() and len(heard) == 2


def test_after_an_error_it_is_asked(line):
    assert line.is_usable()
    heard = asked(line)
    line.errors_occurred = True
    assert line.is_usable() and len(heard) == 1


def test_an_ended_connection_is_noticed_without_a_wait(line):
    assert line.is_usable()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [line.connection.info.backend_pid])
    assert not line.is_usable()
