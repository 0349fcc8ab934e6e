"""The queue of writers on SQLite."""

import fcntl
import os
import threading

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from lms.base.db.sqlite.turn import TurnNotCome, take_turn


@pytest.fixture
def path(tmp_path) -> str:
    return str(tmp_path / "academy.sqlite3-turn")


def test_a_turn_is_taken_and_passed_on(path):
    first = take_turn(path, 1)
    came = []
    second = threading.Thread(target=lambda: came.append(take_turn(path, 10)))
    second.start()
    os.close(first)
    second.join(timeout=10)
    os.close(came[0])
    os.close(take_turn(path, 0.01))


def test_waiting_has_an_end_and_a_late_turn_is_passed_on(path):
    held = take_turn(path, 1)
    with pytest.raises(TurnNotCome):
        take_turn(path, 0.01)
    os.close(held)
    for stand_in in [one for one in threading.enumerate() if one.name == "turn-to-write"]:
        stand_in.join(timeout=10)
    os.close(take_turn(path, 0.01))


def test_a_writer_that_waits_too_long_is_told_so(tmp_path, path, django_db_blocker):
    handler = ConnectionHandler(
        {
            "default": {
                "ENGINE": "lms.base.db.sqlite",
                "NAME": str(tmp_path / "academy.sqlite3"),
                "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0.01},
            }
        }
    )
    writer = handler["default"]
    held = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(held, fcntl.LOCK_EX)
    with django_db_blocker.unblock():
        with pytest.raises(OperationalError, match="database is locked: no turn to write within"):
            _begin(writer)
        os.close(held)
        _begin(writer)
        writer.close()


def _begin(writer) -> None:
    writer.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
