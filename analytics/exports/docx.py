"""A word processor's document (Office Open XML) of headings, paragraphs and tables, written part by part.

Texts go into an XML tree and never into markup, so whatever a person typed stays text.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .docx_styles import styles, w

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TEXT_WIDTH = 9638  # twentieths of a point: A4 without margins of two centimetres
MARGIN = "1134"
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0 has no place for these
THE_BEGINNING = (1980, 1, 1, 0, 0, 0)  # so that equal reports are equal files


class Document:
    """Built from top to bottom."""

    def __init__(self, *, title: str, language: str) -> None:
        self.title, self.language = title, language
        self.body = Element(w("body"))

    def heading(self, text: str, level: int = 2, *, on_new_page: bool = False) -> None:
        paragraph = self._paragraph(self.body, f"Heading{level}")
        if on_new_page:
            SubElement(paragraph[0], w("pageBreakBefore"))
        _run(paragraph, text)

    def paragraph(self, text: str, *, style: str = "Normal") -> None:
        _run(self._paragraph(self.body, style), text)

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[int], *, has_heading: bool = True) -> None:
        """`widths` in per cent; each cell's lines are parted by line feeds."""
        table = SubElement(self.body, w("tbl"))
        properties = SubElement(table, w("tblPr"))
        SubElement(properties, w("tblStyle"), {w("val"): "TableGrid"})
        SubElement(properties, w("tblW"), {w("w"): str(TEXT_WIDTH), w("type"): "dxa"})
        SubElement(properties, w("tblLayout"), {w("type"): "fixed"})
        columns = [str(TEXT_WIDTH * width // 100) for width in widths]
        grid = SubElement(table, w("tblGrid"))
        for width in columns:
            SubElement(grid, w("gridCol"), {w("w"): width})
        for number, row in enumerate(rows):
            self._row(table, row, columns, is_heading=has_heading and number == 0)
        self._paragraph(self.body, "Small")

    def to_bytes(self) -> bytes:
        section = SubElement(self.body, w("sectPr"))
        SubElement(section, w("pgSz"), {w("w"): "11906", w("h"): "16838"})
        sides = {w(side): MARGIN for side in ("top", "right", "bottom", "left")}
        SubElement(section, w("pgMar"), {**sides, w("header"): "567", w("footer"): "567", w("gutter"): "0"})
        document = Element(w("document"))
        document.append(self.body)
        parts = {
            "[Content_Types].xml": _types(),
            "_rels/.rels": _relations(
                {
                    "rId1": (f"{OFFICE}/officeDocument", "word/document.xml"),
                    "rId2": (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                }
            ),
            "docProps/core.xml": _properties(self.title),
            "word/_rels/document.xml.rels": _relations({"rId1": (f"{OFFICE}/styles", "styles.xml")}),
            "word/document.xml": document,
            "word/styles.xml": styles(self.language),
        }
        stream = BytesIO()
        with ZipFile(stream, "w", ZIP_DEFLATED) as package:
            for name, part in parts.items():
                content = tostring(part, encoding="utf-8", xml_declaration=True)
                package.writestr(ZipInfo(name, THE_BEGINNING), content, ZIP_DEFLATED)
        return stream.getvalue()

    def _paragraph(self, parent: Element, style: str) -> Element:
        paragraph = SubElement(parent, w("p"))
        SubElement(SubElement(paragraph, w("pPr")), w("pStyle"), {w("val"): style})
        return paragraph

    def _row(self, table: Element, row: Sequence[str], widths: Sequence[str], *, is_heading: bool) -> None:
        element = SubElement(table, w("tr"))
        properties = SubElement(element, w("trPr"))
        SubElement(properties, w("cantSplit"))
        if is_heading:
            SubElement(properties, w("tblHeader"))
        for text, width in zip(row, widths, strict=True):
            cell = SubElement(element, w("tc"))
            SubElement(SubElement(cell, w("tcPr")), w("tcW"), {w("w"): width, w("type"): "dxa"})
            for line in text.split("\n"):
                _run(self._paragraph(cell, "Cell"), line, is_bold=is_heading)


def _run(paragraph: Element, text: str, *, is_bold: bool = False) -> None:
    run = SubElement(paragraph, w("r"))
    if is_bold:
        SubElement(SubElement(run, w("rPr")), w("b"))
    element = SubElement(run, w("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    element.text = UNPRINTABLE.sub("", text)


def _types() -> Element:
    types = Element("Types", {"xmlns": f"{PACKAGE}/content-types"})
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    SubElement(types, "Default", {"Extension": "rels", "ContentType": relations})
    SubElement(types, "Default", {"Extension": "xml", "ContentType": "application/xml"})
    for part, kind in (("document", "document.main"), ("styles", "styles")):
        SubElement(types, "Override", {"PartName": f"/word/{part}.xml", "ContentType": f"{MAIN}.{kind}+xml"})
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    SubElement(types, "Override", {"PartName": "/docProps/core.xml", "ContentType": core})
    return types


def _properties(title: str) -> Element:
    properties = Element(f"{{{PACKAGE}/metadata/core-properties}}coreProperties")
    SubElement(properties, "{http://purl.org/dc/elements/1.1/}title").text = UNPRINTABLE.sub("", title)
    return properties


def _relations(targets: dict[str, tuple[str, str]]) -> Element:
    relations = Element("Relationships", {"xmlns": f"{PACKAGE}/relationships"})
    for name, (kind, target) in targets.items():
        SubElement(relations, "Relationship", {"Id": name, "Type": kind, "Target": target})
    return relations
