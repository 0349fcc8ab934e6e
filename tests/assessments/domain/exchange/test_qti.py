"""QTI packages: what goes out comes back, and is built as others expect it."""

import re
from dataclasses import replace

import pytest

from assessments.domain.exchange.archive import read_archive, write_archive
from assessments.domain.exchange.facts import FACTS
from assessments.domain.exchange.qti.item import write_item
from assessments.domain.exchange.qti.kinds import interactions
from assessments.domain.exchange.qti.names import QTI_2, QTI_3
from assessments.domain.exchange.qti.package import read_package, write_package
from assessments.domain.exchange.qti.writing import WRITERS
from assessments.domain.exchange.xml_tree import read_xml

from .wares import DIGEST, GIVEN, PICTURES, in_english, ware


@pytest.mark.parametrize("kind", WRITERS)
def test_an_item_comes_back_from_qti_3_as_it_was(kind: str) -> None:
    content = ware(kind)
    [found] = read_package(write_package({"B-001": content}, QTI_3, PICTURES), "p.zip", GIVEN)
    assert found.content == content
    assert [one.code for one in found.problems] == ["formulas"]


@pytest.mark.parametrize("kind", WRITERS)
def test_qti_2_carries_all_but_the_facts(kind: str) -> None:
    content = ware(kind)
    [found] = read_package(write_package({"B-001": content}, QTI_2, PICTURES), "p.zip", GIVEN)
    assert found.content is not None
    facts = {name: getattr(content, name) for name in FACTS}
    assert replace(found.content, **facts) == content
    assert (found.content.competency, found.content.level, found.content.cognitive) == ("S1", 2, "apply")


ORDER = (
    "qti-response-declaration",
    "qti-outcome-declaration",
    "qti-item-body",
    "qti-response-processing",
    "qti-modal-feedback",
)  # as the schema of QTI 3.0 wants the parts of an item
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
ONLY_IN_LINES = {"qti-text-entry-interaction", "qti-inline-choice-interaction"}


@pytest.mark.parametrize("kind", WRITERS)
def test_an_item_is_built_as_the_schema_wants(kind: str) -> None:
    item = write_item(ware(kind), name="B-001", language="en", dialect=QTI_3, pictures={DIGEST: "p.png"})
    places = [ORDER.index(one.name) for one in item.elements]
    assert places == sorted(places)
    declared = {one.get("identifier") for one in item.elements if one.name.endswith("-declaration")}
    body = item.child("qti-item-body")
    assert body is not None
    found = interactions(body)
    assert found
    for one in found:
        assert one.get("response-identifier") in declared
    for line in body.within("p", "div"):
        for one in line.elements:
            assert (one.name in ONLY_IN_LINES) <= (line.name == "p"), one.name
    named = [one.get("identifier") for one in item.within(*NAMED) if "identifier" in one.attributes]
    assert all(IDENTIFIER.fullmatch(one) for one in [*named, *declared])
    processing = item.child("qti-response-processing")
    assert processing is not None
    used = {one.get("identifier") for one in processing.within("qti-variable", "qti-map-response", "qti-correct")}
    assert used <= declared


NAMED = (
    "qti-simple-choice",
    "qti-simple-associable-choice",
    "qti-inline-choice",
    "qti-hotspot-choice",
    "qti-modal-feedback",
)


def test_each_language_is_an_item_of_its_own_and_the_manifest_lists_all_files() -> None:
    files = read_archive(
        write_package({"B-001": ware("single"), "7 a": ware("letter")}, QTI_3, PICTURES), suffixes=(".xml",)
    )
    names = [f"items/{item}.{language}.xml" for item in ("B-001", "item-7-a") for language in ("en", "zh-hant")]
    assert list(files) == ["imsmanifest.xml", *names]
    manifest = read_xml(files["imsmanifest.xml"])
    assert [(one.get("href"), one.get("type")) for one in manifest.within("resource")] == [
        (name, "imsqti_item_xmlv3p0") for name in names
    ]
    chinese = read_xml(files[names[1]])
    assert (chinese.get("xml:lang"), chinese.get("identifier")) == ("zh-Hant", "B-001")
    assert "Ask" not in chinese.text.replace("「Ask」", "")


def test_languages_that_differ_in_more_than_words_are_no_item() -> None:
    files = read_archive(write_package({"B-001": ware("single")}, QTI_3, PICTURES), suffixes=(".xml",))
    name = "items/B-001.en.xml"
    files[name] = files[name].replace(b"<qti-value>b</qti-value>", b"<qti-value>c</qti-value>", 1)
    [found] = read_package(write_archive(files), "p.zip", GIVEN)
    assert (found.content, found.problems[0].code) == (None, "languages_differ")


def test_what_a_manifest_names_and_is_no_item_is_told() -> None:
    files = read_archive(write_package({"B-001": ware("single")}, QTI_3, PICTURES), suffixes=(".xml",))
    more = b'<resource identifier="T" type="imsqti_test_xmlv3p0" href="test.xml"/></resources>'
    files["imsmanifest.xml"] = files["imsmanifest.xml"].replace(b"</resources>", more)
    del files["items/B-001.zh-hant.xml"]
    item, *told = read_package(write_archive(files), "p.zip", GIVEN)
    assert item.content == in_english(ware("single"))
    assert [(one.file, one.problems[0].code) for one in told] == [
        ("items/B-001.zh-hant.xml", "missing_file"),
        ("test.xml", "not_an_item"),
    ]
