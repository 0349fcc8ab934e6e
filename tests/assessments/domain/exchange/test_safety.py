"""A hostile file is refused once, clearly, in bounded time, before anything of it is used."""

import io
import stat
import struct
import zipfile
from random import Random
from time import process_time

import pytest

from assessments.domain.exchange.archive import MOST_BYTES, MOST_ENTRIES
from assessments.domain.exchange.formats import FORMATS
from assessments.domain.exchange.found import FileRefused
from assessments.domain.exchange.transfer import read_items, write_items

from .test_formats import PLAIN
from .wares import GIVEN, PICTURES

SECONDS = 10.0  # of the processor: far more than any of these takes, far less than a bomb would
ITEM = (
    '<qti-assessment-item identifier="a" xml:lang="en"><qti-response-declaration identifier="RESPONSE" '
    'cardinality="single" base-type="identifier"><qti-correct-response><qti-value>a</qti-value></qti-correct-response>'
    '</qti-response-declaration><qti-item-body><p>{stem}</p><qti-choice-interaction response-identifier="RESPONSE" '
    'shuffle="true" max-choices="1"><qti-simple-choice identifier="a">Yes</qti-simple-choice>'
    '<qti-simple-choice identifier="b">No</qti-simple-choice></qti-choice-interaction></qti-item-body>'
    "</qti-assessment-item>"
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BILLION = f'<!DOCTYPE q [<!ENTITY l0 "ha">{LAUGHS}]>' + ITEM.format(stem="&l11;")
OUTSIDE = '<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + ITEM.format(stem="&x;")
PARAMETER = '<!DOCTYPE q [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>' + ITEM.format(stem="x")


def packed(*entries: tuple[str, bytes], link: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        if link:
            entry = zipfile.ZipInfo(link)
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def with_long_name(name: bytes) -> bytes:
    """The library mends bad names as it writes, so the name is put in afterwards."""
    return packed(("x" * len(name), b"<a/>")).replace(b"x" * len(name), name)


def claiming(content: bytes, size: int) -> bytes:
    """The directory says that the one file is of that size."""
    place = content.rfind(b"PK\x01\x02")
    return content[: place + 24] + struct.pack("<L", size) + content[place + 28 :]


ONE = packed(("item.xml", ITEM.format(stem="x").encode()))
XML_FILES = {
    "billion laughs": (BILLION.encode(), "xml_doctype"),
    "external entity": (OUTSIDE.encode(), "xml_doctype"),
    "parameter entity": (PARAMETER.encode(), "xml_doctype"),
    "external entity in UTF-16": (OUTSIDE.encode("utf-16"), "xml_doctype"),
    "a document type alone": (b"<!DOCTYPE quiz><quiz/>", "xml_doctype"),
    "deep": (b"<a>" * 50_000 + b"</a>" * 50_000, "xml_too_much"),
    "wide": (b"<quiz>" + b"<a/>" * 150_000 + b"</quiz>", "xml_too_much"),
    "a huge attribute": (b'<quiz a="' + b"x" * 1_000_000 + b'"/>', "xml_too_much"),
    "many attributes": (b"<quiz " + b" ".join(b'a%d="1"' % n for n in range(5_000)) + b"/>", "xml_too_much"),
    "not UTF-8": (b'<?xml version="1.0" encoding="UTF-8"?><quiz>\xff\xfe\xfa</quiz>', "bad_xml"),
    "an unknown encoding": (b'<?xml version="1.0" encoding="x-no-such"?><quiz/>', "bad_encoding"),
    "cut short": (b"<quiz><question>", "bad_xml"),
    "another root": (b"<html/>", "unknown_format"),
    "too large": (b"<quiz>" + b" " * MOST_BYTES + b"</quiz>", "too_large"),
}
ARCHIVES = {
    "up and out": (packed(("../../evil.xml", b"<a/>")), "zip_path"),
    "from the root": (packed(("/etc/evil.xml", b"<a/>")), "zip_path"),
    "a drive": (packed(("C:/evil.xml", b"<a/>")), "zip_path"),
    "a backslash": (with_long_name(b"..\\evil.xml"), "zip_path"),
    "a link": (packed(("a.xml", b"<a/>"), link="b.xml"), "zip_path"),
    "a bomb": (packed(("a.xml", b"<a>" + b" " * 50_000_000 + b"</a>")), "zip_bomb"),
    "a name twice": (packed(("a.xml", b"<a/>"), ("A.xml", b"<b/>")), "zip_twice"),
    "too many": (packed(*((f"{n}.xml", b"") for n in range(MOST_ENTRIES + 1))), "zip_many"),
    "a hundred thousand": (packed(*((f"{n}", b"") for n in range(100_000))), "zip_many"),
    "only an archive in it": (packed(("inner.zip", ONE)), "no_items"),
    "cut short archive": (ONE[:-30], "zip_broken"),
    "not an archive": (b"PK\x03\x04" + b"\0" * 100, "zip_broken"),
    "a size that is not so": (claiming(ONE, 10), "zip_broken"),
}


@pytest.mark.parametrize("name", [*XML_FILES, *ARCHIVES])
def test_a_hostile_file_is_refused_with_its_reason(name: str) -> None:
    content, reason = (XML_FILES | ARCHIVES)[name]
    start = process_time()
    with pytest.raises(FileRefused) as refused:
        read_items(content, "file", GIVEN)
    assert refused.value.code == reason
    assert process_time() - start < SECONDS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_xml_is_read_in_each_encoding_of_unicode(encoding: str) -> None:
    _, [found] = read_items(ITEM.format(stem="題目").encode(encoding), "item.xml", GIVEN)
    assert found.content is not None
    assert found.content.stem == {"en": "題目"}


def test_a_bad_file_of_a_package_stops_only_itself() -> None:
    content = packed(("good.xml", ITEM.format(stem="x").encode()), ("bad.xml", BILLION.encode()), ("inner.zip", ONE))
    _, found = read_items(content, "p.zip", GIVEN)
    assert [(one.file, bool(one.content), [problem.code for problem in one.problems][:1]) for one in found] == [
        ("good.xml", True, ["fault"]),
        ("bad.xml", False, ["xml_doctype"]),
    ]


def test_workbooks_are_judged_as_archives_are() -> None:
    book = write_items("xlsx", PLAIN, "en", PICTURES).content
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = [(one, archive.read(one)) for one in archive.namelist()]
    bad = [(name, BILLION.encode() if name.endswith("sheet1.xml") else part) for name, part in parts]
    for content, reason in ((packed(*bad), "xml_doctype"), (packed(*parts, ("../x", b"")), "zip_path")):
        with pytest.raises(FileRefused) as refused:
            read_items(content, "b.xlsx", GIVEN)
        assert refused.value.code == reason


@pytest.mark.parametrize("code", FORMATS)
def test_whatever_befalls_a_file_it_is_read_or_refused(code: str) -> None:
    """Bytes changed, doubled or lost at random; a text file also keeps its form, so that readers get further."""
    chance = Random(code)
    good = write_items(code, PLAIN, "en", PICTURES).content
    for _ in range(60):
        content = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            start = chance.randrange(len(content))
            piece = content[start : start + chance.randint(0, 40)]
            content[start : start + chance.randint(0, 3)] = chance.choice(
                [b"", piece * 2, bytes([chance.randrange(256)]), b"{", b"}", b"<", b"=", b'"', b"\n\n", b"->", b"#"]
            )
        try:
            _, found = read_items(bytes(content), f"x.{FORMATS[code].suffix}", GIVEN)
        except FileRefused:
            continue
        assert all(one.content or one.problems for one in found)
