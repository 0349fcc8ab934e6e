"""A word processor's document (Office Open XML) of headings, paragraphs and tables, written part by part.

Texts go into an XML tree and never into markup, so whatever a person typed stays text.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
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
        self.body = Element(_w("body"))

    def heading(self, text: str, level: int = 2, *, on_new_page: bool = False) -> None:
        paragraph = self._paragraph(self.body, f"Heading{level}")
        if on_new_page:
            SubElement(paragraph[0], _w("pageBreakBefore"))
        _run(paragraph, text)

    def paragraph(self, text: str, *, style: str = "Normal") -> None:
        _run(self._paragraph(self.body, style), text)

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[int], *, has_heading: bool = True) -> None:
        """`widths` in per cent; each cell's lines are parted by line feeds."""
        table = SubElement(self.body, _w("tbl"))
        properties = SubElement(table, _w("tblPr"))
        SubElement(properties, _w("tblStyle"), {_w("val"): "TableGrid"})
        SubElement(properties, _w("tblW"), {_w("w"): str(TEXT_WIDTH), _w("type"): "dxa"})
        SubElement(properties, _w("tblLayout"), {_w("type"): "fixed"})
        columns = [str(TEXT_WIDTH * width // 100) for width in widths]
        grid = SubElement(table, _w("tblGrid"))
        for width in columns:
            SubElement(grid, _w("gridCol"), {_w("w"): width})
        for number, row in enumerate(rows):
            self._row(table, row, columns, is_heading=has_heading and number == 0)
        self._paragraph(self.body, "Small")

    def to_bytes(self) -> bytes:
        section = SubElement(self.body, _w("sectPr"))
        SubElement(section, _w("pgSz"), {_w("w"): "11906", _w("h"): "16838"})
        sides = {_w(side): MARGIN for side in ("top", "right", "bottom", "left")}
        SubElement(section, _w("pgMar"), {**sides, _w("header"): "567", _w("footer"): "567", _w("gutter"): "0"})
        document = Element(_w("document"))
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
            "word/styles.xml": _styles(self.language),
        }
        stream = BytesIO()
        with ZipFile(stream, "w", ZIP_DEFLATED) as package:
            for name, part in parts.items():
                content = tostring(part, encoding="utf-8", xml_declaration=True)
                package.writestr(ZipInfo(name, THE_BEGINNING), content, ZIP_DEFLATED)
        return stream.getvalue()

    def _paragraph(self, parent: Element, style: str) -> Element:
        paragraph = SubElement(parent, _w("p"))
        SubElement(SubElement(paragraph, _w("pPr")), _w("pStyle"), {_w("val"): style})
        return paragraph

    def _row(self, table: Element, row: Sequence[str], widths: Sequence[str], *, is_heading: bool) -> None:
        element = SubElement(table, _w("tr"))
        properties = SubElement(element, _w("trPr"))
        SubElement(properties, _w("cantSplit"))
        if is_heading:
            SubElement(properties, _w("tblHeader"))
        for text, width in zip(row, widths, strict=True):
            cell = SubElement(element, _w("tc"))
            SubElement(SubElement(cell, _w("tcPr")), _w("tcW"), {_w("w"): width, _w("type"): "dxa"})
            for line in text.split("\n"):
                _run(self._paragraph(cell, "Cell"), line, is_bold=is_heading)


def _run(paragraph: Element, text: str, *, is_bold: bool = False) -> None:
    run = SubElement(paragraph, _w("r"))
    if is_bold:
        SubElement(SubElement(run, _w("rPr")), _w("b"))
    element = SubElement(run, _w("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
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


def _styles(language: str) -> Element:
    """(style, size in half points, is bold, space before, space after)"""
    styles = Element(_w("styles"))
    defaults = SubElement(SubElement(SubElement(styles, _w("docDefaults")), _w("rPrDefault")), _w("rPr"))
    fonts = {"ascii": "Arial", "hAnsi": "Arial", "cs": "Arial", "eastAsia": "SimSun"}
    SubElement(defaults, _w("rFonts"), {_w(name): font for name, font in fonts.items()})
    east = {"zh-hant": "zh-HK", "zh-hans": "zh-CN"}.get(language, "zh-HK")
    SubElement(defaults, _w("lang"), {_w("val"): "en-GB", _w("eastAsia"): east})
    for name, title, size, is_bold, before, after in (
        ("Normal", "Normal", 19, False, 0, 60),
        ("Heading1", "heading 1", 32, True, 0, 80),
        ("Heading2", "heading 2", 23, True, 160, 60),
        ("Cell", "Cell", 17, False, 10, 10),
        ("Small", "Small", 15, False, 0, 30),
    ):
        kept = {_w("default"): "1"} if name == "Normal" else {}
        style = SubElement(styles, _w("style"), {_w("type"): "paragraph", **kept, _w("styleId"): name})
        SubElement(style, _w("name"), {_w("val"): title})
        spacing = SubElement(SubElement(style, _w("pPr")), _w("spacing"))
        spacing.attrib.update({_w("before"): str(before), _w("after"): str(after)})
        letters = SubElement(style, _w("rPr"))
        if is_bold:
            SubElement(letters, _w("b"))
        SubElement(letters, _w("sz"), {_w("val"): str(size)})
    _grid(styles)
    return styles


def _grid(styles: Element) -> None:
    style = SubElement(styles, _w("style"), {_w("type"): "table", _w("styleId"): "TableGrid"})
    SubElement(style, _w("name"), {_w("val"): "Table Grid"})
    borders = SubElement(SubElement(style, _w("tblPr")), _w("tblBorders"))
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        SubElement(borders, _w(side), {_w("val"): "single", _w("sz"): "4", _w("space"): "0", _w("color"): "777777"})


def _w(name: str) -> str:
    return f"{{{W}}}{name}"
