"""Propose the versions of the level model that a file holds; what ships with the academy where none is named.

The first version of all is in force at once. Any other waits for an administrator who did not propose it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from yaml import YAMLError

from lms.people.models import User

from ...domain.level_model import ModelFault
from ...selectors.level_models import STARTER, described_models
from ...selectors.level_preview import PreviewLine, preview_of
from ...services.levels.models import propose_model


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=STARTER)
        parser.add_argument("--by", help="who proposes it: a mail address", default="")
        parser.add_argument("--preview", action="store_true", help="only say what each version would change today")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            described = described_models(file)
        except (ModelFault, YAMLError, OSError) as fault:
            raise CommandError(f"{file}: {fault}") from fault
        if options["preview"]:
            for one in described:
                self._preview(one.model.version, preview_of(one.model, timezone.now()))
            return
        by = User.objects.filter(email__iexact=options["by"]).first() if options["by"] else None
        if by is None and file != STARTER:
            raise CommandError("Say who proposes it: --by with the mail address of somebody known here.")
        for one in described:
            row = propose_model(described=one, by=by, at=timezone.now())
            self.stdout.write(f"level model {one.model.version}: {row.get_status_display() if row else 'held already'}")

    def _preview(self, version: str, lines: Sequence[PreviewLine]) -> None:
        changed = sum(line.changed for line in lines)
        self.stdout.write(f"level model {version}: about {changed} states would change")
        for line in lines:
            name = line.unit or "units of fewer than ten people"
            met = f"met {line.met_before} -> {line.met_after}"
            self.stdout.write(f"  {name}: about {line.changed} of {line.demands}; {met}")
