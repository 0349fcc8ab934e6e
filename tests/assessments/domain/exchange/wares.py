"""Whole items of every kind in two languages, with texts that markup could spoil, and ways to compare them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from assessments.domain.exchange.facts import Facts
from assessments.domain.items.content import ItemContent
from assessments.domain.items.registry import KINDS

from ..items.samples import SAMPLES

DRAWN = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (800).to_bytes(4) + (600).to_bytes(4)  # as far as readers look
DIGEST = sha256(DRAWN).hexdigest()
PICTURES = {DIGEST: DRAWN}
GIVEN = Facts(competency="S1", level=2, cognitive="apply", language="en")
AWKWARD = "Is 3 < 4 & “x” = {y}?\n\n  Two lines on, #1: a ~ b  and  \\(x\\) → C:\\temp"


def bilingual(data: Any) -> Any:
    if isinstance(data, Mapping):
        if set(data) == {"en"}:
            return {"en": data["en"], "zh-hant": f"「{data['en']}」"}
        return {name: bilingual(value) for name, value in data.items()}
    return [bilingual(one) for one in data] if isinstance(data, list) else data


def ware(kind: str) -> ItemContent:
    sample = SAMPLES[kind]
    body, right = bilingual(sample.body), bilingual(sample.key)
    if "picture" in body:
        body = {**body, "picture": {**body["picture"], "digest": DIGEST}}
    found = KINDS[kind]
    references = found.reasons(found.read(body))
    return ItemContent(
        kind=kind,
        competency="P2",
        level=3,
        cognitive="judge",
        difficulty=0.75,
        lesson="P2-4",
        source="Act <1999>, Article 33",
        review_by=date(2027, 6, 30),
        stem={"en": AWKWARD, "zh-hant": "\u3000題目：請選出 <正確> 的一項。\n第二行"},
        body=body,
        right=right,
        rationales={one: {"en": f"Because of {one} & more", "zh-hant": f"理由 {one}"} for one in references},
    )


def in_english(content: ItemContent) -> ItemContent:
    def only(data: Any) -> Any:
        if isinstance(data, Mapping):
            if "en" in data and set(data) <= {"en", "zh-hant"}:
                return {"en": data["en"]}
            return {name: only(value) for name, value in data.items()}
        return [only(one) for one in data] if isinstance(data, list) else data

    parts = {name: only(getattr(content, name)) for name in ("stem", "body", "right", "rationales")}
    return replace(content, **parts)
