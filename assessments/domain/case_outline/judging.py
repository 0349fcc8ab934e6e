"""A first rubric and scripted runs from an outline: papers read before, steps in order, in time, nothing left out."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle, pairwise
from typing import Any

from . import phrases
from .outline import Outline, Step
from .phrases import phrase

Definition = dict[str, Any]
POINTS = {"seek": 4, "act": 3, "write": 3, "time": 3}


def rules(outline: Outline, *, laws: Mapping[str, str]) -> list[Definition]:
    """Dealt out to the competencies in turn, so that each has its share of every kind."""
    found = [
        *_reading(outline),
        *_writing(outline),
        *_ordering(outline),
        *_timing(outline, laws),
        _completeness(outline),
    ]
    return [
        {**rule, "competency": competency, "points": POINTS[rule["kind"]]}
        for rule, competency in zip(found, cycle(outline.competencies), strict=False)
    ]


def count_rules(outline: Outline) -> int:
    return len(rules(outline, laws={deadline.id: "" for deadline in outline.deadlines}))


def _reading(outline: Outline) -> list[Definition]:
    return [
        {
            "id": f"read_before_{step.id}",
            "kind": "seek",
            "opportunity": ["done", step.key],
            "good": _every([["before", f"open.{name}", step.key] for name in step.reads]),
            "title": phrase("Read first: {step}", "先閱後辦：{step}", step=step.title),
            "say_if_good": phrase(
                "You had read what “{step}” rests on.", "辦理「{step}」前，您已讀過有關材料。", step=step.title
            ),
            "say_if_bad": phrase(
                "You took the step “{step}” before you had read what it rests on.",
                "有關材料還沒讀，您就辦理了「{step}」。",
                step=step.title,
            ),
            "laws": [],
        }
        for step in outline.steps
        if step.reads
    ]


def _writing(outline: Outline) -> list[Definition]:
    return [
        {
            "id": f"write_{step.id}",
            "kind": "write",
            "opportunity": ["done", step.key],
            "good": ["==", ["payload", step.id, "wording"], "plain"],
            "title": phrase("Written plainly: {step}", "行文清楚：{step}", step=step.title),
            "say_if_good": phrase("“{step}” says what it must.", "「{step}」該寫的都寫明了。", step=step.title),
            "say_if_bad": phrase(
                "“{step}” leaves its reader in the dark.", "「{step}」讓人看不明白。", step=step.title
            ),
            "laws": [],
        }
        for step in outline.steps
        if step.is_letter
    ]


def _ordering(outline: Outline) -> list[Definition]:
    return [
        {
            "id": f"{earlier.id}_before_{later.id}"[:60],
            "kind": "act",
            "opportunity": ["done", later.key],
            "good": ["before", earlier.key, later.key],
            "title": phrase(
                "{first}, then {then}", "先「{first}」，後「{then}」", first=earlier.title, then=later.title
            ),
            "say_if_good": phrase(
                "“{first}” came before “{then}”.",
                "「{first}」在「{then}」之前完成。",
                first=earlier.title,
                then=later.title,
            ),
            "say_if_bad": phrase(
                "“{then}” was done without “{first}”.",
                "沒有先辦「{first}」，就辦了「{then}」。",
                first=earlier.title,
                then=later.title,
            ),
            "laws": [],
        }
        for earlier, later in pairwise(outline.steps)
        if later.after != earlier.id  # where the desk itself keeps the order there is nothing to judge
    ]


def _timing(outline: Outline, laws: Mapping[str, str]) -> list[Definition]:
    rules = []
    for deadline in outline.deadlines:
        until = outline.step(deadline.until).key
        rules.append(
            {
                "id": f"time_{deadline.id}",
                "kind": "time",
                "opportunity": ["or", ["done", until], ["done", f"event.missed_{deadline.id}"]],
                "good": ["and", ["done", until], ["not", ["done", f"event.missed_{deadline.id}"]]],
                "title": phrase("In time: {name}", "按時：{name}", name=deadline.title),
                "say_if_good": phrase(
                    "You kept the deadline “{name}”.", "您遵守了「{name}」期限。", name=deadline.title
                ),
                "say_if_bad": phrase(
                    "You let the deadline “{name}” pass.", "您錯過了「{name}」期限。", name=deadline.title
                ),
                "laws": [laws[deadline.id]],
            }
        )
    return rules


def _completeness(outline: Outline) -> Definition:
    *earlier, last = outline.steps
    return {
        "id": "nothing_left_out",
        "kind": "act",
        "opportunity": ["done", last.key],
        "good": _every([["done", step.key] for step in earlier or [last]]),
        "title": phrases.ALL_DONE,
        "say_if_good": phrases.ALL_GOOD,
        "say_if_bad": phrases.ALL_BAD,
        "laws": [],
    }


def _every(conditions: list[Any]) -> Any:
    return conditions[0] if len(conditions) == 1 else ["and", *conditions]


def goldens(outline: Outline) -> list[Definition]:
    """The expert's run first."""
    last = outline.steps[-1]
    careless = [_take(step, "vague") for step in _with_what_it_needs(outline, last)]
    everything = [_take(step, "vague") for step in _backwards(outline)]
    return [
        {"name": "expert", "expect": {"min": 85, "breach": "none"}, "play": _expert(outline)},
        {"name": "rubber_stamp", "expect": {"max": 40}, "play": careless},
        {"name": "do_everything", "expect": {"max": 60}, "play": everything},
        {"name": "lazy_return", "expect": {"max": 40}, "play": [_take(outline.steps[0], "vague"), {"type": "finish"}]},
    ]


def _expert(outline: Outline) -> list[Definition]:
    play: list[Definition] = []
    read: set[str] = set()
    for step in outline.steps:
        play += [{"type": "open", "document": name} for name in step.reads if name not in read]
        read |= set(step.reads)
        play.append(_take(step, "plain"))
    return play


def _backwards(outline: Outline) -> list[Step]:
    """All steps, the latest first as far as they allow it, and the one that closes the case at the end."""
    *earlier, last = outline.steps
    order: list[Step] = []
    for step in earlier[::-1]:
        order += [one for one in _with_what_it_needs(outline, step) if one not in order]
    return [*(step for step in order if step is not last), last]


def _with_what_it_needs(outline: Outline, step: Step) -> list[Step]:
    """The step, after those without which the desk does not let it be done."""
    chain = [step]
    while chain[0].after:
        chain.insert(0, outline.step(chain[0].after))
    return chain


def _take(step: Step, wording: str) -> Definition:
    if step.is_letter:
        return {"type": "submit", "form": step.id, "payload": {"wording": wording}}
    return {"type": "do", "action": step.id}
