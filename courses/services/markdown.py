"""The Markdown subset of lesson files → the rich text of the editor."""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..blocks.rich_text import clean_html


class MarkdownRefused(ValueError):
    """The text uses something outside the subset: paragraphs, lists, **bold**, *emphasis*."""


def rich_text(markdown: str) -> str:
    parser = _parser()
    tokens = parser.parse(markdown)
    _tighten(tokens)
    html = clean_html(parser.renderer.render(tokens, parser.options, {})).strip()
    if "**" in html:
        raise MarkdownRefused(html[max(0, html.index("**") - 40) :][:100])
    return html


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero").enable(["list", "emphasis", "newline"])


def _tighten(tokens: list[Token]) -> None:
    """Items of a list hold their text directly: the editor knows no paragraphs inside them."""
    depth = 0
    for token in tokens:
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if depth and token.type in {"paragraph_open", "paragraph_close"}:
            token.hidden = True
