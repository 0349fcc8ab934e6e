from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from assessments.domain.exchange.moodle.reading import read_moodle
from assessments.domain.exchange.moodle.writing import WRITERS, write_moodle
from assessments.domain.items.content import ItemContent

from .wares import GIVEN, PICTURES, ware


def by_words(content: ItemContent) -> ItemContent:
    """Ids, which Moodle does not keep, replaced by the words they stand for; lists that are shuffled anyway sorted."""
    lists = ("options", "prompts", "units", "zones")
    names = {one["id"]: f"<{one['text']['en']}>" for name in lists for one in content.body.get(name, ())}

    def renamed(data: Any) -> Any:
        if isinstance(data, Mapping):
            return {names.get(name, name): renamed(value) for name, value in data.items()}
        if isinstance(data, list):
            return [renamed(one) for one in data]
        return names.get(data, data) if isinstance(data, str) else data

    body = {
        name: sorted(renamed(value), key=lambda one: one["id"]) if name in lists else renamed(value)
        for name, value in content.body.items()
    }
    return replace(content, body=body, right=renamed(content.right), rationales=renamed(content.rationales))


@pytest.mark.parametrize("kind", WRITERS)
def test_an_item_comes_back_from_moodle_as_it_was(kind: str) -> None:
    content = ware(kind)
    if kind == "numeric":
        units = [
            {**one, "text": {"en": one["text"]["en"], "zh-hant": one["text"]["en"]}} for one in content.body["units"]
        ]
        content = replace(content, body={"units": units})
    [found] = read_moodle(write_moodle({"B-001": content}, PICTURES), "q.xml", GIVEN)
    assert found.content is not None
    expected = by_words(content)
    if kind in ("matching", "hot_spot"):  # Moodle keeps no reason for each prompt or zone
        assert [one.code for one in found.problems] == ["formulas", "feedback"]
        expected = replace(expected, rationales={})
    assert by_words(found.content) == expected
    assert found.name == "B-001"
