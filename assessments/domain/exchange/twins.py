"""Items that ask the same: their tasks agree in a language, but for case, width, spaces and punctuation."""

from collections.abc import Iterable, Iterator, Mapping
from unicodedata import category, normalize

from ..items.parts import Texts


def stem_marks(stem: Texts) -> Iterator[tuple[str, str]]:
    """(language, what is compared); nothing for a text without letters or digits."""
    for language, text in stem.items():
        plain = "".join(sign for sign in normalize("NFKC", text).casefold() if category(sign)[0] in "LN")
        if plain:
            yield language, plain


def twin_of(stem: Texts, known: Mapping[tuple[str, str], str]) -> str:
    """The name of an item that asks the same; empty if there is none."""
    return next((known[mark] for mark in stem_marks(stem) if mark in known), "")


def twins(bank: Iterable[tuple[str, Texts]], read: Iterable[tuple[str, Texts | None]]) -> list[str]:
    """For each item that was read the one that asks the same, in the bank or before it in the file.

    Items are (name, stem); one that could not be read has no stem and no twin.
    """
    known: dict[tuple[str, str], str] = {}
    for name, stem in bank:
        _remember(known, name, stem)
    found = []
    for name, read_stem in read:
        found.append(twin_of(read_stem, known) if read_stem else "")
        _remember(known, name, read_stem or {})
    return found


def _remember(known: dict[tuple[str, str], str], name: str, stem: Texts) -> None:
    """The first of several keeps its mark."""
    for mark in stem_marks(stem):
        known.setdefault(mark, name)
