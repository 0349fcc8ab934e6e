"""Texts of Moodle: an element with a format and a `text` within, with a span for each language."""

from ...items.parts import Texts
from ..found import Notes
from ..plain_text import html_of, languages_of_html, tidy
from ..xml_tree import Node, element

SPAN = "multilang"


def write_texts(name: str, texts: Texts, **attributes: str) -> Node:
    """HTML that Moodle's filter `multilang` shows in the reader's language."""
    return element(name, element("text", html_of(texts)), **attributes, format="html")


def read_texts(node: Node | None, language: str, notes: Notes) -> dict[str, str]:
    """Empty where the element is missing or says nothing. A picture or another file beside the text is told as lost.

    Markdown is kept as it is typed: its signs are readable, and guessing at them would spoil other texts.
    """
    if node is None:
        return {}
    if node.all("file"):
        notes.lose("images")
    text, form = node.text_of("text"), node.get("format", "html")
    if form == "markdown":
        notes.lose("markdown")
    if form in ("markdown", "plain_text"):
        plain = tidy(text)
        return {language: plain} if plain else {}
    return languages_of_html(text, language, notes)


def read_line(node: Node | None, language: str, notes: Notes) -> dict[str, str]:
    """A text that is plain unless it says otherwise, or has spans of languages: the answers of a matching."""
    if node is not None and (node.get("format") or SPAN in node.text_of("text")):
        return read_texts(node, language, notes)
    plain = tidy(node.text_of("text")) if node is not None else ""
    return {language: plain} if plain else {}
