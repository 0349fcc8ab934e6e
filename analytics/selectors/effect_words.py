"""What a comparison lets one say, in plain words: no more than it carries."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..domain.effects.designs import Comparison
from ..domain.effects.estimating import FEWEST, Estimate
from ..domain.effects.verdicts import Finding, Means, Verdict
from ..models import ServiceIndicator
from .effect_basis import Basis
from .service_words import figure


@dataclass(frozen=True, slots=True)
class Sentences:
    headline: str
    meaning: str
    trend: str  # how the units moved before; empty without a comparison
    caveats: list[str]


def in_words(
    finding: Finding, indicator: ServiceIndicator, training: str, *, comparison: Comparison, basis: Basis
) -> Sentences:
    values = {"indicator": str(indicator.name), "training": training, "fewest": FEWEST, **_figures(finding, indicator)}
    values |= {"measure": str(indicator.unit_of_measure)}
    values |= {"treated": len(comparison.treated), "others": len(comparison.comparison)}
    headline, meaning = WORDS[finding.verdict]()
    return Sentences(
        headline % values, meaning % values, _trend(finding, indicator), _caveats(finding, comparison, basis)
    )


def _figures(finding: Finding, indicator: ServiceIndicator) -> dict[str, object]:
    found: dict[str, object] = {"difference": "", "interval": ""}
    for name, means in (("own", finding.treated), ("other", finding.comparison)):
        means = means or Means(0.0, 0.0)
        found[f"{name}_before"] = figure(means.before, indicator.meaning)
        found[f"{name}_after"] = figure(means.after, indicator.meaning)
    if finding.effect:
        found["difference"] = signed(finding.effect.value, indicator)
        found["interval"] = interval(finding.effect, indicator)
    return found


def signed(value: float, indicator: ServiceIndicator) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{figure(abs(value), indicator.meaning)}"


def interval(one: Estimate, indicator: ServiceIndicator) -> str:
    if one.low is None or one.high is None:
        return ""
    return f"{signed(one.low, indicator)} … {signed(one.high, indicator)}"


def _nobody() -> tuple[str, str]:
    return (
        _("Nothing can be compared yet."),
        _("No unit in your reach was trained with six months of figures before and six after. Look again later."),
    )


def _alone() -> tuple[str, str]:
    return (
        _("%(indicator)s changed from %(own_before)s to %(own_after)s in the trained units."),
        _(
            "This proves nothing: there is no unit to compare with, and the same might have happened without any "
            "training. Season, caseload, a new system or a new rule would look just like this."
        ),
    )


def _too_few() -> tuple[str, str]:
    return (
        _(
            "%(indicator)s changed from %(own_before)s to %(own_after)s in %(treated)s trained units, and from "
            "%(other_before)s to %(other_after)s in %(others)s others: a difference of %(difference)s."
        ),
        _(
            "With fewer than %(fewest)s units on a side no interval can be given. Chance alone may make such a "
            "difference, so nothing should be concluded from it."
        ),
    )


def _moving() -> tuple[str, str]:
    return (
        _("The trained units were moving another way than the others before the training already."),
        _(
            "The difference afterwards (%(difference)s, interval %(interval)s) must not be read as an effect: it may "
            "be no more than the same movement going on."
        ),
    )


def _better() -> tuple[str, str]:
    return (
        _("%(indicator)s developed better in trained units than in comparable ones: %(difference)s (%(measure)s)."),
        _(
            "Interval of 95 %%: %(interval)s. Trained: from %(own_before)s to %(own_after)s; compared: from "
            "%(other_before)s to %(other_after)s. A training that helps looks like this. It is evidence, not proof: "
            "read what else it could be."
        ),
    )


def _worse() -> tuple[str, str]:
    return (
        _("%(indicator)s developed worse in trained units than in comparable ones: %(difference)s (%(measure)s)."),
        _(
            "Interval of 95 %%: %(interval)s. Trained: from %(own_before)s to %(own_after)s; compared: from "
            "%(other_before)s to %(other_after)s. Ask the units what else changed before drawing a conclusion."
        ),
    )


def _no_difference() -> tuple[str, str]:
    return (
        _("No difference between trained and comparable units can be told from chance."),
        _(
            "Difference %(difference)s, interval of 95 %%: %(interval)s. An effect within this interval may be there "
            "all the same; more units or more months would narrow it. This does not show that the training is useless."
        ),
    )


WORDS = {
    Verdict.NOBODY: _nobody,
    Verdict.ALONE: _alone,
    Verdict.TOO_FEW: _too_few,
    Verdict.MOVING_BEFORE: _moving,
    Verdict.BETTER: _better,
    Verdict.WORSE: _worse,
    Verdict.NO_DIFFERENCE: _no_difference,
}


def _trend(finding: Finding, indicator: ServiceIndicator) -> str:
    trend = finding.trend_before
    if trend is None:
        return ""
    values = {"slope": _a_month(trend.value), "low": "", "high": ""}
    if trend.low is None or trend.high is None:
        return _("Before the training: a difference in trend of %(slope)s a month; too few units to judge it.") % values
    values |= {"low": _a_month(trend.low), "high": _a_month(trend.high)}
    if trend.is_sure:
        return (
            _("Before the training the trained units moved by %(slope)s a month beside the others.") % values
            + " "
            + (_("Interval %(low)s … %(high)s.") % values)
        )
    return (
        _(
            "Before the training no difference in trend can be told from chance: %(slope)s a month, interval "
            "%(low)s … %(high)s. A movement within this interval may still have been there."
        )
        % values
    )


def _a_month(value: float) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{abs(value):.2f}"


def _caveats(finding: Finding, comparison: Comparison, basis: Basis) -> list[str]:
    if finding.verdict in (Verdict.NOBODY, Verdict.ALONE):
        return []
    unlike = comparison.unlike
    found = []
    if unlike:
        found.append(
            ngettext(
                "%(count)s trained unit is held against one of another level; there was none nearer.",
                "%(count)s trained units are held against others of another level; there were none nearer.",
                unlike,
            )
            % {"count": unlike}
        )
    return [
        *found,
        _("Nobody drew lots over who was trained first. Units that were keen or in trouble may have gone first."),
        _("Anything else that reached the trained units at the same time (staff, systems, rules) is counted in."),
        *basis.caveats,
        _("Offices count their own cases. A change in counting looks like a change in service."),
        _("Looking at many indicators and trainings finds some difference by chance: one in twenty of them."),
    ]
