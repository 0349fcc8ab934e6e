"""What is said of a scenario's file and of its check: the engine names both by code, this puts them into words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..domain.casework.errors import Problem
from .case_words import BREACHES, REFUSALS
from .problem_words import KINDS, PROBLEMS

BREACH_WORDS = {**BREACHES, "none": _("no breach")}

FINDINGS: Mapping[str, Any] = {
    "golden": _("Variant %(variant)s, %(golden)s: %(total)s points (%(lowest)s to %(highest)s wanted), %(breach)s."),
    "golden_breach": _(
        "Variant %(variant)s, %(golden)s: %(total)s points (%(lowest)s to %(highest)s wanted), %(breach)s instead of "
        "%(wanted)s."
    ),
    "expert_fails": _(
        "Variant %(variant)s, %(golden)s: %(total)s points (%(lowest)s to %(highest)s wanted), %(breach)s. The expert "
        "must pass."
    ),
    "golden_refused": _("Variant %(variant)s, %(golden)s: the desk refuses act %(step)s. %(refusal)s"),
    "no_expert": _("Variant %(variant)s has no scripted run named expert."),
    "spread": _("The experts of the variants differ by %(points)s points."),
    "time": _("Variant %(variant)s: the expert acts %(acts)s times; up to %(allowed)s leave room for reading."),
    "cover": _("%(competency)s: rules %(rules)s, needed %(needed)s."),
    "at_once": _("Variant %(variant)s, handed in at once: %(total)s points."),
    "silent": _("Variant %(variant)s, waiting to the end: %(total)s points."),
    "random": _("Variant %(variant)s, acting blindly: %(mean)s points on average, %(passing)s of %(runs)s runs pass."),
    "no_leak": _("No hidden text was shown to the scripted runs and to players without thought."),
    "leak": _("Variant %(variant)s: %(mark)s is shown before its time."),
    "reach": _("Variant %(variant)s: %(states)s states and %(steps)s steps searched."),
    "reach_budget": _(
        "Variant %(variant)s: the search stopped after %(states)s states and %(steps)s steps; a guard reads too much."
    ),
    "dead": _("No variant arrives at %(name)s."),
}
ONLY_ELSEWHERE = _("Not in this variant: %(names)s.")
NEAR = _("Near it: %(near)s.")
OF_VARIANT = _("(variant %(variant)s)")


def finding_words(finding: Mapping[str, Any]) -> str:
    """A line of a report as it is kept: {check, is_fault, code, detail}."""
    code, detail = finding["code"], finding["detail"]
    if code == "format":
        return _place_and_words(Problem(**detail))
    words: dict[str, Any] = {
        **detail,
        **{name: BREACH_WORDS[detail[name]] for name in ("breach", "wanted") if name in detail},
    }
    if "refusal" in detail:
        words["refusal"] = REFUSALS[detail["refusal"]]
    said = str(FINDINGS[code]) % words
    missing = detail.get("missing")
    return f"{said} {ONLY_ELSEWHERE % {'names': ', '.join(missing)}}" if missing else said


def problem_words(problem: Problem) -> str:
    """What is wrong, without its place."""
    detail: dict[str, Any] = dict(problem.detail)
    for name in ("wanted", "given") if problem.code == "kinds" else ():
        detail[name] = _kinds(str(detail[name]))
    said = str(PROBLEMS[problem.code]) % detail
    if detail.get("near"):
        said += f" {NEAR % detail}"
    return f"{said} {OF_VARIANT % {'variant': problem.variant}}" if problem.variant else said


def _place_and_words(problem: Problem) -> str:
    return f"{problem.path}: {problem_words(problem)}" if problem.path else problem_words(problem)


def _kinds(pair: str) -> str:
    left, right = (KINDS[kind] for kind in pair.split())
    return str(_("%(left)s with %(right)s")) % {"left": left, "right": right}
