"""Questions of Moodle XML as items. Every question that is none of ours is told by its type."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from ..facts import FACTS, Facts, read_facts
from ..found import FileRefused, Imported, ItemRefused, Notes, checked, short
from ..xml_tree import Node, read_xml
from .asked import Asked, Parts
from .choices import read_choice
from .lists import read_matching, read_ordering
from .numbers import read_numerical
from .places import without_places
from .spots import read_spots
from .texts import read_texts
from .true_false import read_true_false
from .written import read_essay, read_short_answer

KNOWN_TAGS = {*FACTS, "longest"}

PASSED_OVER = {"category"}  # a heading in the file, no question


def read_moodle(content: bytes, file: str, given: Facts) -> list[Imported]:
    """Raises FileRefused."""
    root = read_xml(content, file)
    if root.name != "quiz":
        raise FileRefused("not_moodle", file, name=short(root.name))
    questions = [one for one in root.all("question") if one.get("type") not in PASSED_OVER]
    return [checked(_read(one, file, given)) for one in questions]


def _read(node: Node, file: str, given: Facts) -> Imported:
    name = short(named.text) if (named := node.child("name")) is not None else ""
    notes = Notes()
    found = Imported(content=None, file=file, line=node.line, name=name)
    reader = READERS.get(node.get("type"))
    if reader is None:
        return replace(found, problems=(ItemRefused("unsupported", name=short(node.get("type"))).problem,))
    try:
        stem = read_texts(without_places(node.child("questiontext")), given.language, notes)
        words = _tags(node, notes)
        parts = reader(Asked(node, given.language, notes, stem, words))
    except ItemRefused as refused:
        return replace(found, problems=(refused.problem,))
    if node.all("hint"):
        notes.lose("hints")
    facts = read_facts(words, given, notes)
    content = facts.write(parts.kind, stem, parts.body, right=parts.right, reasons=parts.reasons)
    return replace(found, content=content, problems=notes.problems, pictures=parts.pictures)


def _tags(node: Node, notes: Notes) -> dict[str, str]:
    """Facts of ours among the tags; of other tags the words are lost."""
    tags = node.child("tags")
    words = [one.text.strip() for one in tags.all("tag")] if tags else []
    split = {name: word for name, _, word in (one.partition(":") for one in words if one)}
    if not split.keys() <= KNOWN_TAGS:
        notes.lose("tags")
    return split


READERS: Mapping[str, Callable[[Asked], Parts]] = {
    "multichoice": read_choice,
    "truefalse": read_true_false,
    "matching": read_matching,
    "ddmatch": read_matching,
    "ordering": read_ordering,
    "numerical": read_numerical,
    "shortanswer": read_short_answer,
    "essay": read_essay,
    "ddmarker": read_spots,
}
