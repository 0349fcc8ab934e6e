"""A scenario of one page that passes every check; each test of the proof puts one fault into it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from assessments.domain.case_proof.findings import Finding
from assessments.domain.case_proof.report import Plan, prove

PLAN = Plan(bots=40, budget=2_000)


def text(words: str) -> dict[str, str]:
    return {"en": words, "zh-hant": f"繁{words}", "zh-hans": f"简{words}"}


def option(name: str) -> dict[str, Any]:
    return {"id": name, "label": text(name)}


def rule(name: str, *, opportunity: Any, good: Any, points: int = 10, **more: Any) -> dict[str, Any]:
    said = {"title": text(name), "say_if_good": text("good"), "say_if_bad": text("bad")}
    judged = {"opportunity": opportunity, "good": good, "points": points}
    return {"id": name, "kind": "act", "competency": "S1", "laws": ["period"], **said, **judged, **more}


DECIDED = ["or", ["done", "submit.decision"], ["expired", "answer"]]
READ: dict[str, Any] = {"type": "open", "document": "letter"}
ASKED: dict[str, Any] = {"type": "look_up", "tool": "register", "purpose": "check", "basis": "law"}
MARKED: dict[str, Any] = {
    "type": "check",
    "checklist": "list",
    "marks": {"name": {"value": "wrong", "source": "register"}},
}
FILED: dict[str, Any] = {"type": "do", "action": "file"}


def decided(outcome: str, grounds: list[str]) -> dict[str, Any]:
    return {"type": "submit", "form": "decision", "payload": {"outcome": outcome, "grounds": grounds}}


def waited(days: int) -> list[dict[str, Any]]:
    return [{"type": "wait", "until": "next_day"}] * days


def golden(name: str, play: list[dict[str, Any]], **expect: Any) -> dict[str, Any]:
    return {"name": name, "play": play, "expect": expect}


_TINY: dict[str, Any] = {
    "id": "tiny",
    "version": 1,
    "title": text("Tiny"),
    "role": text("Officer"),
    "briefing": text("Decide."),
    "pass_mark": 70,
    "limit_minutes": 20,
    "claims": [{"competency": "S1", "level": 3, "cut": 0.6}],
    "clock": {"start": "2026-09-21", "opens": "09:00", "closes": "17:00", "statutory": {"answer": True}},
    "horizon_days": 4,
    "vars": {"status": {"enum": ["open", "granted", "refused"], "init": "open"}},
    "facts": ["wrong_name"],
    "truth": [{"label": text("Truth"), "value": text("The name is wrong.")}],
    "documents": [
        {
            "id": "letter",
            "title": text("Letter"),
            "kind": "letter",
            "minutes": 2,
            "fields": [{"label": text("Name"), "value": "Lin"}],
        }
    ],
    "tools": [
        {
            "id": "register",
            "name": text("Register"),
            "minutes": 2,
            "purposes": [option("curiosity"), option("check")],
            "bases": [option("order"), option("law")],
            "proper": {"purposes": ["check"], "bases": ["law"]},
            "answers": [{"status": "mismatch", "fields": [], "reveals": ["wrong_name"]}],
        }
    ],
    "checklists": [
        {
            "id": "list",
            "title": text("List"),
            "minutes": 2,
            "items": [option("name")],
            "values": [option("right"), option("wrong")],
        }
    ],
    "forms": [
        {
            "id": "decision",
            "title": text("Decision"),
            "recipient": text("Lin"),
            "minutes": 5,
            "letter": {"body": [{"fields": ["outcome"]}]},
            "fields": [
                {
                    "id": "outcome",
                    "kind": "choice",
                    "label": text("Outcome"),
                    "options": [option("refuse_it"), option("grant"), option("ask_chief")],
                },
                {
                    "id": "grounds",
                    "kind": "multi",
                    "label": text("Grounds"),
                    "options": [option("name"), option("age"), option("friend"), option("mood")],
                },
            ],
            "do": [
                {"when": ["==", ["payload", "decision", "outcome"], "grant"], "set": {"status": "granted"}},
                {"when": ["==", ["payload", "decision", "outcome"], "refuse_it"], "set": {"status": "refused"}},
            ],
        }
    ],
    "actions": [
        {"id": "file", "label": text("File"), "minutes": 2, "when": ["done", "submit.decision"]},
        {"id": "tell_friend", "label": text("Tell a friend"), "minutes": 2},
    ],
    "inbox": [
        {
            "id": "case",
            "channel": "counter",
            "priority": "normal",
            "from": text("Counter"),
            "subject": text("A case"),
            "body": text("Please decide."),
        }
    ],
    "at_start": ["case"],
    "events": [{"id": "late", "when": ["expired", "answer"]}],
    "endings": [
        {
            "id": name,
            "title": text(name),
            "citizen": text(name),
            "officer": text(name),
            "agency": text(name),
            **when,
        }
        for name, when in {
            "granted": {"automatic": True, "when": ["and", ["done", "do.file"], ["==", "status", "granted"]]},
            "refused": {"when": ["==", "status", "refused"]},
            "open": {},
        }.items()
    ],
    "rulebook": ["period"],
    "legal_profile": {
        "id": "tiny-law",
        "as_of": "2026-01-01",
        "notice": text("Training material."),
        "laws": [{"id": "period", "name": text("Period Act"), "summary": text("s"), "in_force_from": "2020-01-01"}],
        "clocks": [{"id": "answer", "name": text("Answer"), "working_days": 2, "law": "period"}],
        "calendar": {"note": "", "holidays": [], "worked_weekends": []},
    },
    "evidence": [
        rule("in_time", opportunity=DECIDED, good=["not", ["expired", "answer"]], points=2),
        rule("read", opportunity=DECIDED, good=["before", "open.letter", "submit.decision"], points=4),
        rule("asked", opportunity=["done", "submit.decision"], good=["known", "wrong_name"], points=4),
        rule(
            "proper",
            opportunity=["at_least", ["count", "look_up"], 1],
            good=["==", ["count", "improper_look_up"], 0],
            points=8,
        ),
        rule(
            "found",
            opportunity=DECIDED,
            good=["and", ["==", ["mark", "list", "name"], "wrong"], ["==", ["source", "list", "name"], "register"]],
            points=26,
        ),
        rule(
            "decision",
            opportunity=["done", "submit.decision"],
            good=["and", ["==", ["first_payload", "decision", "outcome"], "grant"], ["done", "check.list"]],
            recovered=["==", ["payload", "decision", "outcome"], "grant"],
            points=26,
        ),
        rule(
            "grounds",
            opportunity=["done", "submit.decision"],
            good=["==", ["payload", "decision", "grounds"], ["set", "name"]],
            points=30,
        ),
    ],
    "variants": [{"id": "a", "parameters": {}}, {"id": "b", "parameters": {}}],
    "goldens": [
        golden("expert", [READ, ASKED, MARKED, decided("grant", ["name"]), FILED], min=90),
        golden("lazy", [decided("grant", []), {"type": "finish"}], max=40),
        golden("rubber_stamp", [READ, decided("grant", ["name", "age"]), FILED], max=30),
        golden(
            "do_everything", [READ, {"type": "do", "action": "tell_friend"}, *waited(3), {"type": "finish"}], max=35
        ),
    ],
}


def tiny() -> dict[str, Any]:
    """A fresh copy, to be spoilt."""
    return deepcopy(_TINY)


def faults(mapping: dict[str, Any], plan: Plan = PLAN) -> list[Finding]:
    return [one for one in prove(mapping, plan) if one.is_fault]


def codes(mapping: dict[str, Any], plan: Plan = PLAN) -> set[str]:
    return {one.code for one in faults(mapping, plan)}
