"""The styles of a word processor's document: sizes in half points, distances in twentieths of a point."""

from xml.etree.ElementTree import Element, SubElement

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def w(name: str) -> str:
    """A name of the format's own vocabulary."""
    return f"{{{W}}}{name}"


def styles(language: str) -> Element:
    sheet = Element(w("styles"))
    defaults = SubElement(SubElement(SubElement(sheet, w("docDefaults")), w("rPrDefault")), w("rPr"))
    fonts = {"ascii": "Arial", "hAnsi": "Arial", "cs": "Arial", "eastAsia": "SimSun"}
    SubElement(defaults, w("rFonts"), {w(name): font for name, font in fonts.items()})
    east = {"zh-hant": "zh-HK", "zh-hans": "zh-CN"}.get(language, "zh-HK")
    SubElement(defaults, w("lang"), {w("val"): "en-GB", w("eastAsia"): east})
    for name, title, size, is_bold, before, after in (
        ("Normal", "Normal", 19, False, 0, 60),
        ("Heading1", "heading 1", 32, True, 0, 80),
        ("Heading2", "heading 2", 23, True, 160, 60),
        ("Cell", "Cell", 17, False, 10, 10),
        ("Small", "Small", 15, False, 0, 30),
    ):
        kept = {w("default"): "1"} if name == "Normal" else {}
        style = SubElement(sheet, w("style"), {w("type"): "paragraph", **kept, w("styleId"): name})
        SubElement(style, w("name"), {w("val"): title})
        spacing = SubElement(SubElement(style, w("pPr")), w("spacing"))
        spacing.attrib.update({w("before"): str(before), w("after"): str(after)})
        letters = SubElement(style, w("rPr"))
        if is_bold:
            SubElement(letters, w("b"))
        SubElement(letters, w("sz"), {w("val"): str(size)})
    _grid(sheet)
    return sheet


def _grid(sheet: Element) -> None:
    style = SubElement(sheet, w("style"), {w("type"): "table", w("styleId"): "TableGrid"})
    SubElement(style, w("name"), {w("val"): "Table Grid"})
    borders = SubElement(SubElement(style, w("tblPr")), w("tblBorders"))
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        SubElement(borders, w(side), {w("val"): "single", w("sz"): "4", w("space"): "0", w("color"): "777777"})
