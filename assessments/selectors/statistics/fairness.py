"""Do items treat groups of staff, and readers of different languages, alike? For the people of the bank.

Only people who score the same, in all and on the competency of the item, are compared, and only groups of a hundred
people or more. Dates of birth serve this audit of the instrument; nobody is shown.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lms.people.selectors.staff_facts import StaffFacts, staff_facts

from ...domain.statistics.dif import dif_of, strata_of
from ...domain.statistics.intervals import ANSWERS_TO_ACT
from ...domain.statistics.mantel_haenszel import Class, Dif
from ...domain.statistics.marks import Ids, MarkList
from ...models import Examination, ItemVersion
from .figure_words import signed
from .given_marks import first_attempts, latest, marks_in
from .languages import NAMES
from .staff_groups import GROUPINGS

FULL_MARK = 1 - 1e-9
SHARE_BY_CHANCE = 0.05

Label = str | Promise
Groups = Mapping[int, str]  # sitting → group; who is in none is not compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An item that is harder or easier for one group than for people of the other who score the same."""

    version: ItemVersion
    dif: Dif

    @property
    def is_large(self) -> bool:
        return self.dif.kind is Class.C

    @property
    def is_harder(self) -> bool:
        return self.dif.d_dif < 0

    @property
    def size(self) -> str:
        return signed(self.dif.d_dif)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    reference: str
    focal: str
    items: int  # met by a hundred people of either group
    differences: list[Difference]  # the largest first

    @property
    def by_chance(self) -> int:
        """About how many of the items come out different though they are not."""
        return round(self.items * SHARE_BY_CHANCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """By one characteristic. The largest group is the reference of all others."""

    title: Label
    comparisons: list[Comparison]


def fairness_of(examination: Examination) -> list[Audit]:
    attempts = latest(first_attempts(examination))
    marks = marks_in(attempts)
    facts = staff_facts(attempts.values("learner"))
    rows = list(attempts.values_list("pk", "learner_id", "started_at", "language", "saw_other_languages"))
    sat = [
        (attempt, facts[learner], timezone.localdate(started_at))
        for attempt, learner, started_at, *_ in rows
        if learner in facts
    ]
    read = {pk: NAMES[language] for pk, _, _, language, is_mixed in rows if language in NAMES and not is_mixed}
    versions = ItemVersion.objects.select_related("item__bank").in_bulk(np.unique(marks.items).tolist())
    return [
        Audit(title=_("By language"), comparisons=_comparisons(marks, read, versions)),
        *_audits_of_staff(marks, sat, versions),
    ]


def _audits_of_staff(
    marks: MarkList, sat: Sequence[tuple[int, StaffFacts, date]], versions: Mapping[int, ItemVersion]
) -> list[Audit]:
    return [
        Audit(
            title=title,
            comparisons=_comparisons(
                marks, {pk: group for pk, one, on in sat if (group := group_of(one, on))}, versions
            ),
        )
        for title, group_of in GROUPINGS.items()
    ]


def _comparisons(marks: MarkList, groups: Groups, versions: Mapping[int, ItemVersion]) -> list[Comparison]:
    sizes = Counter(groups.values())
    large = [group for group, size in sizes.most_common() if size >= ANSWERS_TO_ACT]
    if len(large) < 2:
        return []
    number = {group: place for place, group in enumerate(large)}
    sittings, rows = np.unique(marks.sittings, return_inverse=True)
    of_sitting = np.array([number.get(groups.get(one, ""), -1) for one in sittings.tolist()])
    competencies = np.array([versions[one].competency_id for one in marks.items.tolist()])
    strata = strata_of(marks.points(), marks.points(competencies))
    return [
        Comparison(reference=large[0], focal=focal, items=len(found), differences=_differences(found, versions))
        for place, focal in enumerate(large[1:], start=1)
        for found in [_difs(marks, of_sitting[rows], strata, focal=place)]
    ]


def _difs(marks: MarkList, groups: Ids, strata: Ids, *, focal: int) -> dict[int, Dif]:
    """For each version that enough people of group 0 and of the focal group met."""
    within = (groups == 0) | (groups == focal)
    is_right, is_focal = marks.marks >= FULL_MARK, groups == focal
    found = {}
    for pk in np.unique(marks.items[within]).tolist():
        met = within & (marks.items == pk)
        dif = dif_of(is_right[met], is_focal[met], strata[met])
        if dif is not None:
            found[pk] = dif
    return found


def _differences(found: Mapping[int, Dif], versions: Mapping[int, ItemVersion]) -> list[Difference]:
    rows = [Difference(version=versions[pk], dif=dif) for pk, dif in found.items() if dif.kind is not Class.A]
    return sorted(rows, key=lambda one: -abs(one.dif.d_dif))
