"""GIFT as items: choices, true or false, matching, numbers, short answers and essays."""

from dataclasses import replace

from ...items.parts import ALL
from ..drafting import BLANK, own_words
from ..facts import FACTS, Facts, read_facts
from ..found import Imported, ItemRefused, Notes, checked, short
from ..text_file import read_text
from .asked import Asked, Found, texts_of
from .choices import read_choice, read_true_false
from .lists import read_matching, read_short_answer
from .numbers import read_numeric
from .syntax import FORMAT, Block, blocks, show


def read_gift(content: bytes, file: str, given: Facts) -> list[Imported]:
    """Raises FileRefused for a file that is no text."""
    return [checked(_read(block, file, given)) for block in blocks(read_text(content, file))]


def _read(block: Block, file: str, given: Facts) -> Imported:
    name, text = _named(block)
    found = Imported(content=None, file=file, line=block.line, name=short(name))
    notes = Notes()
    try:
        before, inner, after = _parted(text)
        match = FORMAT.match(before)
        form, before = (match[1], before[match.end() :]) if match else ("moodle", before)
        stem_text = f"{before.rstrip()} {BLANK} {after.lstrip()}" if after.strip() else before
        stem = texts_of(show(stem_text), form, given.language, notes)
        inner, _, whole = inner.partition("####")
        whole_reason = texts_of(show(whole), form, given.language, notes)
        asked = Asked(form=form, language=given.language, notes=notes, languages=tuple(stem) or (given.language,))
        kind, body, right, reasons = _question(inner, asked)
    except ItemRefused as refused:
        return replace(found, problems=(refused.problem,))
    if whole_reason and kind not in ("numeric", "short_text"):
        notes.lose("feedback")
    elif whole_reason:
        reasons = {ALL: whole_reason}
    words = _facts(block, notes)
    content = read_facts(words, given, notes).write(kind, stem, body, right=right, reasons=reasons)
    return replace(found, content=content, problems=notes.problems)


def _named(block: Block) -> tuple[str, str]:
    text = block.text.strip()
    if text.startswith("::"):
        name, ends, rest = text[2:].partition("::")
        if ends:
            return show(name), rest
    return block.name, text


def _facts(block: Block, notes: Notes) -> dict[str, str]:
    words = {name: word for name, _, word in (tag.partition(":") for tag in block.tags)}
    if not words.keys() <= set(FACTS):
        notes.lose("tags")
    return words


def _parted(text: str) -> tuple[str, str, str]:
    """Before, within and after the braces."""
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        raise ItemRefused("unsupported", name="description")
    if start < 0 or end < start or "{" in text[start + 1 :] or "}" in text[end + 1 :]:
        raise ItemRefused("braces")
    return text[:start], text[start + 1 : end], text[end + 1 :].rstrip('"; \n')


def _question(inner: str, asked: Asked) -> Found:
    plain = inner.strip()
    word = plain.partition("#")[0].strip().upper()
    if not plain:
        asked.notes.lose("no_model")
        return "short_text", *own_words({asked.language: "…"}), {}
    if word in ("T", "F", "TRUE", "FALSE"):
        return read_true_false(plain, word.startswith("T"), asked)
    if plain.startswith("#"):
        number = plain[1:].strip()
        return read_numeric(asked.of(number if number.startswith(("=", "~")) else f"={number}"))
    asked = asked.of(plain)
    if all("->" in one.text for one in asked.answers):
        return read_matching(asked)
    if any(not one.is_marked for one in asked.answers):
        return read_choice(asked)
    return read_short_answer(asked)
