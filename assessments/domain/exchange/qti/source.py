"""One item of a QTI file while it is read: its declarations, its rules, its language, and what was lost so far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from ...items.parts import ALL, Texts
from ..drafting import foreign_id, our_ids, target
from ..found import ItemRefused, Notes
from ..pictures import SentPicture
from ..plain_text import text_of
from ..xml_tree import Node

NOT_TEXT = frozenset({"qti-feedback-inline", "qti-feedback-block", "qti-rubric-block", "qti-stylesheet"})


@dataclass(slots=True)
class Source:
    root: Node
    language: str
    is_own: bool  # written by us: everything in it is meant
    path: str = ""  # of its file, in the package
    shown: Mapping[str, SentPicture] = field(default_factory=dict)  # pictures of the package, by path
    pictures: list[SentPicture] = field(default_factory=list)  # those of the item
    notes: Notes = field(default_factory=Notes)
    references: dict[str, str] = field(default_factory=dict)  # identifier in the file → what reasons of ours refer to
    inline_reasons: dict[str, str] = field(default_factory=dict)  # as the references of ours

    def texts(self, node: Node | None) -> Texts:
        """Empty where the element is missing or says nothing."""
        text = text_of(node, self.notes, skip=NOT_TEXT) if node is not None else ""
        return {self.language: text} if text else {}

    def declaration(self, identifier: str) -> Node:
        for one in self.root.all("qti-response-declaration"):
            if one.get("identifier") == identifier:
                return one
        raise ItemRefused("no_declaration", name=identifier[:40])

    def correct(self, identifier: str) -> list[str]:
        correct = self.declaration(identifier).child("qti-correct-response")
        return [one.text.strip() for one in correct.all("qti-value")] if correct else []

    def worth(self, identifier: str) -> dict[str, float]:
        """What each answer is worth, by the mapping."""
        mapping = self.declaration(identifier).child("qti-mapping")
        entries = mapping.all("qti-map-entry") if mapping else []
        return {one.get("map-key"): number_of(one.get("mapped-value")) or 0.0 for one in entries}

    def ids(self, rows: Sequence[Node], part: str = "") -> dict[str, str]:
        """Identifier → id of ours, remembered so that reasons find what they speak of."""
        found = our_ids([row.get("identifier") for row in rows])
        for row in rows:
            ours = named(part, found[row.get("identifier")])
            self.refer(row.get("identifier"), ours)
            for feedback in row.within("qti-feedback-inline"):
                self.inline_reasons[ours] = text_of(feedback, self.notes)
        return found

    def refer(self, identifier: str, ours: str) -> None:
        """The first of several parts keeps a plain identifier; the full name, with its part, is always known."""
        self.references.setdefault(identifier, ours)
        self.references[foreign_id(ours)] = ours

    def options(self, rows: Sequence[Node], ids: Mapping[str, str]) -> list[dict[str, Any]]:
        return [{"id": ids[row.get("identifier")], "text": self.texts(row)} for row in rows]

    def targets(self, identifier: str, units: Mapping[str, str]) -> list[dict[str, Any]]:
        """Right numbers with their tolerance, from the rules or else from the correct response.

        Only the first branch of a condition counts: what comes after it is for answers that are less than right.
        """
        processing = self.root.child("qti-response-processing")
        found: list[dict[str, Any]] = []
        for branch in processing.within("qti-response-if") if processing else ():
            for equal, unit in _comparisons(branch, identifier):
                one = self._target(equal, identifier, units.get(unit, ""))
                if one is not None and one not in found:
                    found.append(one)
        plain = [number_of(value) for value in self.correct(identifier)]
        return found or [target(value) for value in plain if value is not None]

    def reasons(self) -> dict[str, Texts]:
        """Feedback that speaks of something in the item; of the whole item where it names nothing known."""
        found: dict[str, Texts] = {name: {self.language: text} for name, text in self.inline_reasons.items() if text}
        for one in self.root.all("qti-modal-feedback"):
            reference = self.references.get(one.get("identifier"))
            texts = self.texts(one)
            if reference is None and texts:
                self.notes.lose("feedback")
            elif reference is not None and texts:
                found[reference] = texts
        return found

    def _target(self, equal: Node, identifier: str, unit: str) -> dict[str, Any] | None:
        value = next((number_of(one.text) for one in equal.all("qti-base-value")), None)
        if value is None and equal.child("qti-correct"):
            value = next((number_of(one) for one in self.correct(identifier)), None)
        if value is None:
            return None
        widths = [number_of(one) for one in equal.get("tolerance").split()]
        if any(width is None for width in widths):
            self.notes.lose("tolerance")
            widths = []
        known = [width for width in widths if width is not None]
        if len(set(known)) > 1:
            self.notes.lose("tolerance")
        mode = equal.get("tolerance-mode", "exact")
        if mode == "exact" or not known:
            return target(value, None, unit)
        width = min(known)
        return target(value, abs(value) * width / 100 if mode == "relative" else width, unit)


def named(part: str, name: str) -> str:
    """What reasons of ours call a thing that may stand in a part of a case."""
    return f"{part}.{name}" if part else name


def whole_item(part: str = "") -> str:
    return named(part, ALL)


def number_of(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _comparisons(node: Node, identifier: str, unit: str = "") -> Iterator[tuple[Node, str]]:
    """(comparison, identifier of the unit that must be chosen with it; empty for any)."""
    for child in node.elements:
        if child.name in ("qti-equal", "qti-equal-rounded"):
            named = child.child("qti-variable")
            if named is not None and named.get("identifier") == identifier:
                yield child, unit
        elif child.name == "qti-and":
            chosen = (one.text.strip() for match in child.all("qti-match") for one in match.all("qti-base-value"))
            yield from _comparisons(child, identifier, next(chosen, ""))
        elif child.name not in ("qti-set-outcome-value", "qti-not"):
            yield from _comparisons(child, identifier, unit)
