"""Django's SQLite backend with a fair queue for writers.

SQLite's own busy handler sleeps and retries, so under contention an unlucky writer starves. A file lock taken before
BEGIN IMMEDIATE makes writers of all processes wait in the kernel's queue instead (trust.md R11), for as long as the
connection's `timeout` allows.
"""

import os
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from .turn import TurnNotCome, take_turn

USUAL_TIMEOUT = 5.0  # seconds; that of the sqlite3 module


class DatabaseWrapper(base.DatabaseWrapper):
    _lock_file: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave it out
        except BaseException:
            self._yield_turn()
            raise

    def set_autocommit(self, autocommit: bool, *args: Any, **kwargs: Any) -> None:
        super().set_autocommit(autocommit, *args, **kwargs)
        if autocommit:
            self._yield_turn()

    def close(self) -> None:
        super().close()
        if not self.in_atomic_block:
            self._yield_turn()

    def _take_turn(self) -> None:
        if self._lock_file is not None or self.is_in_memory_db():
            return
        patience = float(self.settings_dict["OPTIONS"].get("timeout", USUAL_TIMEOUT))
        try:
            self._lock_file = take_turn(f"{self.settings_dict['NAME']}-turn", patience)
        except TurnNotCome as error:
            raise OperationalError(f"database is locked: no turn to write within {patience:g} seconds") from error

    def _yield_turn(self) -> None:
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None
