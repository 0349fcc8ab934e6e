"""The boxes of the editor: what a browser sends back unchanged is the text as it was, for every page of every case."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from assessments.forms.scenario.nested import read_all, show_all
from assessments.forms.scenario.parts import PARTS
from assessments.forms.scenario.sent import Sent
from lms.base.simplifying import simplifier
from tests.assessments.desk.browsing import fields_on
from tests.assessments.desk.shipped import NAMES, definition_of


def values_of(definition, part):
    """What each page of the part is about."""
    if part.is_list:
        return definition[part.slug]
    return [{entry: definition[entry] for entry in part.entries if entry in definition}]


def sent_back(part, value):
    shown = show_all(part.boxes, value, "", {})
    page = "".join(render_to_string(box["template"], {"shown": box}) for box in shown)
    boxes = QueryDict(mutable=True)
    for name, values in fields_on(f'<form class="ad-form">{page}</form>').items():
        boxes.setlist(name, values)
    return read_all(part.boxes, Sent(boxes, simplifier()), "", value)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_gives_back_what_it_shows(name):
    definition = definition_of(name)
    for part in PARTS.values():
        for value in values_of(definition, part):
            assert sent_back(part, value) == value, part.slug


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_of_the_shipped_cases_has_a_box(name):
    definition = definition_of(name)
    held = {entry for part in PARTS.values() for entry in part.entries}
    assert set(definition) - held == {"version"}
    for part in PARTS.values():
        named = {box.name for box in part.boxes}
        assert not {entry for value in values_of(definition, part) for entry in value} - named, part.slug
