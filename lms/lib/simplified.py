"""Simplified Chinese derived from Traditional: words by a term table first, the characters between them after."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final, TypeAlias

import yaml

SOURCE: Final = "zh-hant"
DERIVED: Final = "zh-hans"
QUOTES: Final = str.maketrans("「」『』", "“”‘’")
# The C parser reads the same YAML about ten times as fast; not every build of the library has it.
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Edit: TypeAlias = tuple[int, int, str]  # start, end, replacement


class Simplifier:
    """Turns Traditional text into mainland Simplified text, deterministically.

    `terms` maps a Traditional word to its mainland word. `keep` lists phrases inside which no term
    applies: only their characters change. Of all words that start at one place the longest wins.
    """

    def __init__(self, *, terms: Mapping[str, str], keep: Collection[str], characters: Callable[[str], str]) -> None:
        self._characters = characters
        # In either script, so that a text converted twice stays as it is.
        kept = {form: characters(phrase) for phrase in keep for form in (phrase, characters(phrase))}
        self._words = {**terms, **kept}
        longest_first = sorted(self._words, key=lambda word: (-len(word), word))
        # Without any word the pattern must match nothing, not the empty string everywhere.
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def __call__(self, text: str) -> str:
        return "".join(self._pieces(text)).translate(QUOTES)

    def _pieces(self, text: str) -> Iterator[str]:
        position = 0
        for match in self._pattern.finditer(text):
            yield self._characters(text[position : match.start()])
            yield self._words[match.group()]
            position = match.end()
        yield self._characters(text[position:])


def derive_document(text: str, *, simplify: Callable[[str], str], replaced: Mapping[str, str]) -> str:
    """A whole YAML document in Simplified, laid out as its source; `replaced` gives the values of top-level keys."""
    derived = simplify(text)
    root = yaml.compose(derived, Loader=LOADER)
    entries = root.value if isinstance(root, yaml.MappingNode) else []
    edits = [
        (value.start_mark.index, value.end_mark.index, _quoted(replaced[key.value]))
        for key, value in entries
        if key.value in replaced and value.value != replaced[key.value]
    ]
    return _apply(derived, edits)


def fill_in(text: str, *, simplify: Callable[[str], str]) -> str:
    """The YAML text with a Simplified entry after each Traditional one; comments, order and layout stay.

    Raises `ValueError` where the written entry would not read back as the converted text.
    """
    edits: dict[int, Edit] = {}
    for mapping in _mappings(yaml.compose(text, Loader=LOADER)):
        edit = _entry_edit(mapping, text, simplify)
        if edit:
            edits[edit[0]] = edit
    filled = _apply(text, list(edits.values()))
    if _load(filled) != with_derived(_load(text), simplify=simplify):
        raise ValueError("An entry does not read back as its converted text; write it on one line.")
    return filled


def with_derived(content: Any, *, simplify: Callable[[str], str]) -> Any:
    """Loaded content with a converted value beside each Traditional one."""
    if isinstance(content, dict):
        entries = {key: with_derived(value, simplify=simplify) for key, value in content.items()}
        return {**entries, DERIVED: _converted(content[SOURCE], simplify)} if SOURCE in content else entries
    if isinstance(content, list):
        return [with_derived(value, simplify=simplify) for value in content]
    return content


def _load(text: str) -> Any:
    return yaml.load(text, Loader=LOADER)  # noqa: S506 - LOADER is one of the two safe loaders


def _converted(content: Any, simplify: Callable[[str], str]) -> Any:
    if isinstance(content, dict):
        return {key: _converted(value, simplify) for key, value in content.items()}
    if isinstance(content, list):
        return [_converted(value, simplify) for value in content]
    return simplify(content) if isinstance(content, str) else content


def _mappings(root: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    """Every mapping of a document once, though aliases may reach it from several places."""
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            yield node
            waiting.extend(child for entry in node.value for child in entry)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)


def _entry_edit(mapping: yaml.MappingNode, text: str, simplify: Callable[[str], str]) -> Edit | None:
    entries = {key.value: (key, value) for key, value in mapping.value if isinstance(key, yaml.ScalarNode)}
    if SOURCE not in entries:
        return None
    source_start, source_end = _span(*entries[SOURCE], text=text)
    entry = DERIVED + simplify(text[source_start + len(SOURCE) : source_end])
    if DERIVED in entries:
        return *_span(*entries[DERIVED], text=text), entry
    if mapping.flow_style:
        return source_end, source_end, f", {entry}"
    line_end = text.find("\n", source_end)
    at = len(text) if line_end < 0 else line_end
    return at, at, f"\n{' ' * entries[SOURCE][0].start_mark.column}{entry}"


def _span(key: yaml.Node, value: yaml.Node, *, text: str) -> tuple[int, int]:
    # The end of a block scalar is reported after its line breaks, which belong to the layout.
    start = key.start_mark.index
    return start, start + len(text[start : value.end_mark.index].rstrip())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _apply(text: str, edits: list[Edit]) -> str:
    for start, end, replacement in sorted(edits, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text
