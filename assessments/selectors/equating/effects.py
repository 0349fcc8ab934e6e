"""Whom an equating touches: what each score becomes, and what it would have meant for the latest sittings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ...domain.equating.conversion import Conversion
from ...domain.equating.effects import Effect, effect_on
from ...domain.standard_setting.consequences import ROUNDING
from ...domain.statistics.intervals import Z
from ...models import Attempt, TestForm
from ..examinations import cuts_in_force
from ..standard_setting.preview import SITTINGS_LOOKED_AT


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    points: int
    counts: float
    error: float
    passes: bool | None  # with the points as they are; None while there is no cut score
    would_pass: bool | None

    @property
    def turns(self) -> bool:
        return self.passes != self.would_pass


@dataclass(frozen=True, slots=True, kw_only=True)
class AtTheCut:
    reference: float  # points that pass on the reference form
    own: float  # points that pass on this form, once it is equated
    error: float

    @property
    def difference(self) -> float:
        """Points by which the form is harder."""
        return self.reference - self.own

    @property
    def is_clear(self) -> bool:
        """More than chance would make of two forms that are alike."""
        return abs(self.difference) > Z * self.error


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    lines: list[ScoreLine]  # all points first
    at_cut: AtTheCut | None
    effect: Effect | None  # None: fewer than ten sittings, or no cut score


def touched_by(form: TestForm, conversion: Conversion, errors: Sequence[float], on: date) -> Touched:
    """`on`: the day from which it is to hold, and whose cut score counts."""
    cut = cuts_in_force(form.examination, on).get(form.examination.level)
    lines = [
        ScoreLine(
            points=points,
            counts=counts,
            error=errors[points],
            passes=None if cut is None else points >= cut * conversion.length - ROUNDING,
            would_pass=None if cut is None else counts >= cut * conversion.length - ROUNDING,
        )
        for points, counts in enumerate(conversion.table)
    ]
    if cut is None:
        return Touched(lines=lines[::-1], at_cut=None, effect=None)
    own = conversion.own_share(cut) * conversion.length
    error = float(np.interp(own, range(len(errors)), errors))
    at_cut = AtTheCut(reference=cut * conversion.length, own=own, error=error)
    return Touched(lines=lines[::-1], at_cut=at_cut, effect=effect_on(_shares(form), conversion, cut))


def _shares(form: TestForm) -> list[float]:
    counted = Attempt.objects.filter(form=form, max_score__gt=0, set_aside_at=None)
    latest = counted.exclude(status__in=Attempt.UNSCORED)
    rows = latest.order_by("-closed_at").values_list("score", "max_score")[:SITTINGS_LOOKED_AT]
    return [(score or 0.0) / possible for score, possible in rows if possible]
