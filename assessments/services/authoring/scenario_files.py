"""From an uploaded file to one plain mapping, in bounded time and memory; every fault names its place."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ...domain.casework.errors import Problem, ScenarioInvalid
from ...domain.casework.loading import assemble
from ...domain.casework.reading import fault

MOST_BYTES = 1024 * 1024  # of an upload, and of all files in it together
MOST_FILES = 40
MOST_ALIASES = 200  # an alias repeats what it stands for; a handful of them nested is the classic bomb
MOST_VALUES = 200_000  # after aliases are written out
DEEPEST = 40
SUFFIXES = {".yaml", ".yml"}
YAML_CODES = {
    "could not determine a constructor": "yaml_tag",
    "cannot start any token": "yaml_character",
    "mapping values are not allowed": "yaml_colon",
    "undefined alias": "yaml_alias",
    "duplicate anchor": "yaml_anchor_twice",
}

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_upload(name: str, content: bytes) -> dict[str, Any]:
    """A YAML file, several documents in one, or a zip of YAML files; raises ScenarioInvalid with every fault found."""
    if len(content) > MOST_BYTES:
        raise fault(name, "file_too_large")
    files = _unpacked(name, content) if name.lower().endswith(".zip") else [(name, content)]
    parts: list[Any] = []
    problems: list[Problem] = []
    for file, data in files:
        try:
            parts += _documents(file, data)
        except ScenarioInvalid as invalid:
            problems += invalid.problems
    if problems:
        raise ScenarioInvalid(tuple(problems))
    return plain(assemble(parts))


def read_part(text: str) -> Any:
    """One part of a scenario, written as YAML on a page; raises ScenarioInvalid."""
    documents = _documents("", text.encode(errors="replace"))
    return plain({"part": documents[0] if documents else None})["part"]


def write_yaml(definition: Any) -> str:
    """One document that `read_upload` reads back to the same content."""
    text: str = yaml.safe_dump(definition, allow_unicode=True, sort_keys=False, width=110)
    return text


def _unpacked(name: str, content: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _members(name, archive)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as broken:
        raise fault(name, "archive") from broken


def _members(name: str, archive: zipfile.ZipFile) -> list[tuple[str, bytes]]:
    entries = [entry for entry in archive.infolist() if PurePosixPath(entry.filename).suffix.lower() in SUFFIXES]
    if not entries:
        raise fault(name, "no_yaml")
    if len(entries) > MOST_FILES:
        raise fault(name, "too_many_files", count=MOST_FILES)
    files, room = [], MOST_BYTES
    for entry in sorted(entries, key=lambda entry: entry.filename):
        with archive.open(entry) as member:
            # What the archive says of sizes is its own claim: only so much is ever unpacked.
            data = member.read(room + 1)
        room -= len(data)
        if room < 0:
            raise fault(name, "unpacked_too_large")
        files.append((entry.filename, data))
    return files


def _documents(file: str, data: bytes) -> list[Any]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise fault(file, "not_utf8") from None
    try:
        _check_size(file, yaml.parse(text, Loader=LOADER))
        return [document for document in yaml.load_all(text, Loader=LOADER) if document is not None]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise fault(f"{file}:{mark.line + 1}" if mark else file, _yaml_code(error.problem or "")) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise fault(file, "yaml") from None


def _check_size(file: str, events: Iterator[Event]) -> None:
    """Counts before anything is built: what is nested too deep or repeats itself without end is never loaded."""
    depth, sizes, aliases = 0, _Sizes(), 0
    for event in events:
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            depth += 1
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            depth -= 1
        aliases += isinstance(event, AliasEvent)
        sizes.take(event)
        if depth > DEEPEST:
            raise fault(_at(file, event), "nested")
        if aliases > MOST_ALIASES or sizes.total > MOST_VALUES:
            raise fault(_at(file, event), "anchors")


def _at(file: str, event: Event) -> str:
    mark = event.start_mark
    return f"{file}:{mark.line + 1}" if mark else file


class _Sizes:
    """How many values stand behind each anchor, so that an alias counts for all that it repeats."""

    def __init__(self) -> None:
        self.total = 0
        self._of_anchor: dict[str, int] = {}
        self._open: list[tuple[str | None, int]] = []

    def take(self, event: Event) -> None:
        anchor = getattr(event, "anchor", None)
        if isinstance(event, DocumentStartEvent):
            self._of_anchor.clear()
        elif isinstance(event, AliasEvent):
            self.total += self._of_anchor.get(anchor or "", 1)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._open.append((anchor, self.total))
            self.total += 1
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            name, before = self._open.pop()
            if name:
                self._of_anchor[name] = self.total - before
        else:
            self.total += 1


def plain(whole: dict[str, Any]) -> dict[str, Any]:
    """Through JSON, so that the hash is taken over what the database gives back: dates become text."""
    try:
        plain: dict[str, Any] = json.loads(json.dumps(whole, default=str, allow_nan=False))
        text = json.dumps(plain, ensure_ascii=False).encode()  # which half of a character cannot survive
    except (TypeError, ValueError, RecursionError):
        raise fault("", "not_kept") from None
    if rb"\u0000" in text:
        raise fault("", "not_kept")
    return plain


def _yaml_code(problem: str) -> str:
    """What the parser says in English, by the commonest of its complaints."""
    return next((code for words, code in YAML_CODES.items() if words in problem), "yaml")
