"""A change told in words: what each cause is called, and one plain sentence for the whole."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ..domain.causes import Cause


def cause_name(cause: Cause) -> str:
    return {
        Cause.LEARNING: _("learning"),
        Cause.FIRST: _("assessed for the first time"),
        Cause.JOINERS: _("joiners"),
        Cause.LEAVERS: _("leavers"),
        Cause.MOVES: _("moves between units or posts"),
        Cause.AGEING: _("evidence grown older or expired"),
        Cause.PROFILE: _("changed demands of the post"),
        Cause.OTHER: _("other causes and rounding"),
    }[cause]


def cause_in_short(cause: Cause) -> str:
    """Beside a bar, where there is room for few letters."""
    return {
        Cause.FIRST: _("first assessed"),
        Cause.MOVES: _("moves"),
        Cause.AGEING: _("ageing evidence"),
        Cause.PROFILE: _("changed demands"),
        Cause.OTHER: _("other, rounding"),
    }.get(cause) or cause_name(cause)


def cause_explained(cause: Cause) -> str:
    return {
        Cause.LEARNING: _("new evidence of people who were assessed before"),
        Cause.FIRST: _("people of whom nothing was known before: more is known now, which is no learning yet"),
        Cause.JOINERS: _("people who came into the administration; they lift coverage if they can more than the mean"),
        Cause.LEAVERS: _("people who left the administration; coverage falls if they could more than the mean"),
        Cause.MOVES: _("people who came from or went to another unit or post"),
        Cause.AGEING: _("nothing new was shown, so what was shown counts for less"),
        Cause.PROFILE: _("the role profile asks for another level than before, or for this competency at all"),
        Cause.OTHER: _("working hours, rounding, and whatever concerns fewer than ten people"),
    }[cause]


def signed(points: int) -> str:
    """`+7`, `−3` with a true minus, `±0`."""
    return f"+{points}" if points > 0 else f"−{-points}" if points else "±0"


def in_one_sentence(points: int, *, is_real: bool, parts: Sequence[tuple[Cause, int]]) -> str:
    """`parts` are those that moved it, largest first."""
    causes = pgettext("between parts of a change", ", ").join(
        _("%(cause)s %(points)s") % {"cause": cause_name(cause), "points": signed(moved)} for cause, moved in parts
    )
    values = {"moved": _moved(points), "causes": causes}
    told = _("%(moved)s: %(causes)s.") % values if causes else _("%(moved)s.") % values
    return (
        told
        if is_real or not points
        else _("%(told)s That is within its uncertainty: no change is proven.") % {"told": told}
    )


def _moved(points: int) -> str:
    size = {"points": abs(points)}
    if points > 0:
        return ngettext("Coverage rose by %(points)s point", "Coverage rose by %(points)s points", abs(points)) % size
    if points < 0:
        return ngettext("Coverage fell by %(points)s point", "Coverage fell by %(points)s points", abs(points)) % size
    return _("Coverage did not move")
