"""Import people, units or both from CSV files in one transaction, or undo an import."""

from pathlib import Path
from shlex import quote
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from ...models import RosterBatch
from ...selectors.roster_words import FILES, batch_reason, file_reason, row_reason, undone_in_words
from ...services.roster import apply_roster, keep_preview, plan_roster, undo_roster
from ...services.roster_planning import Upload, UploadRefused
from ...services.roster_refusal import BatchRefused


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="roster as CSV: UTF-8 or GB18030")
        parser.add_argument("--units", type=Path, help="units as CSV, imported before the people")
        parser.add_argument("--dry-run", action="store_true", help="show what would happen, change nothing")
        parser.add_argument("--batch", default="", metavar="NAME", help="name of the import, to find it again")
        parser.add_argument(
            "--all-or-nothing", action="store_true", help="import neither units nor people if any row is refused"
        )
        parser.add_argument("--undo", metavar="NAME", help="put back what the import of this name changed")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["undo"]:
                self._undo(options["undo"])
            elif options["file"] is None and options["units"] is None:
                raise CommandError("Name a file, --units or --undo.")
            else:
                self._import(options)
        except UploadRefused as refused:
            raise CommandError(f"{FILES[refused.file]}: {file_reason(refused.code, refused.detail)}") from refused
        except BatchRefused as refused:
            raise CommandError(batch_reason(refused.code, refused.count)) from refused
        except OSError as refused:
            raise CommandError(str(refused)) from refused

    def _import(self, options: dict[str, Any]) -> None:
        people, units = _upload(options["file"]), _upload(options["units"])
        batch = plan_roster(name=options["batch"], by=None, people=people, units=units)
        self._report(batch)
        if options["dry_run"]:
            self.stdout.write("Nothing was changed (dry run).")
            return
        with transaction.atomic():
            seen = keep_preview(batch, by=None).fingerprint
            apply_roster(batch=batch, by=None, seen=seen, all_or_nothing=options["all_or_nothing"])
        self.stdout.write(f"Imported as “{batch.name}”. To undo: import_roster --undo {quote(batch.name)}")

    def _undo(self, name: str) -> None:
        batch = RosterBatch.objects.filter(name=name, status=RosterBatch.Status.APPLIED).first()
        if batch is None:
            raise CommandError(f"There is no applied import called {name}.")
        batch = undo_roster(batch=batch, by=None)
        self.stdout.write(f"“{name}” was undone. {undone_in_words(batch.counts)}")

    def _report(self, batch: RosterBatch) -> None:
        units = {key: n for key, n in batch.counts.items() if key.startswith("units_")}
        people = {key: n for key, n in batch.counts.items() if key not in units}
        for name, encoding, counts in (
            (batch.units_file_name, batch.units_encoding, units),
            (batch.file_name, batch.encoding, people),
        ):
            if counts:
                words = ", ".join(f"{n} {key.removeprefix('units_')}" for key, n in counts.items())
                self.stdout.write(f"{name} ({encoding}): {words}")
        for fault in batch.faults:
            column = f", {fault['column']}" if fault["column"] else ""
            self.stdout.write(f"  {FILES[fault['file']]}, row {fault['row']}{column}: {row_reason(fault)}")


def _upload(path: Path | str | None) -> Upload | None:
    return Upload(Path(path).name, Path(path).read_bytes()) if path else None
