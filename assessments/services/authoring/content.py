"""An item as stored, and in words what still keeps it from a candidate."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ...domain.items.content import ItemContent, Place, place_of
from ...domain.items.parts import Fault, joined
from ...domain.items.registry import faults_of
from ...domain.items.soundness import LONGEST_KEY, telling_keys, unexplained, untranslated
from ...models import ItemVersion

LANGUAGES = {"en": "English", "zh-hant": "繁體中文", "zh-hans": "简体中文"}
STORED_AS_WRITTEN = ("kind", "level", "cognitive", "difficulty", "lesson", "source", "review_by", "stem", "body")

Words = Callable[[Mapping[str, object]], str]


def content_of(version: ItemVersion) -> ItemContent:
    """Key included: for the authors' desk only."""
    return ItemContent(
        competency=version.competency.code,
        right=version.key.right,
        rationales=version.key.rationales,
        **{name: getattr(version, name) for name in STORED_AS_WRITTEN},
    )


def faults(content: ItemContent) -> list[str]:
    """What must be mended before anybody may review the item."""
    return [*key_faults(content), *_language_faults(content), *_reasons_missing(content)]


def warnings(content: ItemContent) -> list[str]:
    """What a careful author looks at again; nothing here stops the item."""
    return [*_long_keys(content), *_facts_missing(content)]


def key_faults(content: ItemContent) -> list[str]:
    """What keeps the kind from reading or marking the item: all of it that a regrade may change is the key."""
    return [fault_in_words(fault, content.body) for fault in faults_of(content.kind, content.body, content.right)]


def fault_in_words(fault: Fault, body: Any = None) -> str:
    """With its place in `body`, if that is known. A fault that no desk can make, only a file, is told by its code."""
    words = FAULTS.get(fault.code)
    detail = {**fault.detail, "language": LANGUAGES.get(str(fault.detail.get("language")), "")}
    told = words(detail) if words else str(Fault(fault.code, "", fault.detail))
    part = str(fault.detail.get("part", ""))
    where = joined(fault.where, part) if fault.where else part
    place = place_of(where, body)
    shown = line_label(place) if place else where
    return f"{shown}: {told}" if shown else told


def place_in_words(place: Place) -> str:
    """Such as “Section 2, passage 1”; “the task” for the item itself."""
    comma = pgettext("between a place and one within it", ", ")
    return comma.join(ROLES[role](number) for role, number in place) or _("the task")


def line_label(place: Place) -> str:
    """The same, as it begins a line."""
    words = place_in_words(place)
    return words[:1].upper() + words[1:]


def _language_faults(content: ItemContent) -> Iterator[str]:
    """A language is complete or absent; which ones an item has is the choice its stem declares."""
    if not content.stem:
        yield _("The task itself is not written yet.")
    missing = untranslated(content)
    for language in content.languages:
        places = [place for one, place in missing if one == language]
        if places:
            yield _("Missing in %(language)s: %(places)s.") % {
                "language": LANGUAGES[language],
                "places": _listed(places),
            }


def _reasons_missing(content: ItemContent) -> Iterator[str]:
    places = unexplained(content)
    if places:
        yield _("No reason is given why it is right or wrong: %(places)s.") % {"places": _listed(places)}


def _long_keys(content: ItemContent) -> Iterator[str]:
    for language in telling_keys(content):
        yield _(
            "In %(language)s a right option is more than %(factor)s times as long as the wrong ones on average: "
            "its length gives it away."
        ) % {"language": LANGUAGES[language], "factor": LONGEST_KEY}


def _facts_missing(content: ItemContent) -> Iterator[str]:
    if not content.source:
        yield _("No law, rule or practice is named as the source.")
    if content.review_by is None:
        yield _("There is no date by which the item must be looked at again.")


def _listed(places: Iterable[Place]) -> str:
    return pgettext("between places", "; ").join(dict.fromkeys(place_in_words(place) for place in places))


ROLES: Mapping[str, Callable[[int], str]] = {
    "option": lambda number: _("option %(number)s") % {"number": number},
    "prompt": lambda number: _("line %(number)s") % {"number": number},
    "unit": lambda number: _("unit %(number)s") % {"number": number},
    "zone": lambda number: _("zone %(number)s") % {"number": number},
    "field": lambda number: _("field %(number)s") % {"number": number},
    "section": lambda number: _("section %(number)s") % {"number": number},
    "passage": lambda number: _("passage %(number)s") % {"number": number},
    "part": lambda number: _("task %(number)s") % {"number": number},
}

FAULTS: Mapping[str, Words] = {
    "few_options": lambda detail: _("At least %(fewest)s options are needed.") % detail,
    "one_right": lambda detail: _("Exactly one option must be marked as right; %(count)s are.") % detail,
    "two_right": lambda detail: _("Two or more options must be marked as right; %(count)s are.") % detail,
    "one_wrong": lambda detail: _("At least one option must be wrong."),
    "same_text": lambda detail: _("Options %(first)s and %(second)s say the same in %(language)s.") % detail,
    "few_prompts": lambda detail: _("At least %(fewest)s lines are needed.") % detail,
    "all_alike": lambda detail: _("All lines have the same answer."),
    "order_incomplete": lambda detail: _("The right order must hold each step once."),
    "no_key": lambda detail: _("The right answer is missing."),
    "no_unit_in_key": lambda detail: _("Each right value needs a unit, since candidates are asked for one."),
    "few_zones": lambda detail: _("At least %(fewest)s zones are needed.") % detail,
    "half_right": lambda detail: _("More than half of the zones are right: marking them all would nearly do."),
    "pick_too_low": lambda detail: _("%(count)s are right, but only %(pick)s may be chosen.") % detail,
    "zone_outside": lambda detail: _("Zone %(given)s reaches beyond the picture.") % detail,
    "no_picture": lambda detail: _("The picture is missing."),
    "few_fields": lambda detail: _("At least %(fewest)s fields are needed.") % detail,
    "bad_date": lambda detail: _("The right date must be written year first, as in 2026-03-05."),
    "number_of_parts": lambda detail: _("A case has %(fewest)s to %(most)s tasks.") % detail,
    "few_sections": lambda detail: _("At least %(fewest)s sections are needed.") % detail,
    "two_roles": lambda detail: _("A passage is either needed, allowed or harmful."),
    "many_points": lambda detail: _("At most %(most)s points can be given; the criteria add up to %(count)s.") % detail,
    "not_number": lambda detail: _("A number is missing or not a number."),
    "no_text": lambda detail: _("A text is missing."),
}
