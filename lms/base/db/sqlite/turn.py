"""A place in the kernel's queue for a file lock, given up after a while.

The kernel keeps the queue fair but knows no deadline. Where the lock is not free at once, a thread of its own stands
in the queue; whoever sent it stops waiting in time, and a turn that comes too late is passed on.
"""

import fcntl
import os
from threading import Event, Lock, Thread


class TurnNotCome(TimeoutError):
    """The lock was held by others all the time."""


def take_turn(path: str, patience: float) -> int:
    """The descriptor that holds the lock; closing it ends the turn. `patience` in seconds."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _StandIn(descriptor).wait(patience)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


class _StandIn:
    """Waits in the queue for somebody who may leave before the turn comes; then the turn is given up."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.has_come = Event()
        self.is_abandoned = False
        self.settling = Lock()
        Thread(target=self._queue, daemon=True, name="turn-to-write").start()

    def wait(self, patience: float) -> None:
        has_come = False
        try:
            has_come = self.has_come.wait(patience)
        finally:
            if not has_come:
                self._leave()
        if not has_come:
            raise TurnNotCome

    def _leave(self) -> None:
        with self.settling:
            self.is_abandoned = True
            if self.has_come.is_set():
                os.close(self.descriptor)

    def _queue(self) -> None:
        fcntl.flock(self.descriptor, fcntl.LOCK_EX)
        with self.settling:
            self.has_come.set()
            if self.is_abandoned:
                os.close(self.descriptor)
