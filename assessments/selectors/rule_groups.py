"""The rules of a debrief in groups, and as few of them as the reader wants to see."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.competencies.selectors.framework import CompetencyCard, competencies

from .case_debrief import Debrief
from .case_words import RULE_KINDS

SHOW: Mapping[str, tuple[str | Promise, Callable[[Mapping[str, Any]], bool]]] = {
    "all": (_("All rules"), lambda rule: True),
    "lost": (_("Points lost"), lambda rule: rule["earned"] < rule["points"]),
    "breach": (_("Breaches"), lambda rule: bool(rule["breach"])),
    "kept": (_("Kept"), lambda rule: rule["outcome"] == "good"),
}
GROUPINGS: Mapping[str, str | Promise] = {"competency": _("by competency"), "kind": _("by kind")}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleGroup:
    """`standing` is what the run shows of the competency on the level scale; groups by kind have none."""

    code: str
    title: str | Promise
    card: CompetencyCard | None
    standing: Mapping[str, Any] | None
    earned: float
    possible: int
    rules: list[dict[str, Any]]


def rule_groups(debrief: Debrief, *, grouping: str, show: str) -> list[RuleGroup]:
    """Points are those of the frozen sheet and of all rules of the group, whichever are shown."""
    is_wanted = SHOW[show][1]
    groups = _by_kind(debrief) if grouping == "kind" else _by_competency(debrief)
    shown = [replace(group, rules=list(filter(is_wanted, group.rules))) for group in groups]
    return shown if show == "all" else [group for group in shown if group.rules]


def how_many(debrief: Debrief) -> dict[str, int]:
    """Name of each filter → rules that it leaves."""
    return {name: sum(map(is_wanted, debrief.account["rules"])) for name, (_label, is_wanted) in SHOW.items()}


def _by_competency(debrief: Debrief) -> Iterable[RuleGroup]:
    cards = competencies()
    for one in debrief.run.result["competencies"]:
        code = one["competency"]
        card = cards.get(code)
        yield RuleGroup(
            code=code,
            title=str(card.name) if card else code,
            card=card,
            standing=one,
            earned=one["earned"],
            possible=one["possible"],
            rules=[rule for rule in debrief.account["rules"] if rule["competency"] == code],
        )


def _by_kind(debrief: Debrief) -> Iterable[RuleGroup]:
    for kind, title in RULE_KINDS.items():
        rules = [rule for rule in debrief.account["rules"] if rule["kind"] == kind]
        scored = [rule for rule in rules if rule["outcome"] != "not_shown"]
        yield RuleGroup(
            code=kind,
            title=title,
            card=None,
            standing=None,
            earned=sum(rule["earned"] for rule in scored),
            possible=sum(rule["points"] for rule in scored),
            rules=rules,
        )
