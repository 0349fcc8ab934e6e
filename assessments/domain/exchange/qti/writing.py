"""Each kind of item as QTI 3.0: what is declared, what is shown, and how it is marked, in one language.

Classes say which kind an item is and what its divisions are, where QTI has no word for it; other systems ignore them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ..xml_tree import element
from .form_writing import form_fill
from .letter_writing import letter
from .list_writing import choice, matching, ordering
from .place import Place, Written
from .spot_writing import hot_spot
from .typed_writing import numeric, short_text

Write = Callable[[Any, Any, Place], Written]


def case_set(body: Any, right: Any, place: Place) -> Written:
    written = Written()
    for part in body["parts"]:
        inner = Place(language=place.language, part=part["id"], weight=place.weight / len(body["parts"]))
        found = WRITERS[part["kind"]](part["body"], right["parts"][part["id"]], inner)
        stem = element("div", place.words(part["stem"]), class_="academy-stem")
        kind = f"academy-part academy-kind-{part['kind']} academy-id-{part['id']}"
        written.body.append(element("div", stem, *found.body, class_=kind))
        written.declarations += found.declarations
        written.score += found.score
        written.last += found.last
    return written


WRITERS: Mapping[str, Write] = {
    "single": lambda body, right, place: choice(body, right, place, most=1),
    "multiple": lambda body, right, place: choice(body, right, place, most=len(body["options"])),
    "matching": matching,
    "ordering": ordering,
    "numeric": numeric,
    "form_fill": form_fill,
    "letter": letter,
    "short_text": short_text,
    "case_set": case_set,
    "hot_spot": hot_spot,
}
