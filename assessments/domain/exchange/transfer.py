"""Items from a file of any format, and into one."""

from dataclasses import dataclass

from ..items.content import ItemContent
from .archive import MOST_BYTES
from .detection import format_of
from .facts import Facts
from .formats import FORMATS, Format, Items
from .found import FileRefused, Imported, ItemRefused, Problem
from .pictures import Pictures

MOST_ITEMS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    content: bytes
    written: tuple[str, ...]
    left_out: tuple[tuple[str, Problem], ...]  # name of the item, reason


def read_items(content: bytes, file: str, given: Facts) -> tuple[str, list[Imported]]:
    """(code of the format, what was found), in the order of the file. Raises FileRefused."""
    if len(content) > MOST_BYTES:
        raise FileRefused("too_large", file, most=MOST_BYTES // (1024 * 1024))
    found_in = FORMATS[format_of(content, file)]
    found = found_in.read(content, file, given)
    if not found:
        raise FileRefused("no_items", file)
    if len(found) > MOST_ITEMS:
        raise FileRefused("too_many_rows", file, most=MOST_ITEMS)
    return found_in.code, found


def write_items(code: str, items: Items, language: str, pictures: Pictures) -> Export:
    """Whatever of the items the format can carry; the others with the reason why not."""
    chosen = FORMATS[code]
    left_out = {
        name: problem for name, content in items.items() if (problem := _refusal(chosen, content, language, pictures))
    }
    written = {name: content for name, content in items.items() if name not in left_out}
    return Export(
        content=chosen.write(written, language, pictures) if written else b"",
        written=tuple(written),
        left_out=tuple(left_out.items()),
    )


def _refusal(chosen: Format, content: ItemContent, language: str, pictures: Pictures) -> Problem | None:
    if content.kind not in chosen.kinds:
        return Problem("kind_not_carried", {"name": content.kind})
    if chosen.is_one_language and language not in content.stem:
        return Problem("not_in_language", {"language": language})
    try:
        (chosen.trial or chosen.write)({"x": content}, language, pictures)
    except ItemRefused as refused:
        return refused.problem
    return None
