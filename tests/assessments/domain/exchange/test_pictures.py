"""Documents to be marked, as others write them: pictures, shapes, and what is told of both."""

from base64 import b64encode
from dataclasses import replace
from time import process_time

import pytest

from assessments.domain.exchange.archive import read_archive, write_archive
from assessments.domain.exchange.found import Imported, ItemRefused
from assessments.domain.exchange.moodle.reading import read_moodle
from assessments.domain.exchange.moodle.writing import write_moodle
from assessments.domain.exchange.pictures import SentPicture, redrawn
from assessments.domain.exchange.qti.names import QTI_2, QTI_3
from assessments.domain.exchange.qti.package import read_package, write_package
from assessments.domain.exchange.transfer import read_items, write_items
from assessments.domain.exchange.xml_tree import read_xml

from .test_foreign import codes, parts, words
from .wares import DIGEST, DRAWN, GIVEN, PICTURES, ware

JPEG = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc4\0\x04cd\xff\xc2\0\x11\x08\x01\x90\x02\x58"  # 600 × 400, after two segments
SEGMENTS = b"\xff\xd8" + b"\xff\xe0\0\2" * 2_000 + JPEG[2:]  # more than anybody writes before the frame
SPOTS = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="T" adaptive="false"
 timeDependent="false" xml:lang="en"><responseDeclaration identifier="RESPONSE" cardinality="{cardinality}"
 baseType="{base}">{declared}</responseDeclaration><itemBody>{body}</itemBody></assessmentItem>"""
HOTSPOT = """<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="{most}"><prompt>Where?</prompt>
<object data="../images/map.png" type="image/png"{size}>A map</object>
<hotspotChoice identifier="A" shape="circle" coords="77,115,8"/>
<hotspotChoice identifier="B" shape="rect" coords="100,100,140,120" hotspotLabel="The harbour"/>
<hotspotChoice identifier="C" shape="poly" coords="10,10,30,10,20,30"/>
<hotspotChoice identifier="D" shape="default"/></hotspotInteraction>"""
POINTS = """<p>Where?</p><selectPointInteraction responseIdentifier="RESPONSE" maxChoices="2">
<object data="../images/map.png" type="image/png" width="800" height="600"/></selectPointInteraction>"""
AREAS = """<areaMapping defaultValue="0"><areaMapEntry shape="circle" coords="100,100,10" mappedValue="1"/>
<areaMapEntry shape="rect" coords="790,590,900,700" mappedValue="0.5"/>
<areaMapEntry shape="rect" coords="0,0,5,5" mappedValue="-1"/></areaMapping>"""


def package(item: str, picture: bytes = DRAWN, name: str = "images/map.png") -> Imported:
    [found] = read_package(write_archive({"items/i.xml": item.encode(), name: picture}), "p.zip", GIVEN)
    return found


def hotspot(*, most: int = 1, size: str = "", **changes: bytes) -> Imported:
    body = HOTSPOT.format(most=most, size=size)
    correct = "<correctResponse><value>B</value></correctResponse>"
    return package(SPOTS.format(cardinality="single", base="identifier", declared=correct, body=body), **changes)


def sides(zone: dict[str, int]) -> tuple[int, ...]:
    return tuple(zone[name] for name in ("x", "y", "width", "height"))


def test_a_hot_spot_of_qti_2_comes_in_with_its_picture():
    found = hotspot(most=0)
    kind, stem, body, right = parts(found)
    assert (kind, stem, right, body["pick"]) == ("hot_spot", {"en": "Where?"}, {"correct": ["b"]}, 4)
    assert body["picture"] == {"digest": DIGEST, "width": 800, "height": 600, "alt": {"en": "A map"}}
    assert [sides(one) for one in body["zones"]] == [
        (69, 107, 16, 16),
        (100, 100, 40, 20),
        (10, 10, 20, 20),
        (0, 0, 800, 600),
    ]
    assert words(body["zones"]) == ["[1]", "The harbour", "[3]", "[4]"]
    assert [(one.name, one.data) for one in found.pictures] == [("images/map.png", DRAWN)]
    assert codes(found) == {"shapes", "zone_names"}


def test_places_are_counted_in_the_size_that_the_file_tells_and_follow_the_picture_that_is_stored():
    found = hotspot(size=' width="400" height="300"')
    assert found.content is not None
    assert (found.content.body["picture"]["width"], found.content.body["picture"]["height"]) == (400, 300)
    stored = redrawn(found.content, "f" * 64, (800, 600))
    assert sides(stored.body["zones"][1]) == (200, 200, 80, 40)
    assert stored.body["picture"] == {**found.content.body["picture"], "digest": "f" * 64, "width": 800, "height": 600}


def test_points_become_the_areas_in_which_they_are_right():
    found = package(SPOTS.format(cardinality="multiple", base="point", declared=AREAS, body=POINTS))
    kind, _, body, right = parts(found)
    assert (kind, right, body["pick"]) == ("hot_spot", {"correct": ["a", "b"]}, 2)
    assert [sides(one) for one in body["zones"]] == [(90, 90, 20, 20), (790, 590, 10, 10), (0, 0, 5, 5)]
    assert codes(found) >= {"points", "shapes", "zone_names", "no_alt", "half_right"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"picture": b"GIF89a...."}, "picture_unreadable"),
        ({"picture": DRAWN[:20]}, "picture_unreadable"),
        ({"picture": DRAWN[:16] + (60_000).to_bytes(4) * 2}, "picture_side"),
        ({"name": "images/other.png"}, "picture_missing"),
        ({"size": ' width="9000" height="10"'}, "picture_side"),
    ],
)
def test_a_picture_that_is_none_leaves_the_item_out(changes, reason):
    found = hotspot(**changes)
    assert (found.content, codes(found), found.file) == (None, {reason}, "items/i.xml")


@pytest.mark.parametrize("address", ["http://example.org/map.png", "/etc/passwd", "../../../../etc/passwd", ""])
def test_a_picture_is_looked_for_in_the_package_alone(address):
    body = HOTSPOT.format(most=1, size="").replace("../images/map.png", address)
    found = package(SPOTS.format(cardinality="single", base="identifier", declared="", body=body))
    assert (found.content, codes(found)) == (None, {"picture_missing"})


def test_an_item_without_its_package_has_no_picture():
    [found] = read_package(
        SPOTS.format(cardinality="single", base="identifier", declared="", body=POINTS).encode(), "i.xml", GIVEN
    )
    assert (found.content, codes(found)) == (None, {"no_right_answer"})


def test_a_package_holds_each_picture_once_and_says_who_needs_it():
    items = {"B-001": ware("hot_spot"), "B-002": ware("hot_spot"), "B-003": ware("single")}
    files = read_archive(write_package(items, QTI_3, PICTURES), suffixes=(".xml", ".png"))
    [picture] = [path for path in files if path.endswith(".png")]
    assert files[picture] == DRAWN
    resources = read_xml(files["imsmanifest.xml"]).within("resource")
    needs = {one.get("href"): [two.get("identifierref") for two in one.all("dependency")] for one in resources}
    assert needs["items/B-002.zh-hant.xml"] == [f"R-picture-{DIGEST[:20]}"]
    assert (needs["items/B-003.en.xml"], needs[picture]) == ([], [])


def test_qti_2_shows_its_picture_as_an_object():
    files = read_archive(write_package({"B-001": ware("hot_spot")}, QTI_2, PICTURES), suffixes=(".xml",))
    [image] = read_xml(files["items/B-001.en.xml"]).within("object")
    assert (image.get("type"), image.get("width"), image.text) == ("image/png", "800", "A licence")


def ddmarker(*inner: str, picture: bytes = JPEG) -> Imported:
    file = f'<file name="map.jpg" path="/" encoding="base64">{b64encode(picture).decode()}</file>'
    text = "<questiontext><text>Where?</text></questiontext>"
    content = f'<quiz><question type="ddmarker">{text}{file}{"".join(inner)}</question></quiz>'
    [found] = read_moodle(content.encode(), "m.xml", GIVEN)
    return found


def drop(shape: str, coords: str, choice: int = 1) -> str:
    return f"<drop><no>1</no><shape>{shape}</shape><coords>{coords}</coords><choice>{choice}</choice></drop>"


MARKER = "<drag><no>1</no><text>Here</text><noofdrags>2</noofdrags></drag>"


def test_markers_of_moodle_become_zones():
    found = ddmarker(
        MARKER, drop("rectangle", "10,20;30,40"), drop("circle", "100,100;5"), drop("polygon", "1,1;9,1;5,7")
    )
    kind, stem, body, right = parts(found)
    assert (kind, stem, right, body["pick"]) == ("hot_spot", {"en": "Where?"}, {"correct": ["a", "b", "c"]}, 2)
    assert [sides(one) for one in body["zones"]] == [(10, 20, 30, 40), (95, 95, 10, 10), (1, 1, 8, 6)]
    assert (body["picture"]["width"], body["picture"]["height"]) == (600, 400)
    assert codes(found) == {"no_alt", "zone_names", "shapes", "few_zones", "half_right", "pick_too_low"}


@pytest.mark.parametrize(
    ("inner", "picture", "reason"),
    [
        ((MARKER, drop("rectangle", "1,1;2,2"), drop("rectangle", "5,5;2,2", 2)), JPEG, "several_markers"),
        ((MARKER,), JPEG, "no_right_answer"),
        ((MARKER, drop("rectangle", "1,1")), JPEG, "bad_zone"),
        ((MARKER, drop("rectangle", "1,1;nan,4")), JPEG, "bad_zone"),
        ((MARKER, drop("rectangle", "a,1;2,2")), JPEG, "bad_number"),
        ((MARKER, drop("rectangle", "1,1;2,2")), b"<svg/>", "picture_unreadable"),
    ],
)
def test_markers_that_cannot_be_zones_are_told(inner, picture, reason):
    found = ddmarker(*inner, picture=picture)
    assert (found.content, codes(found)) == (None, {reason})


def test_moodle_counts_in_the_picture_that_it_makes_of_ours():
    """It scales a picture of 800 × 600 down to 533 × 400, and the drops are places on that."""
    written = write_moodle({"B-001": ware("hot_spot")}, PICTURES)
    first = next(read_xml(written).within("drop"))
    assert first.text_of("coords") == "7,33;200,27"  # of 10, 50, 300, 40
    moved = written.replace(b"7,33;200,27", b"7,36;200,27")
    [found] = read_moodle(moved, "q.xml", GIVEN)
    zones = parts(found)[2]["zones"]
    assert (len(zones), parts(found)[3]) == (6, {"correct": ["e", "f"]})
    assert sides(zones[-1]) == (11, 54, 300, 40)


@pytest.mark.parametrize("code", ["qti3", "qti2", "moodle"])
def test_an_item_whose_picture_is_lost_is_named_and_the_others_go_out(code):
    export = write_items(code, {"B-001": ware("hot_spot"), "B-002": ware("single")}, "en", {})
    assert export.written == ("B-002",)
    assert [(name, problem.code) for name, problem in export.left_out] == [("B-001", "picture_missing")]


@pytest.mark.parametrize("code", ["qti3", "qti2", "moodle"])
def test_awkward_words_on_a_picture_come_back(code):
    content = ware("hot_spot")
    awkward = {"en": 'A "seal" & <b>\n [2]', "zh-hant": "印章「乙」\n— & <i>"}
    zones = [{**one, "text": awkward} if place == 2 else one for place, one in enumerate(content.body["zones"])]
    picture = {**content.body["picture"], "alt": awkward}
    content = replace(content, body={**content.body, "zones": zones, "picture": picture})
    [found] = read_items(write_items(code, {"B-001": content}, "en", PICTURES).content, "f", GIVEN)[1]
    body = parts(found)[2]
    assert (body["picture"], body["pick"]) == (picture, 2)
    assert [one["text"] for one in body["zones"]] == [one["text"] for one in zones]
    assert [one.data for one in found.pictures] == [DRAWN]


def test_the_size_of_a_jpeg_stands_in_its_frame():
    assert SentPicture("a.jpg", JPEG).size() == (600, 400)
    for broken in (JPEG[:12], b"\xff\xd8\xff" + b"\0" * 40, b"\xff\xd8\xff\xe0\0\0" * 1000, SEGMENTS, b""):
        with pytest.raises(ItemRefused):
            SentPicture("a.jpg", broken).size()


def seconds(content: bytes, name: str) -> tuple[float, list[Imported]]:
    begun = process_time()
    found = read_items(content, name, GIVEN)[1]
    return process_time() - begun, found


def test_places_without_end_take_no_time():
    """What is opened a hundred thousand times and never closed."""
    rows = '&lt;li class="academy-at-1-1-1-1"&gt;' * 100_000
    text = f'&lt;div class="academy-places"&gt;&lt;p class="academy-size-600-400"&gt;{rows}'
    file = f'<file name="a.jpg" encoding="base64">{b64encode(JPEG).decode()}</file>'
    question = f"<questiontext><text>{text}</text></questiontext>{file}{MARKER}{drop('rectangle', '1,1;2,2')}"
    took, [found] = seconds(f'<quiz><question type="ddmarker">{question}</question></quiz>'.encode(), "m.xml")
    assert (found.content, codes(found)) == (None, {"too_many"})
    assert took < 2


def test_a_picture_that_a_thousand_items_show_is_looked_at_once():
    large = DRAWN + bytes(900_000)
    item = SPOTS.format(cardinality="single", base="identifier", declared="", body=HOTSPOT.format(most=1, size=""))
    files = {f"items/{number}.xml": item.replace('"i"', f'"i{number}"').encode() for number in range(1_000)}
    took, found = seconds(write_archive({**files, "images/map.png": large}), "p.zip")
    assert len({id(one.pictures[0]) for one in found}) == 1
    assert took < 10
