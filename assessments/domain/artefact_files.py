"""Which files may stand as pieces of work, told by their bytes and not by their names alone."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

LARGEST_FILE = 4 * 1024 * 1024  # bytes
MOST_FILES = 5  # of an entry

_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
}
PICTURES = {"png": "png", "jpg": "jpg", "jpeg": "jpg"}  # extension → under which it is kept
_HEART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml"}
_PROGRAMS = ("vbaproject.bin", "/activex/", "/basic/", "/scripts/")  # parts that could be executed


class FileRefused(ValueError):
    """`code`: type, size, content or program."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def extension_of(name: str) -> str:
    return name.rpartition(".")[2].lower()


def media_type_of(name: str, data: bytes) -> str:
    """Of a document; raises FileRefused where the bytes are not what the name says, or hold a program."""
    extension = extension_of(name)
    if extension not in MEDIA_TYPES:
        raise FileRefused("type")
    if len(data) > LARGEST_FILE:
        raise FileRefused("size")
    if extension == "pdf":
        if not data.startswith(b"%PDF-"):
            raise FileRefused("content")
    else:
        _check_package(extension, data)
    return MEDIA_TYPES[extension]


def _check_package(extension: str, data: bytes) -> None:
    """Only the table of contents is read: nothing of an archive is ever unpacked."""
    try:
        with ZipFile(BytesIO(data)) as package:
            names = package.namelist()
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        raise FileRefused("content") from None
    if _HEART[extension] not in names:
        raise FileRefused("content")
    if any(part in f"/{name.lower()}" for name in names for part in _PROGRAMS):
        raise FileRefused("program")


def plain_name(name: str, extension: str) -> str:
    """The last part of the name, printable and short, with the extension under which the file is kept."""
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    kept = "".join(sign for sign in stem if sign.isprintable() and sign not in '"<>:|?*;%').strip(" .")
    return f"{kept[:80] or 'file'}.{extension}"
