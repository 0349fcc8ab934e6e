"""The interface speaks Traditional and Simplified Chinese without a gap."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TypeAlias

import polib
import pytest

from lms.base.management.commands.write_messages import complete
from lms.settings.environment import ROOT
from lms.settings.languages import LOCALE_PATHS

CATALOGUES = ("zh_Hant", "zh_Hans")
SCANNED = ("analytics", "assessments", "certificates", "courses", "lms", "templates")
SUFFIXES = frozenset({".html", ".py", ".txt"})
BRACES = re.compile(r"\{\w+\}")
TAGS = re.compile(r"</?\w[^>]*>")

Key: TypeAlias = tuple[str | None, str, str]  # context, message, its plural


class Named(dict[str, int]):
    """Stands for the values of a message and notes which were asked for."""

    def __missing__(self, name: str) -> int:
        self[name] = 1
        return 1


@pytest.fixture(params=CATALOGUES)
def catalogue(request: pytest.FixtureRequest) -> polib.POFile:
    return polib.pofile(str(folder(request.param) / "django.po"))


def folder(language: str) -> Path:
    return LOCALE_PATHS[0] / language / "LC_MESSAGES"


def key(entry: polib.POEntry | polib.MOEntry) -> Key:
    return entry.msgctxt, entry.msgid, entry.msgid_plural or ""


def translation(entry: polib.POEntry | polib.MOEntry) -> str:
    # Chinese has one plural form; its number is a key of text or of number, by where polib read it.
    return entry.msgstr or "".join(entry.msgstr_plural.values())


def source(entry: polib.POEntry) -> str:
    """The English with every value in it; a singular may leave out its number."""
    return entry.msgid_plural or entry.msgid


def names(text: str) -> set[str]:
    asked_for = Named()
    text % asked_for
    return set(asked_for)


def test_every_message_is_translated(catalogue):
    assert [entry.msgid for entry in catalogue if not translation(entry).strip()] == []


def test_no_message_is_in_doubt_or_left_over(catalogue):
    assert [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete] == []


def test_the_named_values_of_a_message_are_those_of_its_translation(catalogue):
    formatted = [entry for entry in catalogue if "python-format" in entry.flags]
    assert formatted
    assert [entry.msgid for entry in formatted if names(source(entry)) != names(translation(entry))] == []


def test_braces_and_markup_of_a_message_are_those_of_its_translation(catalogue):
    differing = [
        entry.msgid
        for entry in catalogue
        for pattern in (BRACES, TAGS)
        if sorted(pattern.findall(source(entry))) != sorted(pattern.findall(translation(entry)))
    ]
    assert differing == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_the_compiled_catalogue_is_that_of_the_source(language):
    written = {key(entry): translation(entry) for entry in polib.pofile(str(folder(language) / "django.po"))}
    compiled = {key(entry): translation(entry) for entry in polib.mofile(str(folder(language) / "django.mo"))}
    assert compiled == written


def test_both_catalogues_hold_the_same_messages():
    traditional, simplified = (
        [key(entry) for entry in polib.pofile(str(folder(language) / "django.po"))] for language in CATALOGUES
    )
    assert traditional == simplified


def test_the_simplified_catalogue_is_written_in_simplified_characters():
    opencc = pytest.importorskip("opencc", reason="OpenCC, which knows the characters, is not installed")
    simplify = opencc.OpenCC("t2s").convert
    texts = [translation(entry) for entry in polib.pofile(str(folder("zh_Hans") / "django.po"))]
    assert [text for text in texts if simplify(text) != text] == []


def test_a_message_without_simplified_translation_is_derived_and_a_corrected_one_stays():
    traditional = polib.POFile()
    traditional.append(polib.POEntry(msgid="Save", msgstr="保存"))
    traditional.append(polib.POEntry(msgid="Show", msgctxt="what one can do", msgstr="證明"))
    traditional.append(polib.POEntry(msgid="%(n)s file", msgid_plural="%(n)s files", msgstr_plural={0: "%(n)s個檔案"}))
    simplified = polib.POFile()
    simplified.append(polib.POEntry(msgid="Save", msgstr="存盘"))
    simplified.append(polib.POEntry(msgid="Show", msgstr="查看"))
    simplified.append(polib.POEntry(msgid="%(n)s file", msgid_plural="%(n)s files", flags=["fuzzy"]))
    written = complete(simplified, source=traditional, simplify=lambda text: f"<{text}>")
    assert written == ["<證明>", "<%(n)s個檔案>"]
    assert {key(entry): translation(entry) for entry in simplified} == {
        (None, "Save", ""): "存盘",
        (None, "Show", ""): "查看",
        ("what one can do", "Show", ""): "<證明>",
        (None, "%(n)s file", "%(n)s files"): "<%(n)s個檔案>",
    }
    assert not any(entry.fuzzy for entry in simplified)


@pytest.mark.skipif(not shutil.which("xgettext"), reason="xgettext, which finds messages, is not installed")
def test_a_fresh_scan_finds_no_message_without_translation(tmp_path):
    found = {key(entry): entry.occurrences for entry in scanned(tmp_path)}
    known = {key(entry) for entry in polib.pofile(str(folder("zh_Hant") / "django.po"))}
    assert len(found) > 500
    assert {message: places for message, places in found.items() if message not in known} == {}


def scanned(tree: Path) -> polib.POFile:
    # In a copy, because the scan writes beside what it reads.
    for name in SCANNED:
        shutil.copytree(ROOT / name, tree / name, ignore=unscanned)
    (tree / "locale").mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "zh_Hant"]
    subprocess.run(command, cwd=tree, env=environment, check=True, capture_output=True)
    return polib.pofile(str(tree / "locale/zh_Hant/LC_MESSAGES/django.po"))


def unscanned(directory: str, entries: list[str]) -> list[str]:
    return [name for name in entries if name == "locale" or not is_scanned(Path(directory, name))]


def is_scanned(path: Path) -> bool:
    return path.is_dir() or path.suffix in SUFFIXES
