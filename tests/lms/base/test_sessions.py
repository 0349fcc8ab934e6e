"""Sessions whose row cannot be written: because somebody signed out, or because the database did not answer."""

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError

from lms.base.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    store = SessionStore()
    store.create()
    store["sitting"] = "room"
    return store


def test_a_lost_connection_is_no_session_that_is_gone(session, monkeypatch):
    def save(*args, **kwargs):
        raise OperationalError("the connection was closed")

    monkeypatch.setattr(Session, "save", save)
    with pytest.raises(OperationalError):
        session.save()


def test_a_session_that_was_ended_meanwhile_does_not_come_back(session):
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()


def test_what_was_kept_is_read_again(session):
    session.save()
    assert SessionStore(session.session_key)["sitting"] == "room"
