"""What may be told of the decisions of many people on one case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assessments.domain.casework.decisions import Decisions
from lms.lib.disclosure import SMALLEST_GROUP, to_base


def release(logged: Iterable[Decisions], earlier: Mapping[str, Any]) -> dict[str, Any]:
    """Form → {"people", "fields": field → option → people}, from one person's decisions each, first come first.

    A form's figures stay as they were until ten more people have sent it, and count whole tens of people, the first
    ones; each count is rounded to the nearest five (docs/decisions/0007). So no two releases differ by one person.
    """
    senders: dict[str, list[Mapping[str, Sequence[str]]]] = {}
    for decisions in logged:
        for form, fields in decisions.items():
            senders.setdefault(form, []).append(fields)
    released = dict(earlier)
    for form, sent in senders.items():
        people = len(sent) - len(sent) % SMALLEST_GROUP
        if people > earlier.get(form, {}).get("people", 0):
            released[form] = {"people": people, "fields": _counts(sent[:people])}
    return released


def _counts(sent: Sequence[Mapping[str, Sequence[str]]]) -> dict[str, dict[str, int]]:
    """Options that hardly anybody chose are left out, as those that nobody chose."""
    counts: dict[str, Counter[str]] = {}
    for fields in sent:
        for name, options in fields.items():
            counts.setdefault(name, Counter()).update(set(options))
    return {
        name: {option: to_base(count) for option, count in sorted(counter.items()) if to_base(count)}
        for name, counter in counts.items()
    }
