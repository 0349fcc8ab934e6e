"""Several processes, one life: they start together, are restarted when they fall, and none outlives the parent."""

import ctypes
import os
import signal
import subprocess
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic, sleep
from types import FrameType

PR_SET_PDEATHSIG = 1
STOP_PATIENCE = 8.0  # seconds before a child that does not stop is killed
RESTARTS_A_MINUTE = 5
POLL = 0.2


class ChildKeepsFalling(Exception):
    """A process ended too often within a minute; its own output says why."""


@dataclass
class Child:
    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None
    starts: deque[float] = field(default_factory=lambda: deque(maxlen=RESTARTS_A_MINUTE))

    def start(self) -> None:
        if len(self.starts) == RESTARTS_A_MINUTE and monotonic() - self.starts[0] < 60:
            raise ChildKeepsFalling(self.name)
        self.starts.append(monotonic())
        self.end_group()
        self.process = subprocess.Popen(  # noqa: S603
            self.command,
            env={**os.environ, **self.environment},
            preexec_fn=_die_with_parent,
        )

    @property
    def has_fallen(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def end_group(self) -> None:
        """End what the child itself had started and left behind, as a killed worker leaves its beat."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self, *, at_once: bool) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL if at_once else signal.SIGTERM)


class Supervisor:
    def __init__(self, children: Sequence[Child]) -> None:
        self.children = children
        self.is_stopping = False

    def run(self, *, on_started: Callable[[], None]) -> None:
        """Until SIGINT or SIGTERM; returns once every child has ended.

        The first child has the machine to itself until `on_started` returns: people wait for the web, not the worker.
        """
        signal.signal(signal.SIGINT, self._ask_to_stop)
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        try:
            first, *others = self.children
            first.start()
            on_started()
            for child in others:
                child.start()
            while not self.is_stopping:
                for child in self.children:
                    if child.has_fallen:
                        child.start()
                sleep(POLL)
        finally:
            self._stop_all()

    def _ask_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.is_stopping = True

    def _stop_all(self) -> None:
        for child in self.children:
            child.stop(at_once=False)
        patience_ends = monotonic() + STOP_PATIENCE
        while monotonic() < patience_ends and not all(self._has_ended(child) for child in self.children):
            sleep(POLL / 4)
        for child in self.children:
            child.stop(at_once=True)
            if child.process is not None:
                child.process.wait()
            child.end_group()

    @staticmethod
    def _has_ended(child: Child) -> bool:
        return child.process is None or child.process.poll() is not None


def _die_with_parent() -> None:
    """In the child: a group of its own, so that Ctrl-C reaches the parent alone, and a signal when the parent dies."""
    os.setpgrp()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
