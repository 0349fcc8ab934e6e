"""Make a share of the parts of a snapshot; called by the process that makes it, not by people."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from typing import Any

from django.core.management import BaseCommand, CommandError

from ...models import SnapshotBuild
from ...services.hands import Share
from ...services.reading import read_share
from ...services.releasing import Overtaken, release_share

STEPS: Mapping[str, Callable[[SnapshotBuild, Share], None]] = {"read": read_share, "release": release_share}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("build", type=int)
        parser.add_argument("step", choices=STEPS)
        parser.add_argument("place", type=int)
        parser.add_argument("of", type=int)

    def handle(self, *args: Any, build: int, step: str, place: int, of: int, **options: Any) -> None:
        try:
            STEPS[step](SnapshotBuild.objects.get(pk=build), Share(place, of))
        except Overtaken as overtaken:
            raise CommandError("Another snapshot was published meanwhile.") from overtaken
