"""Django's PostgreSQL backend with a cheaper look at a lasting connection before a request uses it.

A server that ends a connection says so, and what it said waits at the socket: where nothing waits, nothing ended. A
firewall that drops a line says nothing, so each half minute a question is sent as well.
"""

import select
import time

from django.db.backends.postgresql import base

TRUSTED = 30.0  # seconds after an answer


class DatabaseWrapper(base.DatabaseWrapper):
    _answered_at = float("-inf")

    def is_usable(self) -> bool:
        if not self.errors_occurred and time.monotonic() - self._answered_at < TRUSTED and self._is_quiet():
            return True
        is_usable = bool(super().is_usable())
        if is_usable:
            self._answered_at = time.monotonic()
        return is_usable

    def _is_quiet(self) -> bool:
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.pgconn.socket, select.POLLIN)
        return not waiting.poll(0)
