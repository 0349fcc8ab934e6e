"""Marked-up text as plain text with line breaks, saying what was lost; and plain text as markup, losing nothing.

White space follows HTML: runs are one space, what stands at the ends of a line is nothing, and a no-break space is a
space that stays. So texts of ours survive: their second and outer spaces are written as no-break ones.
"""

import re
from html import escape
from html.parser import HTMLParser

from ..items.parts import Texts
from .found import ItemRefused, Notes, short
from .tongues import MOODLE_NAMES, our_language
from .xml_tree import Node, element

COLLAPSING = re.compile(r"[ \t\n\r\f]+")
FORMULA = re.compile(r"\\\(|\\\[|\$\$.+?\$\$", re.DOTALL)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
LONGEST_HTML = 60_000  # characters; the parser is not linear on everything that malice may think of
NO_BREAK = "\u00a0"

PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "table", "pre"})
LINES = frozenset({"div", "li", "tr", "dt", "dd", "section", "article", "header", "footer", "caption"})
SILENT = frozenset({"script", "style", "head", "title", "template", "iframe", "audio", "video"})
VOID = frozenset({"br", "img", "hr", "input", "meta", "link", "source", "col", "wbr", "embed"})
LOSSES = {
    **dict.fromkeys(("img", "svg", "object", "embed", "picture", "canvas"), "images"),
    **dict.fromkeys(("audio", "video", "iframe"), "media"),
    **dict.fromkeys(("script", "form", "input", "button"), "scripts"),
    **dict.fromkeys(("b", "strong", "i", "em", "u", "s", "sub", "sup", "font", "code", "mark", "pre"), "formatting"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote"), "formatting"),
    **dict.fromkeys(("table",), "tables"),
    **dict.fromkeys(("a",), "links"),
    **dict.fromkeys(("math",), "formulas"),
}  # what of an element is lost; its words stay


class TextFlow:
    """Takes elements and text in order, gives plain text."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._out: list[str] = []
        self._gap = 0  # line breaks due before the next word
        self._silent = 0

    def open(self, tag: str, alt: str = "") -> None:
        if tag in LOSSES:
            self._notes.lose(LOSSES[tag])
        if tag in SILENT:
            self._silent += 1
        elif tag == "br":
            self._add("\n")
        elif tag == "img" and alt.strip():
            self.text(f"[{alt.strip()}]")
        elif tag in ("td", "th"):
            self.text(" ")
        self._break(tag)

    def close(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        self._break(tag)

    def text(self, text: str) -> None:
        if self._silent:
            return
        words = COLLAPSING.sub(" ", text)
        at_start = self._gap or not self._out or self._out[-1].endswith((" ", "\n"))
        words = words.lstrip(" ") if at_start else words
        if words:
            self._add(words)

    def result(self) -> str:
        lines = [line.strip(" ").replace(NO_BREAK, " ") for line in "".join(self._out).split("\n")]
        text = CONTROLS.sub("", "\n".join(lines))
        if FORMULA.search(text):
            self._notes.lose("formulas")
        return text if text.strip() else ""

    def _add(self, text: str) -> None:
        if self._gap and self._out:
            self._out.append("\n" * self._gap)
        self._gap = 0
        self._out.append(text)

    def _break(self, tag: str) -> None:
        if self._out:
            self._gap = max(self._gap, 2 if tag in PARAGRAPHS else 1 if tag in LINES else 0)


def text_of(node: Node, notes: Notes, *, skip: frozenset[str] = frozenset()) -> str:
    """Of an element with XHTML in it; elements of the names to skip are passed over."""
    flow = TextFlow(notes)
    _walk(node, flow, skip)
    return flow.result()


def paragraph(text: str, name: str = "p", **attributes: str) -> Node:
    """Plain text as XHTML that `text_of` reads back."""
    children: list[Node | str] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
        children += [Node("br")] if number else []
        children += [_held(line)] if line else []
    return element(name, *children, **attributes)


def languages_of_html(html: str, language: str, notes: Notes) -> dict[str, str]:
    """Texts by language: Moodle marks each with a span of the class `multilang`; without any it is in `language`.

    Raises ItemRefused for a text longer than any item could hold.
    """
    if len(html) > LONGEST_HTML:
        raise ItemRefused("too_long", most=LONGEST_HTML)
    reader = _Languages(notes)
    reader.feed(html)
    reader.close()
    found = {name: text for name, flow in reader.flows.items() if (text := flow.result())}
    common = found.pop("", "")
    if common and found:
        notes.lose("text_of_no_language", text=short(common))
    return found or ({language: common} if common else {})


def html_of(texts: Texts) -> str:
    """Texts as HTML that `languages_of_html` reads back; a text alone has its span, too, which tells its language."""
    return "".join(
        f'<span lang="{MOODLE_NAMES[language]}" class="multilang">{_html_lines(text)}</span>'
        for language, text in texts.items()
    )


def tidy(text: str) -> str:
    """Text of a file that knows no markup."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _html_lines(text: str) -> str:
    return "<br>".join(escape(_held(line), quote=False) for line in text.replace("\r\n", "\n").split("\n"))


def _held(line: str) -> str:
    """Spaces that HTML would swallow as no-break ones."""
    line = re.sub(r"^[ \t]|[ \t]$", NO_BREAK, line)
    return re.sub(r"(?<=[ \t\u00a0])[ \t]", NO_BREAK, line)


def _walk(node: Node, flow: TextFlow, skip: frozenset[str]) -> None:
    for child in node.children:
        if isinstance(child, str):
            flow.text(child)
        elif child.name not in skip:
            flow.open(child.name, child.get("alt"))
            _walk(child, flow, skip)
            flow.close(child.name)


class _Languages(HTMLParser):
    """One flow for each language; text outside any span goes to the flow without a name."""

    def __init__(self, notes: Notes) -> None:
        super().__init__(convert_charrefs=True)
        self._notes = notes
        self.flows: dict[str, TextFlow] = {"": TextFlow(notes)}
        self._spans: list[str | None] = []  # language of each open span; None for a span of no language
        self._ignored = TextFlow(Notes())

    @property
    def _flow(self) -> TextFlow:
        language = next((one for one in reversed(self._spans) if one is not None), "")
        return self.flows.setdefault(language, TextFlow(self._notes)) if language != "?" else self._ignored

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "span":
            is_language = "multilang" in given.get("class", "").split() and given.get("lang")
            language = (our_language(given["lang"]) or "?") if is_language else None
            if language == "?":
                self._notes.lose("unknown_language", given=short(given["lang"]))
            self._spans.append(language)
        self._flow.open(tag, given.get("alt", ""))
        if tag in VOID:
            self._flow.close(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._flow.close(tag)
        if tag == "span" and self._spans:
            self._spans.pop()

    def handle_data(self, data: str) -> None:
        self._flow.text(data)
