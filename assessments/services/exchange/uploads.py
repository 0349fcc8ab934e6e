"""From an uploaded file to items that the framework knows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lms.competencies.selectors.framework import competencies

from ...domain.exchange.facts import Facts
from ...domain.exchange.found import Imported, Problem
from ...domain.exchange.transfer import read_items
from ...models import ItemBank
from ..authoring.pictures import Drawing
from .pictures import Easel


@dataclass(frozen=True, slots=True)
class Upload:
    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FileContents:
    """`code` of the format; what was found, with the pictures that it names as they will be stored."""

    code: str
    found: list[Imported]
    drawings: list[Drawing]


def read_upload(upload: Upload, given: Facts, bank: ItemBank) -> FileContents:
    """Raises FileRefused. A competency that our framework does not have gives way to the one that was chosen."""
    code, found = read_items(upload.content, upload.file_name[:200], given)
    known, easel = competencies(), Easel(bank, found)
    contents = FileContents(code, [], [])
    for one in found:
        item, drawings = easel.drawn(one)
        contents.found.append(_in_framework(item, known, given))
        contents.drawings.extend(drawings)
    return contents


def _in_framework(found: Imported, known: Mapping[str, Any], given: Facts) -> Imported:
    content = found.content
    if content is None or content.competency in known:
        return found
    told = Problem("unknown_competency", {"given": content.competency, "name": given.competency})
    return replace(found, content=replace(content, competency=given.competency), problems=(*found.problems, told))
