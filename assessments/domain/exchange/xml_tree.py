"""XML as a small tree with line numbers. A document type, and with it every entity, is refused before it is read.

Expat is driven directly, since neither `defusedxml` nor `lxml` bounds depth, count and length together with knowing
the lines. What is refused here: document types, entities, processing of external things, more elements, attributes or
depth than items need, and encodings other than UTF-8, UTF-16 and Latin-1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr  # writes text only

from .found import FileRefused

MOST_ELEMENTS = 100_000
DEEPEST = 64
MOST_ATTRIBUTES = 64
LONGEST_ATTRIBUTE = 20_000  # characters
XML_SPACE = "http://www.w3.org/XML/1998/namespace"
ENCODINGS = {None, "utf-8", "utf-16", "utf8", "us-ascii", "iso-8859-1"}


@dataclass(slots=True)
class Node:
    """An element by its local name; attributes too, but for `xml:` ones. Children are elements and strings."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)
    line: int = 0

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    @property
    def elements(self) -> list["Node"]:
        return [child for child in self.children if isinstance(child, Node)]

    @property
    def text(self) -> str:
        """All text within, as it stands."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def child(self, name: str) -> "Node | None":
        return next((child for child in self.elements if child.name == name), None)

    def all(self, name: str) -> list["Node"]:
        """Children of that name."""
        return [child for child in self.elements if child.name == name]

    def text_of(self, name: str) -> str:
        """Of the first child of that name; empty if there is none."""
        found = self.child(name)
        return found.text if found is not None else ""

    def within(self, *names: str) -> Iterator["Node"]:
        """Descendants of these names, in order."""
        for child in self.elements:
            if child.name in names:
                yield child
            yield from child.within(*names)


def element(name: str, *children: Node | str, **attributes: str) -> Node:
    """Underscores in names of attributes stand for hyphens, `xml_lang` for `xml:lang`; a last one is left out."""
    named = {_attribute(name): value for name, value in attributes.items() if value}
    return Node(name, named, list(children))


def read_xml(content: bytes, file: str = "") -> Node:
    """Raises FileRefused."""
    builder = _Builder(file)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.XmlDeclHandler = builder.declared
    parser.StartDoctypeDeclHandler = builder.refuse_doctype
    parser.EntityDeclHandler = builder.refuse_doctype
    parser.ExternalEntityRefHandler = builder.refuse_doctype
    parser.StartElementHandler = lambda name, attributes: builder.start(name, attributes, parser.CurrentLineNumber)
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise FileRefused("bad_xml", file, line=error.lineno) from None
    except (ValueError, LookupError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused("bad_encoding", file) from None
    if builder.root is None:
        raise FileRefused("bad_xml", file, line=1)
    return builder.root


def write_xml(root: Node) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(_written(root, 0)) + "\n").encode()


class _Builder:
    def __init__(self, file: str) -> None:
        self.file, self.root = file, None  # type: str, Node | None
        self._open: list[Node] = []
        self._count = 0

    def declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding.lower() if encoding else None) not in ENCODINGS:
            raise FileRefused("bad_encoding", self.file)

    def refuse_doctype(self, *_: object) -> NoReturn:
        raise FileRefused("xml_doctype", self.file)

    def start(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        self._count += 1
        too_much = len(self._open) >= DEEPEST or self._count > MOST_ELEMENTS or len(attributes) > MOST_ATTRIBUTES
        if too_much or any(len(value) > LONGEST_ATTRIBUTE for value in attributes.values()):
            raise FileRefused("xml_too_much", self.file, line=line)
        node = Node(_local(name), {_local(one): value for one, value in attributes.items()}, [], line)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, _: str) -> None:
        self._open.pop()

    def data(self, text: str) -> None:
        self._open[-1].children.append(text)


def _local(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return f"xml:{local}" if space == XML_SPACE else local


def _attribute(name: str) -> str:
    return "xml:lang" if name == "xml_lang" else name.rstrip("_").replace("_", "-")


def _written(node: Node, depth: int) -> Iterator[str]:
    """Elements that hold no text stand on lines of their own."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in node.attributes.items())
    if not node.children:
        yield f"<{node.name}{attributes}/>"
        return
    yield f"<{node.name}{attributes}>"
    is_mixed = any(isinstance(child, str) for child in node.children)
    for child in node.children:
        if not is_mixed:
            yield "\n" + "  " * (depth + 1)
        yield from _written(child, depth + 1) if isinstance(child, Node) else [_clean(child)]
    if not is_mixed:
        yield "\n" + "  " * depth
    yield f"</{node.name}>"


def _clean(text: str) -> str:
    """Without characters that no XML may hold."""
    return escape("".join(sign for sign in text if sign >= " " or sign in "\n\t"))
