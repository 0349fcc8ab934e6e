"""One sound item of each kind, as stored: body, key, and the replies that earn everything and nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.domain.items.parts import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    body: Mapping[str, Any]
    key: Mapping[str, Any]
    right: Reply | None  # none where people mark
    wrong: Reply


def options(*texts: str) -> list[dict[str, Any]]:
    return [{"id": "abcdefgh"[place], "text": {"en": text}} for place, text in enumerate(texts)]


def english(text: str) -> dict[str, str]:
    return {"en": text}


PICTURE = {"digest": "0" * 64, "width": 800, "height": 600, "alt": english("A licence")}


def zone(name: str, y: int) -> dict[str, Any]:
    return {"id": name, "text": english(f"Line {name}"), "x": 10, "y": y, "width": 300, "height": 40}


SAMPLES = {
    "single": Sample(
        body={"options": options("Ask", "Refuse", "Wait")},
        key={"correct": ["b"]},
        right={"": ("b",)},
        wrong={"": ("a",)},
    ),
    "multiple": Sample(
        body={"options": options("Name", "Hobby", "Address", "Creed")},
        key={"correct": ["a", "c"]},
        right={"": ("a", "c")},
        wrong={"": ("b", "d")},
    ),
    "matching": Sample(
        body={
            "prompts": [{"id": "p1", "text": english("P1")}, {"id": "p2", "text": english("P2")}],
            "options": options("One", "Two", "Three"),
        },
        key={"pairs": {"p1": "b", "p2": "a"}},
        right={"p1": ("b",), "p2": ("a",)},
        wrong={"p1": ("a",), "p2": ("b",)},
    ),
    "ordering": Sample(
        body={"options": options("Receive", "Check", "Decide", "File")},
        key={"order": ["a", "b", "c", "d"]},
        right={"": ("a", "b", "c", "d")},
        wrong={"": ("d", "c", "b", "a")},
    ),
    "numeric": Sample(
        body={"units": options("km", "m")},
        key={
            "accepted": [{"value": 1.5, "tolerance": 0.1, "unit": "a"}, {"value": 1500, "tolerance": 100, "unit": "b"}]
        },
        right={"number": ("1,500",), "unit": ("b",)},
        wrong={"number": ("1.7",), "unit": ("a",)},
    ),
    "hot_spot": Sample(
        body={"picture": PICTURE, "zones": [zone(name, 50 * place) for place, name in enumerate("abcde")], "pick": 2},
        key={"correct": ["b", "e"]},
        right={"": ("b", "e")},
        wrong={"": ("a", "c")},
    ),
    "form_fill": Sample(
        body={
            "fields": [
                {"id": "name", "label": english("Name"), "entry": "text"},
                {"id": "day", "label": english("Date"), "entry": "date"},
                {"id": "area", "label": english("Area"), "entry": "number"},
                {"id": "use", "label": english("Use"), "entry": "option", "options": options("Shop", "Home")},
            ]
        },
        key={
            "fields": {
                "name": {"words": ["Lin Noodles"]},
                "day": {"words": ["2026-03-05"]},
                "area": {"numbers": [{"value": 40, "tolerance": 0.5}]},
                "use": {"option": "a"},
            }
        },
        right={"name": ("ｌｉｎ  noodles",), "day": ("2026年3月5日",), "area": ("40.4",), "use": ("a",)},
        wrong={"name": ("Lin",), "day": ("2026-05-03",), "area": ("41",), "use": ("b",)},
    ),
    "case_set": Sample(
        body={
            "parts": [
                {"id": "1", "kind": "single", "stem": english("First?"), "body": {"options": options("A", "B", "C")}},
                {"id": "2", "kind": "numeric", "stem": english("How long?"), "body": {"units": []}},
            ]
        },
        key={"parts": {"1": {"correct": ["c"]}, "2": {"accepted": [{"value": 20}]}}},
        right={"1": ("c",), "2.number": ("20",)},
        wrong={"1": ("a",), "2.number": ("30",)},
    ),
    "letter": Sample(
        body={
            "sections": [
                {"id": "open", "label": english("Opening"), "passages": options("Dear Ms Lin", "Hey"), "at_most": 1},
                {"id": "why", "label": english("Reasons"), "passages": options("Law", "Facts", "Gossip"), "at_most": 2},
            ]
        },
        key={"sections": {"open": {"needed": ["a"]}, "why": {"needed": ["a", "b"], "harmful": ["c"]}}},
        right={"open": ("a",), "why": ("a", "b")},
        wrong={"open": ("a",), "why": ("a", "c")},
    ),
    "short_text": Sample(
        body={"longest": 300},
        key={"criteria": [{"text": english("Names the law"), "points": 2}], "model": english("Article 33 …")},
        right=None,
        wrong={},
    ),
}
