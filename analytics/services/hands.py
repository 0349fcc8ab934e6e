"""A large snapshot is made by several processes of this machine at once, each making a share of its parts.

The others only help: what they leave undone, for whatever reason, the first one makes itself.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from django.conf import settings
from django.db import connection

from lms.people.models import User
from lms.settings.environment import ROOT

from ..models import SnapshotBuild

LARGE = 100_000  # people; below, a process would take longer to start than it saves

Thing = TypeVar("Thing")
Made = TypeVar("Made")


class Share(NamedTuple):
    """Every `of`-th thing of a list, from the one at `place` on."""

    place: int = 0
    of: int = 1

    def part(self, things: Iterable[Thing]) -> list[Thing]:
        return list(things)[self.place :: self.of]


ALL_OF_IT = Share()


def shared(build: SnapshotBuild, step: str, make: Callable[[Share], Made]) -> Made:
    """`make` a step of a build; others make it by `manage.py make_parts`. Returns what the first of them returns."""
    hands = _hands()
    others = [start(build, step, Share(place, hands)) for place in range(1, hands)]
    try:
        made = make(Share(0, hands))
    except BaseException:
        for one in others:
            one.terminate()
        raise
    is_whole = [one.wait() == 0 for one in others]
    return made if all(is_whole) else make(ALL_OF_IT)


def start(build: SnapshotBuild, step: str, share: Share) -> "subprocess.Popen[bytes]":
    command = [sys.executable, str(ROOT / "manage.py"), "make_parts", str(build.pk), step]
    return subprocess.Popen([*command, str(share.place), str(share.of)])  # noqa: S603


def _hands() -> int:
    """SQLite has one writer, so there another process could only wait."""
    if connection.vendor != "postgresql" or User.objects.count() < LARGE:
        return 1
    return max(1, settings.SNAPSHOT_PROCESSES)
