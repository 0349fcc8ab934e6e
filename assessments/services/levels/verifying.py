"""The nightly check: kept levels and counts against those made anew, what is wrong as numbers, and put right.

Evidence ages, so a level that was right when it was worked out may be another now. That is no fault and is told apart:
wrong is what does not follow from evidence even at the moment when it was worked out.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from lms.base.audit import record
from lms.base.db.one_moment import one_moment
from lms.competencies.selectors.framework import competencies

from ...domain.level_rollup import Drift, corrections
from ...models import LevelRollup
from ...selectors.level_checks import CheckedLevels, check_levels, misplaced_people
from ...selectors.level_rollup import counts_anew, kept_counts, people_within, ranges_to_count
from .recomputing import recompute_people
from .writing import count_people


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    people: int
    cells_wrong: int = 0  # of the counts, beside those that the kept levels and places give
    people_counted_wrong: int = 0  # in those cells
    levels_wrong: int = 0  # kept, but never following from the evidence; missing; or of nothing
    people_misplaced: int = 0  # counted elsewhere than in the posts they hold
    levels_aged: int = 0  # right when worked out, and another by now: no drift

    @property
    def is_sound(self) -> bool:
        return not (self.cells_wrong or self.levels_wrong or self.people_misplaced)


def verify_levels(*, at: datetime, is_kept_right: bool = True) -> Findings:
    """Compare, record, and put right what is wrong or has aged, unless only asked to look."""
    cards = {card.pk for card in competencies().values()}
    with one_moment():
        kept, anew = kept_counts(), counts_anew(cards)
    drift = Drift.between(kept, anew)
    if is_kept_right:
        count_people(corrections(kept, anew))
    people, checked, misplaced = 0, CheckedLevels(), 0
    for numbers in ranges_to_count():
        some = people_within(numbers)
        with one_moment():
            found, elsewhere = check_levels(some, at), misplaced_people(some)
        people, misplaced = people + len(some), misplaced + len(elsewhere)
        checked += found
        if is_kept_right:
            recompute_people(learner_ids=sorted(found.people | elsewhere), at=at)
    if is_kept_right:
        LevelRollup.objects.filter(people=0).delete()
    findings = Findings(
        people=people,
        cells_wrong=drift.cells,
        people_counted_wrong=drift.people,
        levels_wrong=checked.wrong,
        people_misplaced=misplaced,
        levels_aged=checked.aged,
    )
    record(None, "levels.verified", **asdict(findings), repaired=is_kept_right)
    return findings
