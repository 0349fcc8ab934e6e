"""Write the items of a bank, keys included, to a file. What the format cannot carry is named and left out."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...domain.exchange.formats import FORMATS
from ...models import ItemBank, ItemVersion
from ...selectors.authoring.banks import item_heads
from ...services.authoring.content import LANGUAGES
from ...services.exchange.exporting import note_export, prepare_export
from ...services.exchange.words import problem_in_words


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bank", help="code of the item bank")
        parser.add_argument("--format", choices=list(FORMATS), required=True)
        parser.add_argument("--live", action="store_true", help="only items in use")
        parser.add_argument("--language", choices=list(LANGUAGES), default="en", help="for a format that holds one")
        parser.add_argument("--to", type=Path, help="file to write; by default one named after bank, format and day")

    def handle(self, *args: Any, **options: Any) -> None:
        bank = ItemBank.objects.filter(code=options["bank"]).first()
        if bank is None:
            raise CommandError(f"there is no item bank {options['bank']}")
        heads = item_heads(bank)
        if options["live"]:
            heads = heads.filter(status=ItemVersion.Status.LIVE)
        download = prepare_export(bank=bank, heads=heads, code=options["format"], language=options["language"])
        for name, problem in download.export.left_out:
            self.stdout.write(f"{name} left out: {problem_in_words(problem)}")
        if not download.export.written:
            raise CommandError("there is no item to export")
        note_export(bank=bank, download=download, code=options["format"], by=None)
        path = options["to"] or Path(download.file_name)
        # Keys are for the operator alone, whatever the umask.
        path.touch(mode=0o600)
        path.write_bytes(download.export.content)
        self.stdout.write(f"{len(download.export.written)} items with their keys written to {path}")
