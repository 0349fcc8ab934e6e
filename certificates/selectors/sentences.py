"""A verdict in words, line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.selectors.results import examination_titles, scenario_titles
from lms.competencies.selectors.framework import competencies
from lms.lib.localized import in_language

from ..domain.award_rules import (
    AchievementHeld,
    CasePassed,
    CompetencyVerified,
    ExaminationPassed,
    Finding,
    Line,
    Verdict,
)

Names = Mapping[tuple[str, str], Mapping[str, str]]  # (kind of condition, code) → name


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    is_met: bool
    note: str  # what is missing, or empty


def sentences(
    verdicts: Sequence[Verdict], *, achievement_titles: Mapping[str, Mapping[str, str]]
) -> list[list[Sentence]]:
    names = _names(verdicts, achievement_titles)
    return [[_sentence(line, names) for line in verdict.lines] for verdict in verdicts]


def _sentence(line: Line, names: Names) -> Sentence:
    condition = line.condition
    name = in_language(names.get((condition.kind, condition.code), {}), get_language() or "en")
    words = {"code": condition.code, "name": name}
    if isinstance(condition, ExaminationPassed):
        text = _("Pass the examination %(code)s %(name)s") % words
    elif isinstance(condition, CasePassed):
        text = _("Pass the simulated case %(code)s %(name)s under examination conditions") % words
    elif isinstance(condition, CompetencyVerified):
        text = _("Show %(code)s %(name)s at level %(level)s, with at least %(percent)s%% certainty") % {
            **words,
            "level": condition.level,
            "percent": condition.percent,
        }
    else:
        text = _("Hold the certificate %(name)s") % words
    return Sentence(text, line.is_met, _note(line))


def _note(line: Line) -> str:
    notes = {
        Finding.MET: "",
        Finding.NOT_PASSED: _("not passed yet"),
        Finding.TOO_OLD: _("passed too long ago"),
        Finding.NOT_ASSESSED: _("not assessed yet"),
        Finding.NOT_SURE: _("%(percent)s%% certain so far") % {"percent": line.percent},
        Finding.NOT_HELD: _("not held yet"),
    }
    return notes[line.finding]


def _names(verdicts: Sequence[Verdict], achievement_titles: Mapping[str, Mapping[str, str]]) -> Names:
    conditions = [line.condition for verdict in verdicts for line in verdict.lines]
    if not conditions:
        return {}
    wanted = {
        kind.kind: {one.code for one in conditions if isinstance(one, kind)} for kind in (ExaminationPassed, CasePassed)
    }
    found: dict[str, Mapping[str, Mapping[str, str]]] = {
        ExaminationPassed.kind: examination_titles(wanted[ExaminationPassed.kind]),
        CasePassed.kind: scenario_titles(wanted[CasePassed.kind]),
        CompetencyVerified.kind: {card.code: card.name for card in competencies().values()},
        AchievementHeld.kind: achievement_titles,
    }
    return {(kind, code): name for kind, names in found.items() for code, name in names.items()}
