"""What the comparison of levels comes to, in sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lms.people.models import OrgUnit

from ..domain.divide.index import DivideIndex
from ..domain.divide.levels import FEWEST_UNITS, Comparison, Verdict


@dataclass(frozen=True, slots=True)
class Tile:
    label: str
    value: int | None  # None: unknown
    note: str


def divide_tiles(index: DivideIndex) -> list[Tile]:
    """The index last: it is never shown without its parts."""
    parts = [
        (_("A · Between levels"), index.level_parity, _("Coverage of the weakest level, the strongest being 100")),
        (_("B · Between posts and people"), index.requirement_met, _("How much of what the posts demand is met")),
        (
            _("C · Between offices and citizens"),
            index.citizen_side,
            _("From figures of the services: ratings, complaints"),
        ),
        (_("Divide index"), index.value, _("Geometric mean of A, B and C; unknown while one of them is")),
    ]
    return [
        Tile(label, None if value is None else _percent(value), note if value is not None else _unknown(note))
        for label, value, note in parts
    ]


def level_name(level: str) -> str:
    return str(OrgUnit.Level(level).label)


def verdict_in_words(compared: Comparison) -> str:
    values = {
        "share": _percent(compared.share_between),
        "low": _percent(compared.interval.low if compared.interval else None),
        "high": _percent(compared.interval.high if compared.interval else None),
        "units": compared.units,
        "fewest": FEWEST_UNITS,
    }
    return _SENTENCES[compared.verdict]() % values


def next_step(compared: Comparison) -> str:
    """What follows for whoever plans; empty where nothing does."""
    if compared.verdict is Verdict.BETWEEN:
        weakest = min(compared.levels, key=lambda one: one.mean)
        return _("Shared support for the level “%(level)s” helps more than further courses for the others.") % {
            "level": level_name(weakest.level)
        }
    if compared.verdict is Verdict.WITHIN:
        return _("Look at the weakest units of each level: a programme for a whole level would miss them.")
    if compared.verdict is Verdict.TOO_FEW:
        return _("Assess more people first: a unit counts once three in five of its people are assessed.")
    return ""


def _unknown(note: str) -> str:
    return _("Unknown. %(note)s") % {"note": note}


def _percent(share: float | None) -> int:
    return round(100 * (share or 0.0))


_SENTENCES = {
    Verdict.BETWEEN: lambda: _(
        "The divide is between levels, not inside them: %(share)s %% of the inequality lies between levels "
        "(interval %(low)s to %(high)s %%)."
    ),
    Verdict.WITHIN: lambda: _(
        "The divide is inside the levels, not between them: only %(share)s %% of the inequality lies between levels "
        "(interval %(low)s to %(high)s %%)."
    ),
    Verdict.OPEN: lambda: _(
        "Whether the divide is between levels or inside them cannot be told: %(share)s %% of the inequality lies "
        "between levels, but with other units of the same kind it could be %(low)s to %(high)s %%."
    ),
    Verdict.ALIKE: lambda: _("There is no divide to speak of: all units stand alike."),
    Verdict.ONE_LEVEL: lambda: _("All units with a figure are on one level: there is nothing to compare it with."),
    Verdict.TOO_FEW: lambda: _(
        "Too few units for a verdict: %(units)s have a figure, and it takes %(fewest)s. The means below stand alone."
    ),
}
