"""The scripted runs: they can be played, score what their author says, and the thoughtless among them score little."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..casework.rubric_parts import NO_BREACH
from ..casework.scenario import Golden, Scenario
from ..casework.scoring import Outcome, Score, score
from .findings import Finding, finding
from .shrinking import shrunk

EXPERT = "expert"
# Scripted runs that every variant carries, and the most they may earn; a lazy one by the beginning of its name.
HIGHEST_OF: Mapping[str, float] = {"lazy": 40.0, "rubber_stamp": 30.0, "do_everything": 35.0}
MOST_VARIANT_SPREAD = 3.0  # points between the experts of two variants
SHARE_OF_LIMIT = 0.7  # an expert needs about a minute of real time an act


def golden_findings(scenario: Scenario) -> Iterator[Finding]:
    for variant, case in scenario.cases.items():
        for golden in case.goldens.values():
            yield _golden(scenario, variant, golden)
        for kind, limit in HIGHEST_OF.items():
            yield from _thoughtless(scenario, variant, kind, limit=limit)
    yield from _spread(scenario)
    yield from _time(scenario)


def _golden(scenario: Scenario, variant: str, golden: Golden) -> Finding:
    result = score(scenario, variant, golden.play)
    breach = _breach(result)
    wanted = golden.breach.value if golden.breach else NO_BREACH if golden.is_clean else None
    detail: dict[str, Any] = {
        "variant": variant,
        "golden": golden.name,
        "total": round(result.total, 1),
        "lowest": round(golden.lowest),
        "highest": round(golden.highest),
        "breach": breach,
    }
    if wanted is not None and breach != wanted:
        steps = shrunk(golden.play, lambda log: _breach(score(scenario, variant, log)) == breach)
        return finding("golden", "golden_breach", fault=True, steps=steps, **detail, wanted=wanted)
    if golden.name == EXPERT and not result.passed:
        return finding("golden", "expert_fails", fault=True, steps=golden.play, **detail, lost=_lost(result))
    if result.total > golden.highest:
        steps = shrunk(golden.play, lambda log: score(scenario, variant, log).total > golden.highest)
        return finding("golden", "golden", fault=True, steps=steps, **detail)
    if result.total < golden.lowest:
        return finding("golden", "golden", fault=True, steps=golden.play, **detail, lost=_lost(result))
    return finding("golden", "golden", **detail)


def _lost(result: Score) -> list[str]:
    """Rules that did not earn their points: a run that scores too little is not explained by leaving acts out of it."""
    return [one.rule.id for one in result.rules if one.outcome is not Outcome.GOOD]


def _breach(result: Score) -> str:
    return result.worst_breach.value if result.worst_breach else NO_BREACH


def _thoughtless(scenario: Scenario, variant: str, kind: str, *, limit: float) -> Iterator[Finding]:
    players = [golden for name, golden in scenario.case(variant).goldens.items() if name.startswith(kind)]
    if not players:
        yield finding("golden", "no_player", fault=True, variant=variant, golden=kind)
    for golden in players:
        total = score(scenario, variant, golden.play).total
        if total > limit:
            steps = shrunk(golden.play, lambda log: score(scenario, variant, log).total > limit)
            detail: dict[str, Any] = {
                "variant": variant,
                "golden": golden.name,
                "total": round(total, 1),
                "limit": round(limit),
            }
            yield finding("golden", "player", fault=True, steps=steps, **detail)


def _spread(scenario: Scenario) -> Iterator[Finding]:
    totals = {}
    for variant, case in scenario.cases.items():
        expert = case.golden(EXPERT)
        if expert is None:
            yield finding("variants", "no_expert", fault=True, variant=variant)
        else:
            totals[variant] = score(scenario, variant, expert.play).total
    spread = max(totals.values(), default=0.0) - min(totals.values(), default=0.0)
    yield finding("variants", "spread", fault=spread > MOST_VARIANT_SPREAD, points=round(spread, 1))


def _time(scenario: Scenario) -> Iterator[Finding]:
    for variant, case in scenario.cases.items():
        expert = case.golden(EXPERT)
        acts = len(expert.play) if expert else 0
        allowed = SHARE_OF_LIMIT * scenario.limit_minutes
        yield finding("time", "time", fault=acts > allowed, variant=variant, acts=acts, allowed=round(allowed))
