"""The parts of a scenario as the editor shows them: which boxes, in which order, on which page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from .box import Box, Words
from .desk_parts import ACTIONS, CHECKLISTS, DOCUMENTS, FORMS, MESSAGES, TOOLS
from .rubric_parts import ENDINGS, EVENTS, EVIDENCE, GOLDENS, VARIANTS
from .whole_parts import GENERAL, LAW, WORLD


@dataclass(frozen=True, kw_only=True)
class Part:
    """A page of entries of the whole scenario, or, with `new`, a list whose things have a page each."""

    slug: str
    label: Words
    lead: Words
    boxes: tuple[Box, ...]
    new: Mapping[str, Any] = field(default_factory=dict)
    one: Words = ""
    last_stays: bool = False  # a new thing comes before the last one

    @property
    def is_list(self) -> bool:
        return bool(self.new)

    @property
    def entries(self) -> list[str]:
        """The top-level entries of the definition that the part holds."""
        return [self.slug] if self.is_list else [box.name for box in self.boxes]


PARTS: Mapping[str, Part] = {
    part.slug: part
    for part in (
        Part(
            slug="general",
            label=_("General"),
            lead=_("What the case is, whom it tests and for how long."),
            boxes=GENERAL,
        ),
        Part(
            slug="world",
            label=_("World"),
            lead=_("What is true, what can change, and what can become known."),
            boxes=WORLD,
        ),
        Part(
            slug="documents",
            label=_("Documents"),
            lead=_("The papers in the case file. Opening one takes time and may reveal facts."),
            boxes=DOCUMENTS,
            one=_("document"),
            new={"id": "document", "title": {}, "kind": "letter", "minutes": 2, "fields": []},
        ),
        Part(
            slug="tools",
            label=_("Registries"),
            lead=_("Registries that answer whoever asks; what a proper purpose and basis is, the officer must know."),
            boxes=TOOLS,
            one=_("registry"),
            new={
                "id": "registry",
                "name": {},
                "minutes": 2,
                "purposes": [],
                "bases": [],
                "proper": {"purposes": [], "bases": []},
                "answers": [{"status": "match", "fields": []}],
            },
        ),
        Part(
            slug="checklists",
            label=_("Checklists"),
            lead=_("A page of findings, handed in whole."),
            boxes=CHECKLISTS,
            one=_("checklist"),
            new={"id": "checklist", "title": {}, "minutes": 5, "items": [], "values": []},
        ),
        Part(
            slug="inbox",
            label=_("Messages"),
            lead=_("All messages that may ever come. Which ones are there from the start stands under World."),
            boxes=MESSAGES,
            one=_("message"),
            new={"id": "message", "channel": "internal", "priority": "normal", "from": {}, "subject": {}, "body": {}},
        ),
        Part(
            slug="events",
            label=_("Events"),
            lead=_("What happens by itself, once, as soon as its time has come and its condition holds."),
            boxes=EVENTS,
            one=_("event"),
            new={"id": "event", "day": 1, "time": "10:00", "do": []},
        ),
        Part(
            slug="forms",
            label=_("Letters and decisions"),
            lead=_("Letters put together from choices and sent as one act."),
            boxes=FORMS,
            one=_("letter"),
            new={"id": "letter", "title": {}, "recipient": {}, "minutes": 5, "letter": {"body": []}, "fields": []},
        ),
        Part(
            slug="actions",
            label=_("Other steps"),
            lead=_("What can be done at the desk without a letter."),
            boxes=ACTIONS,
            one=_("step"),
            new={"id": "step", "label": {}, "minutes": 5},
        ),
        Part(
            slug="evidence",
            label=_("Rubric"),
            lead=_("What is observed, for which competency, and what is said of it. Players see it only afterwards."),
            boxes=EVIDENCE,
            one=_("rule"),
            new={
                "id": "rule",
                "kind": "act",
                "competency": "",
                "points": 3,
                "opportunity": True,
                "good": True,
                "title": {},
                "say_if_good": {},
                "say_if_bad": {},
                "laws": [],
            },
        ),
        Part(
            slug="endings",
            label=_("Endings"),
            lead=_("The first ending whose condition holds is the one told. The last one must hold always."),
            boxes=ENDINGS,
            one=_("ending"),
            new={"id": "ending", "title": {}, "citizen": {}, "officer": {}, "agency": {}, "when": False},
            last_stays=True,
        ),
        Part(
            slug="variants",
            label=_("Variants"),
            lead=_("The same case with other names and numbers. At least three keep the answers from being passed on."),
            boxes=VARIANTS,
            one=_("variant"),
            new={"id": "variant", "parameters": {}},
        ),
        Part(
            slug="goldens",
            label=_("Scripted runs"),
            lead=_(
                "How an expert works, and how somebody without thought. The check plays them and compares the points."
            ),
            boxes=GOLDENS,
            one=_("run"),
            new={"name": "run", "expect": {"max": 40}, "play": []},
        ),
        Part(slug="law", label=_("Law"), lead=_("The provisions, periods and holidays the case rests on."), boxes=LAW),
    )
}


def part_of_entry(entry: str) -> Part | None:
    """The part whose page shows a top-level entry of the definition."""
    return next((part for part in PARTS.values() if entry in part.entries), None)
