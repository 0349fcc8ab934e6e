"""What is said of a scenario's file and of its check: the engine names both by code, this puts them into words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..domain.casework.errors import Problem
from .case_words import BREACHES, REFUSALS
from .problem_words import KINDS, PROBLEMS
from .proof_words import FINDINGS, added_words, step_words

BREACH_WORDS = {**BREACHES, "none": _("no breach")}

NEAR = _("Near it: %(near)s.")
OF_VARIANT = _("(variant %(variant)s)")


def finding_words(finding: Mapping[str, Any]) -> str:
    """A line of a report as it is kept: {check, is_fault, is_warning, code, detail}."""
    code, detail = finding["code"], finding["detail"]
    if code == "format":
        return _place_and_words(Problem(**detail))
    words: dict[str, Any] = {
        **detail,
        "languages": ", ".join(detail.get("languages", ())),
        **{name: BREACH_WORDS[detail[name]] for name in ("breach", "wanted") if name in detail},
    }
    if "refusal" in detail:
        words["refusal"] = REFUSALS[detail["refusal"]]
    return " ".join([str(FINDINGS[code]) % words, *added_words(detail)])


def finding_steps(finding: Mapping[str, Any]) -> list[str]:
    """The shortest acts that show it, where there are any."""
    return [step_words(action) for action in finding["detail"].get("steps", ())]


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
