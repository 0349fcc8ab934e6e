"""Bring the items of a file into a bank, as drafts: QTI, Moodle XML, GIFT, Aiken, CSV or Excel."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.competencies.selectors.framework import competencies
from lms.people.models import User

from ...domain.exchange.facts import COGNITIVE, Facts
from ...domain.exchange.found import FileRefused, Imported
from ...models import ItemBank
from ...services.authoring.content import LANGUAGES
from ...services.authoring.items import AuthoringRefused
from ...services.exchange.applying import apply_import
from ...services.exchange.previews import keep_preview
from ...services.exchange.uploads import Upload, read_upload
from ...services.exchange.words import problem_in_words


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bank", help="code of the item bank")
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--author", required=True, help="e-mail address of an author of the bank, who owns the drafts"
        )
        parser.add_argument("--competency", required=True, help="for items that name none of the framework")
        parser.add_argument("--level", type=int, choices=range(1, 6), required=True)
        parser.add_argument("--cognitive", choices=COGNITIVE, default="apply")
        parser.add_argument(
            "--language", choices=list(LANGUAGES), default="en", help="of texts that do not name theirs"
        )
        parser.add_argument("--source", default="")
        parser.add_argument("--review-by", type=date.fromisoformat, default=None, help="as 2027-06-30")
        parser.add_argument("--with-twins", action="store_true", help="also items that ask what another item asks")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would be created, and what not")

    def handle(self, *args: Any, **options: Any) -> None:
        bank, author = _bank(options["bank"]), _author(options["author"])
        if options["competency"] not in competencies():
            raise CommandError(f"there is no competency {options['competency']} in the framework")
        names = ("competency", "level", "cognitive", "language", "source", "review_by")
        given = Facts(**{name: options[name] for name in names})
        try:
            upload = Upload(options["file"].name, options["file"].read_bytes())
            contents = read_upload(upload, given, bank)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from None
        except FileRefused as refused:
            raise CommandError(problem_in_words(refused.problem)) from None
        for one in contents.found:
            self.stdout.write(_line(one))
        if options["dry_run"]:
            readable = sum(one.content is not None for one in contents.found)
            self.stdout.write(
                f"{contents.code}: {readable} of {len(contents.found)} entries can be read; nothing was created"
            )
            return
        try:
            batch = keep_preview(bank=bank, upload=upload, contents=contents, given=given, by=author)
            batch = apply_import(batch=batch, by=author, with_twins=options["with_twins"])
        except AuthoringRefused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write("{created} drafts created, {left_out} left out, {refused} not read".format(**batch.counts))


def _line(found: Imported) -> str:
    reasons = "; ".join(map(problem_in_words, found.problems)) or "complete"
    state = "read" if found.content else "NOT READ"
    return f"{found.file}:{found.line} {found.name} {state}: {reasons}"


def _bank(code: str) -> ItemBank:
    bank = ItemBank.objects.select_related("unit").filter(code=code).first()
    if bank is None:
        raise CommandError(f"there is no item bank {code}")
    return bank


def _author(address: str) -> User:
    author = User.objects.filter(email__iexact=address, is_active=True).first()
    if author is None:
        raise CommandError(f"nobody has the address {address}")
    return author
