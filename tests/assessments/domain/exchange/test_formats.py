"""Every format through the one door: what it says it carries comes back, and everything else is told."""

from dataclasses import replace

import pytest

from assessments.domain.exchange.facts import FACTS
from assessments.domain.exchange.formats import FORMATS
from assessments.domain.exchange.transfer import read_items, write_items
from assessments.domain.items.content import ItemContent
from assessments.domain.items.registry import KINDS

from .test_moodle import by_words
from .wares import GIVEN, PICTURES, ware

ALL_ITEMS = {f"B-{number:03d}": ware(kind) for number, kind in enumerate(KINDS, start=1)}
PLAIN = {
    name: replace(content, body={"units": []}, right={"accepted": [{"value": 20}, {"value": -1.5, "tolerance": 0.25}]})
    if content.kind == "numeric"
    else content
    for name, content in ALL_ITEMS.items()
}


@pytest.mark.parametrize("code", FORMATS)
def test_what_a_format_carries_comes_back(code: str) -> None:
    chosen = FORMATS[code]
    export = write_items(code, PLAIN, "en", PICTURES)
    assert {PLAIN[name].kind for name in export.written} == chosen.kinds
    assert {PLAIN[name].kind for name, _ in export.left_out} == KINDS.keys() - chosen.kinds
    read_as, found = read_items(export.content, f"items.{chosen.suffix}", GIVEN)
    assert read_as == ("qti3" if code == "qti2" else code)
    assert len(found) == len(export.written)
    for name, one in zip(export.written, found, strict=True):
        assert one.content is not None
        assert _same(one.content, expected(PLAIN[name], code), code)


def _same(one: ItemContent, other: ItemContent, code: str) -> bool:
    return by_words(one) == by_words(other) if code in ("moodle", "gift") else one == other


def expected(content: ItemContent, code: str) -> ItemContent:
    """Less what the format says it does not carry."""
    if code in ("moodle", "gift") and content.kind in ("matching", "hot_spot"):
        content = replace(content, rationales={})
    if not FORMATS[code].carries_facts:
        content = replace(content, **{name: getattr(GIVEN, name) for name in FACTS})
    if FORMATS[code].is_one_language:
        options = [{"id": one["id"], "text": {"en": one["text"]["en"]}} for one in content.body["options"]]
        stem = {"en": " ".join(content.stem["en"].split())}
        content = replace(content, stem=stem, body={"options": options}, rationales={})
    return content
