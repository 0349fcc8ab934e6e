"""Django's sessions in the database, with a prepared query for the row that every page of a signed-in person reads."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.utils import timezone

from .db.prepared import PreparedObjects


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        found = next(iter(_by_key(self.session_key)), None) if self.session_key else None
        if found is not None and found.expire_date > timezone.now():
            return found
        self._session_key = None  # as in the method that this replaces: an unknown key is not taken over
        return None

    def save(self, must_create: bool = False) -> None:
        """A lost connection is a fault of the server, worth another try; Django takes it for a session that is gone."""
        try:
            super().save(must_create=must_create)
        except UpdateError as gone:
            if isinstance(gone.__context__, OperationalError):
                raise gone.__context__ from None
            raise


_by_key = PreparedObjects(Session, lambda key: Session.objects.filter(session_key=key))
