"""Zip files from strangers: names, sizes and kinds of all entries are judged before anything is unpacked."""

import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO

from .found import FileRefused

MOST_BYTES = 20 * 1024 * 1024  # of an upload
MOST_UNPACKED = 100 * 1024 * 1024  # of all that is in it
MOST_ENTRIES = 2_000
HIGHEST_RATIO = 100  # unpacked bytes for each packed one, beyond a first megabyte
LENIENT = 1024 * 1024
LONGEST_PATH = 240
END_OF_DIRECTORY = b"PK\x05\x06"
FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # the same items give the same bytes


def is_archive(content: bytes) -> bool:
    return content.startswith((b"PK\x03\x04", END_OF_DIRECTORY))


def read_archive(content: bytes, *, suffixes: tuple[str, ...]) -> dict[str, bytes]:
    """Files with these endings, by path. An archive in the archive stays shut. Raises FileRefused."""
    with _opened(content) as archive:
        return {
            entry.filename: _unpacked(archive, entry)
            for entry in archive.infolist()
            if entry.filename.lower().endswith(suffixes)
        }


def names_in(content: bytes) -> set[str]:
    """Paths of all entries. Raises FileRefused."""
    with _opened(content) as archive:
        return set(archive.namelist())


def write_archive(files: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()


@contextmanager
def _opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    if _announced(content) > MOST_ENTRIES:
        raise FileRefused("zip_many", most=MOST_ENTRIES)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check(archive.infolist())
            yield archive
    except FileRefused:
        raise
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        raise FileRefused("zip_broken") from None


def _announced(content: bytes) -> int:
    """How many entries the end of the directory speaks of: known before the directory is read into memory."""
    place = content.rfind(END_OF_DIRECTORY)
    return int.from_bytes(content[place + 10 : place + 12], "little") if place >= 0 else 0


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise FileRefused("zip_many", most=MOST_ENTRIES)
    seen: set[str] = set()
    for entry in entries:
        _check_name(entry)
        plain = entry.filename.rstrip("/").casefold()
        if plain in seen:
            raise FileRefused("zip_twice", name=entry.filename[:LONGEST_PATH])
        seen.add(plain)
        if entry.file_size > LENIENT and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size):
            raise FileRefused("zip_bomb")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise FileRefused("zip_bomb")


def _check_name(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    parts = name.rstrip("/").split("/")
    is_bad = "\\" in name or "\0" in name or ":" in parts[0] or any(part in ("", ".", "..") for part in parts)
    if is_link or is_bad or len(name) > LONGEST_PATH:
        raise FileRefused("zip_path", name=name[:LONGEST_PATH].replace("\0", ""))
    if entry.flag_bits & 1:
        raise FileRefused("zip_locked")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Never more than the entry says of itself."""
    with archive.open(entry) as source:
        content = source.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise FileRefused("zip_bomb")
    return content
