"""What a reader finds in a file: items, and in words of a code everything that was lost or cannot be read.

Formats carry less or more than our items. Nothing is dropped in silence: a partial loss is a problem beside the item,
and an item that cannot be read is listed with its file, its line and the reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..items import reading
from ..items.content import ItemContent
from ..items.parts import Fault, ItemInvalid
from ..items.registry import read_keyed

if TYPE_CHECKING:
    from .pictures import SentPicture

Detail = Mapping[str, str | int | float]
LONGEST_NAME = 80  # characters of a name, or of a piece of a file, that is shown again


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` for the desk to put into words. Of a fault of the item the detail holds its own `code` and `where`."""

    code: str
    detail: Detail = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One item of a file. Without content it was not read, and the first problem says why; else problems are losses."""

    content: ItemContent | None
    file: str
    line: int
    name: str = ""
    problems: tuple[Problem, ...] = ()
    pictures: tuple["SentPicture", ...] = ()  # those that the item names by their digest

    @property
    def label(self) -> str:
        return self.name or f"{self.file}:{self.line}"


class FileRefused(ValueError):
    """The file as a whole is not read: it is unsafe, broken, or no file of the format."""

    def __init__(self, code: str, file: str = "", **detail: str | int | float) -> None:
        self.code, self.file, self.detail = code, file, detail
        super().__init__(" ".join([code, file, *(f"{name}={value}" for name, value in detail.items())]).strip())

    @property
    def problem(self) -> Problem:
        return Problem(self.code, self.detail)


class ItemRefused(ValueError):
    """One item cannot be read; others of the file may."""

    def __init__(self, code: str, **detail: str | int | float) -> None:
        self.problem = Problem(code, detail)
        super().__init__(code)


class Notes:
    """Losses of one item, each told once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Problem] = {}

    def lose(self, code: str, **detail: str | int | float) -> None:
        self._found.setdefault((code, str(sorted(detail.items()))), Problem(code, detail))

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._found.values())


def checked(found: Imported) -> Imported:
    """The same with every fault of the item told; data that could not even be stored as a draft are no content."""
    content = found.content
    if content is None:
        return found
    try:
        reading.texts(content.stem, "stem")
        for where, texts in content.rationales.items():
            reading.texts(texts, where)
        keyed = read_keyed(content.kind, content.body, content.right)
    except ItemInvalid as invalid:
        return replace(found, content=None, problems=(fault_problem(invalid.fault), *found.problems))
    return replace(found, problems=(*found.problems, *map(fault_problem, keyed.faults())))


def fault_problem(fault: Fault) -> Problem:
    return Problem("fault", {**fault.detail, "code": fault.code, "where": fault.where})


def short(text: str) -> str:
    """A piece of a foreign file, fit to be shown."""
    plain = " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())
    return plain if len(plain) <= LONGEST_NAME else f"{plain[:LONGEST_NAME]} …"
