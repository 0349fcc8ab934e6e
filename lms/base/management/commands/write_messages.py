"""Complete the Simplified catalogue of the interface from the Traditional one, and compile both."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.base.simplifying import simplifier
from lms.settings.languages import LOCALE_PATHS

FOLDER = LOCALE_PATHS[0]
SOURCE, DERIVED = "zh_Hant", "zh_Hans"


class Command(BaseCommand):
    help = "After makemessages and the Traditional translation: fill in the Simplified one, compile both catalogues."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        catalogues = {language: _catalogue(language) for language in (SOURCE, DERIVED)}
        missing = [entry.msgid for entry in catalogues[SOURCE] if not entry.translated() and not entry.obsolete]
        if missing:
            raise CommandError("Translate these into Traditional Chinese first:\n" + "\n".join(missing))
        simplify = simplifier(FOLDER / "terms.zh-hans.yaml")
        written = complete(catalogues[DERIVED], source=catalogues[SOURCE], simplify=simplify)
        for language, catalogue in catalogues.items():
            for entry in catalogue.obsolete_entries():
                catalogue.remove(entry)
            catalogue.save()
            catalogue.save_as_mofile(str(FOLDER / language / "LC_MESSAGES/django.mo"))
        self.stdout.write(f"{len(written)} messages written; read them once:")
        for message in written:
            self.stdout.write(f"  {message}")


def complete(derived: Any, *, source: Any, simplify: Callable[[str], str]) -> list[str]:
    """Translate what `derived` lacks by converting `source`, both polib catalogues; the texts that were written."""
    known = {_key(entry): entry for entry in derived if not entry.obsolete}
    written = []
    for entry in (entry for entry in source if not entry.obsolete):
        own = known.get(_key(entry)) or _added(entry, to=derived)
        if not own.translated():
            text = simplify(entry.msgstr or entry.msgstr_plural[0])
            _fill(own, text)
            written.append(text)
    return written


def _key(entry: Any) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def _added(entry: Any, *, to: Any) -> Any:
    fields = {"msgctxt": entry.msgctxt, "msgid": entry.msgid, "msgid_plural": entry.msgid_plural}
    added = type(entry)(**fields, flags=list(entry.flags))
    to.append(added)
    return added


def _fill(entry: Any, text: str) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural = {0: text}
    else:
        entry.msgstr = text
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]


def _catalogue(language: str) -> Any:
    try:
        polib = import_module("polib")
    except ImportError as error:
        raise CommandError("polib is missing. Install the development requirements: pip install polib") from error
    return polib.pofile(str(FOLDER / language / "LC_MESSAGES/django.po"), wrapwidth=0)
