"""Chances and what to do about them, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..domain.measures.loss import Chance
from .snapshots import CellCard

CHANCES: dict[Chance, str | Promise] = {
    Chance.LIKELY: gettext_lazy("likely"),
    Chance.POSSIBLE: gettext_lazy("possible"),
    Chance.UNLIKELY: gettext_lazy("unlikely"),
}
TONES = {Chance.LIKELY: "seal", Chance.POSSIBLE: "gold", Chance.UNLIKELY: "green"}


def what_to_do(cell: CellCard, chance: Chance | None) -> str:
    """Of a competency that rests on one person, or may soon rest on nobody."""
    if cell.is_unknown:
        return _(
            "Assess %(number)s people first: perhaps somebody else is able. Meanwhile name a deputy and write down how "
            "it is done."
        ) % {"number": cell.not_assessed}
    if chance in (Chance.LIKELY, Chance.POSSIBLE):
        return _(
            "Train two more now, and agree with a neighbouring unit who stands in: within twelve months nobody may be "
            "left."
        )
    if cell.rests_on_one:
        return _(
            "Train two more and let them do the work by turns; share a person with a neighbouring unit until then."
        )
    return _("Close the gap by training; enough people are likely to stay.")
