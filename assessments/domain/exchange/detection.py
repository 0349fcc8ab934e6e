"""Which format a file is in: by what is in it, not by what it is called."""

from .aiken import is_aiken
from .archive import is_archive, names_in
from .found import FileRefused
from .qti.names import to_three
from .spreadsheet.files import WORKBOOK
from .text_file import read_text
from .xml_tree import Node, read_xml


def format_of(content: bytes, file: str) -> str:
    """By what is in it; the name of the file decides between formats of plain text alone."""
    if is_archive(content):
        return "xlsx" if WORKBOOK in names_in(content) else "qti3"
    if content.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\0").startswith(b"<"):
        return _format_of_xml(read_xml(content, file), file)
    return "csv" if file.lower().endswith(".csv") else _format_of_text(read_text(content, file), file)


def _format_of_xml(root: Node, file: str) -> str:
    if root.name == "quiz":
        return "moodle"
    if to_three(root).name != "qti-assessment-item":
        raise FileRefused("unknown_format", file)
    return "qti3" if root.name.startswith("qti-") else "qti2"


def _format_of_text(text: str, file: str) -> str:
    if is_aiken(text):
        return "aiken"
    if "{" in text or "::" in text:
        return "gift"
    if "task " in text.split("\n", 1)[0].casefold():
        return "csv"
    raise FileRefused("unknown_format", file)
