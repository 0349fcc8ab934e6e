"""A posted form as the strings of a reply, for browsers without scripts; exam.js makes the same."""

from collections import defaultdict

from django.http import QueryDict

from ..domain.items.parts import WHOLE
from ..selectors.questions import FIELD, PLACE


def strings_of(posted: QueryDict) -> list[str]:
    """`value` and `value.slot` as they are; steps that were given places (`place.slot.token`), in their order."""
    strings: list[str] = []
    places: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for field, values in posted.lists():
        start, _, name = field.partition(".")
        if start == FIELD:
            # A form breaks lines with two characters, a script with one: the same answer must be the same string.
            typed = [value.replace("\r\n", "\n") for value in values if value.strip()]
            strings += [f"{name}={value}" if name else value for value in typed]
        elif start == PLACE and values[0].isascii() and values[0].isdigit():
            slot, _, token = name.rpartition(".")
            places[slot].append((int(values[0][:4]), token))
    for slot, steps in places.items():
        in_order = [token for _, token in sorted(steps, key=lambda step: step[0])]
        strings += [f"{slot}={token}" if slot != WHOLE else token for token in in_order]
    return strings
