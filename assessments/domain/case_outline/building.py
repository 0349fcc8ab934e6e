"""From an outline to a whole scenario that loads and can be played; its author refines it from there.

Papers become documents with a line to fill in, steps become acts or letters, deadlines become statutory periods with an
event when they are missed. The last step closes the case: in time and complete, late, or with gaps.
"""

from __future__ import annotations

from typing import Any

from . import phrases
from .endings import endings
from .judging import goldens, rules
from .law import law_of, laws, profile
from .outline import Deadline, Outline, Step
from .phrases import phrase

SPARE_DAYS = 5  # after the longest deadline, so that each can be missed
MINUTES_AN_ACT = 2.5  # of real time, reading included
SHORTEST_LIMIT = 20  # minutes
LEVEL, CUT = 3, 0.65
Definition = dict[str, Any]


def build(outline: Outline) -> Definition:
    """Without Simplified Chinese, which follows from the Traditional."""
    acts = len(goldens(outline)[0]["play"])
    days = sum(deadline.days for deadline in outline.deadlines)
    return {
        "id": outline.code,
        "version": 1,
        "title": outline.title,
        "pass_mark": 70,
        "limit_minutes": max(SHORTEST_LIMIT, round(acts * MINUTES_AN_ACT)),
        "claims": [{"competency": code, "level": LEVEL, "cut": CUT} for code in outline.competencies],
        "role": outline.role,
        "briefing": outline.briefing,
        "clock": {
            "start": outline.start.isoformat(),
            "opens": "09:00",
            "closes": "17:00",
            "statutory": {deadline.id: not deadline.since for deadline in outline.deadlines},
        },
        "horizon_days": days + SPARE_DAYS,
        "vars": {"progress": _progress(outline), "missed": {"bool": False}},
        "facts": [f"read_{paper.id}" for paper in outline.papers],
        "truth": [{"label": phrases.TRUTH, "value": phrases.TRUTH_SAID}],
        "documents": _documents(outline),
        "tools": [],
        "checklists": [],
        "forms": [_letter(outline, step) for step in outline.steps if step.is_letter],
        "actions": [_act(outline, step) for step in outline.steps if not step.is_letter],
        "at_start": ["intake"],
        "inbox": _messages(outline),
        "events": [_missed(outline, deadline) for deadline in outline.deadlines],
        "endings": endings(outline),
        "rulebook": [law["id"] for law in laws(outline)],
        "legal_profile": profile(outline),
        "evidence": rules(outline, laws={deadline.id: law_of(outline, deadline) for deadline in outline.deadlines}),
        "variants": [{"id": "a", "parameters": {}}],
        "goldens": goldens(outline),
    }


def _progress(outline: Outline) -> Definition:
    return {"enum": ["none", *(step.id for step in outline.steps)], "init": "none"}


def _documents(outline: Outline) -> list[Definition]:
    return [
        {
            "id": paper.id,
            "title": paper.title,
            "kind": paper.kind,
            "minutes": paper.minutes,
            "reveals": [f"read_{paper.id}"],
            "fields": [{"label": phrases.TO_FILL_IN, "value": "–"}],
        }
        for paper in outline.papers
    ]


def _common(outline: Outline, step: Step) -> Definition:
    """When it can be done, and what it changes."""
    guards: list[Any] = [["not", ["done", step.key]]]
    if step.after:
        guards.append(["done", outline.step(step.after).key])
    effect: Definition = {"set": {"progress": step.id}}
    begun = [deadline.id for deadline in outline.deadlines if deadline.since == step.id]
    met = [deadline.id for deadline in outline.deadlines if deadline.until == step.id]
    effect |= {verb: names for verb, names in (("start", begun), ("stop", met)) if names}
    return {
        "minutes": step.minutes,
        "when": ["and", *guards] if len(guards) > 1 else guards[0],
        "do": [effect],
    }


def _act(outline: Outline, step: Step) -> Definition:
    return {"id": step.id, "label": step.title, **_common(outline, step)}


def _letter(outline: Outline, step: Step) -> Definition:
    return {
        "id": step.id,
        "title": step.title,
        "recipient": phrases.CITIZEN,
        **_common(outline, step),
        "fields": [
            {
                "id": "wording",
                "kind": "choice",
                "label": phrases.WORDING,
                "options": [{"id": "vague", "label": phrases.VAGUE}, {"id": "plain", "label": phrases.PLAIN}],
            }
        ],
        "letter": {"sender": phrases.OFFICE, "body": [{"fields": ["wording"]}]},
    }


def _messages(outline: Outline) -> list[Definition]:
    about = {"channel": "internal", "from": phrases.OFFICE}
    intake = {"id": "intake", **about, "priority": "normal", "subject": phrases.INTAKE, "body": outline.briefing}
    missed = [
        {
            "id": f"missed_{deadline.id}",
            **about,
            "priority": "high",
            "subject": phrase("Deadline missed: {name}", "期限已過：{name}", name=deadline.title),
            "body": phrase("The deadline “{name}” has run out.", "「{name}」期限已經屆滿。", name=deadline.title),
        }
        for deadline in outline.deadlines
    ]
    return [intake, *missed]


def _missed(outline: Outline, deadline: Deadline) -> Definition:
    until = outline.step(deadline.until).key
    return {
        "id": f"missed_{deadline.id}",
        "when": ["and", ["expired", deadline.id], ["not", ["done", until]]],
        "do": [{"set": {"missed": True}, "send": [f"missed_{deadline.id}"]}],
        "citizen": phrase(
            "The deadline “{name}” passed without a result.", "「{name}」已過，仍無結果。", name=deadline.title
        ),
    }
