"""How far the results of an examination can be trusted, for the people of its bank."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...domain.statistics.consistency import Consistency, consistency_of
from ...domain.statistics.intervals import ANSWERS_TO_SHOW
from ...domain.statistics.items import Standing, standing
from ...domain.statistics.marks import MarkList
from ...domain.statistics.reliability import Reliability, error_at, items_for, of_drawn_forms, of_fixed_form
from ...models import Examination
from ..examinations import cuts_in_force
from .figure_words import coefficient_words, signed
from .given_marks import first_attempts, latest, scored_marks_in

WANTED, WANTED_OF_EXPERTS, EXPERTS = 0.80, 0.85, 5  # domain brief 5.4; the level from which experts are examined

FIXED = gettext_lazy("Everybody gets the same items: Cronbach's alpha (KR-20 where marks are 0 or 1).")
DRAWN = gettext_lazy(
    "Everybody gets items of their own, so luck with the draw counts as error (KR-21 where marks are 0 or 1)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AtTheCut:
    """In points: where the cut lies, and between which scores two thirds of those who stand on it come out."""

    points: str
    error: str
    low: str
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminationReport:
    examination: Examination
    people: int
    needed: int = ANSWERS_TO_SHOW
    is_early: bool = False
    reliability: Reliability | None = None
    coefficient: str = "–"
    basis: str | Promise = ""
    wanted: float = WANTED
    verdict: str = ""
    is_enough: bool = False
    at_cut: AtTheCut | None = None
    consistency: Consistency | None = None

    @property
    def same_result(self) -> int:
        """Of a hundred people, how many would get the same result again."""
        return round(100 * self.consistency.agreement) if self.consistency else 0

    @property
    def wrongly_passed(self) -> int:
        return round(100 * self.consistency.wrongly_passed) if self.consistency else 0

    @property
    def wrongly_failed(self) -> int:
        return round(100 * self.consistency.wrongly_failed) if self.consistency else 0


def examination_report(examination: Examination, on: date) -> ExaminationReport:
    marks = scored_marks_in(latest(first_attempts(examination)))
    people = len(marks.by_sitting()[0])
    stands = standing(people)
    reliability = None if stands is Standing.TOO_FEW else _reliability(marks)
    if reliability is None:
        return ExaminationReport(examination=examination, people=people)
    wanted = WANTED_OF_EXPERTS if examination.level >= EXPERTS else WANTED
    cut = cuts_in_force(examination, on).get(examination.level)
    return ExaminationReport(
        examination=examination,
        people=reliability.people,
        is_early=stands is Standing.EARLY,
        reliability=reliability,
        coefficient=coefficient_words(reliability.estimate),
        basis=FIXED if reliability.is_fixed_form else DRAWN,
        wanted=wanted,
        verdict=_verdict(reliability, wanted),
        is_enough=reliability.coefficient >= wanted,
        at_cut=None if cut is None else _at_cut(cut, reliability.items),
        consistency=None if cut is None else _consistency(reliability, cut),
    )


def _reliability(marks: MarkList) -> Reliability | None:
    """None where all scores are alike."""
    points, squares, counts = marks.by_sitting()
    if points.var() == 0:
        return None
    if marks.is_one_form:
        return of_fixed_form(marks.matrix()[1])
    return of_drawn_forms(points, squares, counts)


def _verdict(found: Reliability, wanted: float) -> str:
    if found.coefficient >= wanted:
        return _("Reliable enough to certify with (at least %(wanted)s).") % {"wanted": signed(wanted)}
    items = items_for(found.coefficient, wanted, found.items)
    if items is None:
        return _("These scores do not repeat at all: read the items before anybody is certified.")
    words = _(
        "Not reliable enough to certify with on its own: %(wanted)s would take about %(items)s items like these "
        "instead of %(held)s, or items that tell people apart better."
    )
    return words % {"wanted": signed(wanted), "items": items, "held": round(found.items)}


def _at_cut(cut: float, items: float) -> AtTheCut:
    points = cut * items
    error = error_at(points, items)
    return AtTheCut(
        points=f"{points:.1f}",
        error=f"{error:.1f}",
        low=f"{max(0.0, points - error):.1f}",
        high=f"{min(items, points + error):.1f}",
    )


def _consistency(found: Reliability, cut: float) -> Consistency | None:
    return consistency_of(
        found.mean / found.items,
        (found.spread / found.items) ** 2,
        reliability=found.coefficient,
        cut=cut,
    )
